import type { Tx } from '@shouwen/database';
import type { Figure } from './figure.ts';
import type { Rhythm } from './period.ts';
import type { Verdict } from './statistics.decision.ts';

export type Report = {
  readonly id: string;
  readonly requestId: string;
  readonly siteId: string;
  /** The desk that asked: its site, null for the company, and department. */
  readonly fromSiteId: string | null;
  readonly department: string;
  readonly periodFrom: string;
  readonly periodThrough: string;
  readonly state: 'prepared' | 'issued' | 'rejected';
  /** As it was prepared; what was issued stands in its versions. */
  readonly figures: readonly Figure[];
  readonly preparedAt: Date;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
  readonly explanationId: string;
};

const columns = `r.id, r.request_id AS "requestId", r.site_id AS "siteId", r.from_site_id AS "fromSiteId", r.department,
  r.period_from::text AS "periodFrom", r.period_through::text AS "periodThrough", r.state, r.figures, r.prepared_at AS "preparedAt",
  r.checked_by AS "checkedBy", r.checked_at AS "checkedAt", r.explanation_id AS "explanationId"`;

/** @returns false when another replica prepared it */
export const insertReport = async (
  tx: Tx,
  one: Omit<Report, 'state' | 'checkedBy' | 'checkedAt'>,
): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO statistics_report (id, request_id, site_id, from_site_id, department, period_from, period_through, state, figures,
       prepared_at, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, 'prepared', $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
    [
      ...[one.id, one.requestId, one.siteId, one.fromSiteId, one.department, one.periodFrom, one.periodThrough],
      ...[JSON.stringify(one.figures), one.preparedAt, one.explanationId],
    ],
  );
  return rows.length === 1;
};

export type Running = {
  readonly requestId: string;
  readonly siteId: string;
  readonly fromSiteId: string | null;
  readonly department: string;
  readonly rhythm: Rhythm;
  readonly grantedAt: Date;
  /** First days of the periods that have a report. */
  readonly reported: readonly string[];
};

/** The approved requests for reports that are in force then. */
export const runningRequests = async (tx: Tx, now: Date, siteId: string | null): Promise<Running[]> =>
  tx.query(
    `SELECT q.id AS "requestId", q.site_id AS "siteId", q.from_site_id AS "fromSiteId", q.department, q.scope->>'rhythm' AS rhythm,
       g.from_at AS "grantedAt", coalesce((SELECT array_agg(r.period_from::text) FROM statistics_report r
         WHERE r.request_id = q.id AND r.state <> 'rejected'), '{}') AS reported
     FROM access_request q JOIN access_grant g ON g.request_id = q.id
     WHERE q.kind = 'statistics' AND q.state = 'active' AND g.from_at <= $1 AND g.until_at > $1 AND g.revoked_at IS NULL
       AND ($2::uuid IS NULL OR q.site_id = $2) ORDER BY g.from_at, q.id`,
    [now, siteId],
  );

export const reportById = async (tx: Tx, id: string): Promise<Report | null> => {
  const rows: Report[] = await tx.query(`SELECT ${columns} FROM statistics_report r WHERE r.id = $1`, [id]);
  return rows[0] ?? null;
};

export const lockReport = async (tx: Tx, id: string): Promise<Report | null> => {
  const rows: Report[] = await tx.query(`SELECT ${columns} FROM statistics_report r WHERE r.id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
};

export type ReportReader = {
  /** May see all of the site. */
  readonly all: boolean;
  /** May check them, and so sees those that are not issued. */
  readonly checks: boolean;
  readonly desks: readonly { readonly department: string; readonly siteId: string | null }[];
};

export const pageOfReports = async (
  tx: Tx,
  { all, checks, desks }: ReportReader,
  {
    siteId,
    after,
    limit,
  }: { readonly siteId: string; readonly after: readonly string[] | null; readonly limit: number },
): Promise<Report[]> =>
  tx.query(
    `SELECT ${columns} FROM statistics_report r
     WHERE r.site_id = $1 AND (r.state = 'issued' OR $2::boolean) AND ($3::boolean OR EXISTS (
         SELECT FROM jsonb_to_recordset($4::jsonb) AS d (department text, "siteId" uuid)
         WHERE d.department = r.department AND (d."siteId" IS NULL OR r.from_site_id IS NULL OR d."siteId" = r.from_site_id)))
       AND ($5::timestamptz IS NULL OR (r.prepared_at, r.id) < ($5, $6::uuid))
     ORDER BY r.prepared_at DESC, r.id DESC LIMIT $7`,
    [siteId, checks, all, JSON.stringify(desks), after?.[0] ?? null, after?.[1] ?? null, limit],
  );

export type Checked = {
  readonly verdict: Verdict;
  readonly by: string;
  readonly at: Date;
  readonly reason: string | null;
};

export const saveCheck = async (tx: Tx, id: string, { verdict, by, at, reason }: Checked): Promise<void> => {
  await tx.query(
    'UPDATE statistics_report SET state = $2, checked_by = $3, checked_at = $4, reason = $5 WHERE id = $1',
    [id, verdict === 'approved' ? 'issued' : 'rejected', by, at, reason],
  );
};

export type Version = {
  readonly reportId: string;
  readonly version: number;
  readonly figures: readonly Figure[];
  readonly issuedAt: Date;
  readonly issuedBy: string;
  readonly correctionId: string | null;
};

export const insertVersion = async (tx: Tx, one: Version): Promise<void> => {
  await tx.query(
    'INSERT INTO statistics_version (report_id, version, figures, issued_at, issued_by, correction_id) VALUES ($1, $2, $3, $4, $5, $6)',
    [one.reportId, one.version, JSON.stringify(one.figures), one.issuedAt, one.issuedBy, one.correctionId],
  );
};

/** The versions of these reports, the newest first. */
export const versionsOf = async (tx: Tx, reportIds: readonly string[]): Promise<Version[]> =>
  tx.query(
    `SELECT report_id AS "reportId", version, figures, issued_at AS "issuedAt", issued_by AS "issuedBy", correction_id AS "correctionId"
     FROM statistics_version WHERE report_id = ANY($1::uuid[]) ORDER BY report_id, version DESC`,
    [reportIds],
  );
