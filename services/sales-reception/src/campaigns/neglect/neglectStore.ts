import { guardedUpdate, type Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';

/** That another department invited a neglected client, as reported to the client-resources director (SR-3.19). */
export type NeglectReport = {
  readonly reportId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly department: string;
  readonly inviterId: string;
  readonly ownerId: string;
  readonly reportedAt: Date;
  readonly changedAt: Date | null;
  readonly explanationId: string;
};

export const insertReport = async (tx: Tx, report: NeglectReport): Promise<void> => {
  await tx.query(
    `INSERT INTO neglect_report (report_id, site_id, client_id, department, inviter_id, owner_id, reported_at, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      report.reportId,
      report.siteId,
      report.clientId,
      report.department,
      report.inviterId,
      report.ownerId,
      report.reportedAt,
      report.explanationId,
    ],
  );
};

const selectReports = `SELECT report_id AS "reportId", site_id AS "siteId", client_id AS "clientId", department,
  inviter_id AS "inviterId", owner_id AS "ownerId", reported_at AS "reportedAt", changed_at AS "changedAt",
  explanation_id AS "explanationId" FROM neglect_report`;

export const findReport = async (tx: Tx, reportId: string): Promise<NeglectReport | null> =>
  ((await tx.query(`${selectReports} WHERE report_id = $1`, [reportId])) as NeglectReport[])[0] ?? null;

/** What still waits for the director, oldest first. */
export const pendingReports = async (tx: Tx, siteId: string): Promise<NeglectReport[]> =>
  tx.query(`${selectReports} WHERE site_id = $1 AND changed_at IS NULL ORDER BY reported_at, report_id LIMIT 200`, [
    siteId,
  ]);

/** @throws ConcurrentChange for one that was dealt with before */
export const markChanged = (tx: Tx, reportId: string, changed: { at: Date; explanationId: string }): Promise<void> =>
  guardedUpdate(tx, 'neglect_report', {
    where: { report_id: reportId, changed_at: null },
    set: { changed_at: changed.at, explanation_id: changed.explanationId },
  });

type Asked = { readonly siteId: string; readonly clientId: string; readonly ownerId: string; readonly zone: string };
export type Care = { readonly lastCame: IsoDate | null; readonly lastVisited: IsoDate | null };

/** When the client last came on the owner's invitation, and when the owner last visited the client. */
export const careFor = async (tx: Tx, { siteId, clientId, ownerId, zone }: Asked): Promise<Care> => {
  const [row] = (await tx.query(
    `SELECT (SELECT max(held_on) FROM club_guest JOIN club_event USING (event_id)
        WHERE site_id = $1 AND client_id = $2 AND inviter_id = $3 AND came_at IS NOT NULL)::text AS "lastCame",
       (SELECT max((at AT TIME ZONE $4)::date) FROM follow_up
        WHERE site_id = $1 AND client_id = $2 AND consultant_id = $3 AND channel = 'visit' AND reached)::text AS "lastVisited"`,
    [siteId, clientId, ownerId, zone],
  )) as [Care];
  return row;
};
