import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';
import type { Visit } from './visit.ts';
import { type Row, toVisit, visitColumns } from './visitStore.ts';

/** Whoever reads the register sees every visit of the site, a consultant those with a part in them. */
const seen = `(($1 OR site_id = ANY($2::uuid[])) OR (($3 OR site_id = ANY($4::uuid[]))
  AND $5::uuid IN (consultant_id, acting_for, taken_over_from)))`;

const sightOf = (viewer: Viewer): readonly unknown[] => {
  const [all, own] = [sitesWhere(viewer, 'visit.read'), sitesWhere(viewer, 'reception.takeOwn')];
  const staffId = viewer.kind === 'staff' ? viewer.staffId : null;
  return [all === '*', all === '*' ? [] : all, own === '*', own === '*' ? [] : own, staffId];
};

/** These visits, as far as the viewer may read them. */
export const visitsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Visit[]> =>
  visits(
    await tx.query(`SELECT ${visitColumns} FROM visit WHERE ${seen} AND visit_id = ANY($6::uuid[])`, [
      ...sightOf(viewer),
      ids,
    ]),
  );

/** `after`: arrival (ISO) and id of the last visit of the page before. */
type Page = { readonly limit: number; readonly after: readonly (string | number | null)[] | null };

/** The visits of a day in the order of arrival; one row more than the limit when more follow. */
export const visitsOfDay = async (
  tx: Tx,
  viewer: Viewer,
  { siteId, date, limit, after }: Page & { readonly siteId: string; readonly date: IsoDate },
): Promise<Visit[]> =>
  visits(
    await tx.query(
      `SELECT ${visitColumns} FROM visit WHERE ${seen} AND site_id = $6 AND arrived_on = $7
         AND ($8::timestamptz IS NULL OR (arrived_at, visit_id) > ($8, $9::uuid))
       ORDER BY arrived_at, visit_id LIMIT $10`,
      [...sightOf(viewer), siteId, date, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    ),
  );

/** The visits of a client, latest first; one row more than the limit when more follow. */
export const visitsOfClient = async (
  tx: Tx,
  viewer: Viewer,
  { clientId, limit, after }: Page & { readonly clientId: string },
): Promise<Visit[]> =>
  visits(
    await tx.query(
      `SELECT ${visitColumns} FROM visit WHERE ${seen} AND client_id = ANY(clients_of_person($6))
         AND ($7::timestamptz IS NULL OR (arrived_at, visit_id) < ($7, $8::uuid))
       ORDER BY arrived_at DESC, visit_id DESC LIMIT $9`,
      [...sightOf(viewer), clientId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    ),
  );

/** Visitors whom the manager looks after, the longest wait first (SR-1.08). The caller has found that the viewer sees the floor. */
export const heldAt = async (
  tx: Tx,
  siteId: string,
): Promise<{ visitId: string; consultantId: string; since: Date }[]> =>
  tx.query(
    `SELECT visit_id AS "visitId", consultant_id AS "consultantId", arrived_at AS since FROM visit
     WHERE site_id = $1 AND status = 'held' ORDER BY arrived_at, visit_id LIMIT 100`,
    [siteId],
  );

/** Whoever is free on the floor while somebody waits for them with the manager: they were suspended until now (SR-1.08, FI-3). */
export const waitingForFree = async (
  tx: Tx,
  siteId: string | null,
): Promise<{ readonly siteId: string; readonly staffId: string }[]> =>
  tx.query(
    `SELECT DISTINCT v.site_id AS "siteId", v.consultant_id AS "staffId" FROM visit v JOIN rotation r USING (site_id)
     WHERE v.status = 'held' AND ($1::uuid IS NULL OR v.site_id = $1)
       AND r.state -> 'presences' -> (v.consultant_id::text) ->> 'status' = 'waiting'`,
    [siteId],
  );

/** When the client first came to the site, whoever received them; null when they never did. */
export const firstVisitOf = async (
  tx: Tx,
  { siteId, clientId }: { readonly siteId: string; readonly clientId: string },
): Promise<{ readonly visitId: string; readonly arrivedAt: Date } | null> => {
  const rows = (await tx.query(
    `SELECT visit_id AS "visitId", arrived_at AS "arrivedAt" FROM visit WHERE client_id = ANY(clients_of_person($2)) AND site_id = $1
     ORDER BY arrived_at, visit_id LIMIT 1`,
    [siteId, clientId],
  )) as { visitId: string; arrivedAt: Date }[];
  return rows[0] ?? null;
};

/** SR-5.01: whether a leader designated who received this company client, in a visit before that moment. */
export const wasDesignatedByLeader = async (
  tx: Tx,
  { siteId, clientId, before }: { readonly siteId: string; readonly clientId: string; readonly before: Date },
): Promise<boolean> => {
  const rows = (await tx.query(
    `SELECT 1 FROM visit WHERE client_id = ANY(clients_of_person($2)) AND site_id = $1 AND arrived_at <= $3 AND kind = 'companyClient'
       AND 'SR-5.01' = ANY(rules) LIMIT 1`,
    [siteId, clientId, before],
  )) as unknown[];
  return rows.length === 1;
};

const visits = (rows: unknown): Visit[] => (rows as Row[]).map(toVisit);
