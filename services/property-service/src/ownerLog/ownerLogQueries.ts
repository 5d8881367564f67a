import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';

export type EntryRow = {
  readonly id: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly category: string;
  readonly channel: string;
  readonly content: string;
  readonly demand: string | null;
  readonly registeredAt: Date;
  readonly registeredBy: string;
  readonly answerDueAt: Date;
  readonly answeredAt: Date | null;
  readonly answer: string | null;
  readonly struckOffAt: Date | null;
  readonly explanationId: string;
  readonly complaintId: string | null;
};

const entries = `
  SELECT e.id, e.site_id AS "siteId", e.client_id AS "clientId", e.category, e.channel, e.content, e.demand,
         e.registered_at AS "registeredAt", e.registered_by AS "registeredBy", e.answer_due_at AS "answerDueAt",
         e.answered_at AS "answeredAt", e.answer, e.struck_off_at AS "struckOffAt", e.explanation_id AS "explanationId",
         c.id AS "complaintId"
  FROM owner_log_entry e LEFT JOIN complaint c ON c.entry_id = e.id
  WHERE ($1::uuid[] IS NULL OR e.site_id = ANY($1))`;

const sitesOf = (viewer: Viewer): readonly string[] | null => {
  const sites = sitesWhere(viewer, 'complaint.read');
  return sites === '*' ? null : sites;
};

/** Entries by id, as far as the viewer may read the log of their site. */
export const readableEntries = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<EntryRow[]> =>
  tx.query(`${entries} AND e.id = ANY($2::uuid[])`, [sitesOf(viewer), ids]);

/** The open entries of a site by age, oldest first (PS-2.08). */
export const openEntriesOf = async (
  tx: Tx,
  viewer: Viewer,
  { siteId, after, limit }: { siteId: string; after: string | null; limit: number },
): Promise<EntryRow[]> =>
  tx.query(
    `${entries} AND e.site_id = $2 AND e.struck_off_at IS NULL AND ($3::uuid IS NULL OR e.id > $3) ORDER BY e.id LIMIT $4`,
    [sitesOf(viewer), siteId, after, limit],
  );

/** Whether something was brought up at the office at that very moment. */
export const wasBroughtUp = async (tx: Tx, siteId: string, registeredAt: Date): Promise<boolean> => {
  const parameters = [siteId, registeredAt];
  const rows = (await tx.query(
    'SELECT FROM owner_log_entry WHERE site_id = $1 AND registered_at = $2 LIMIT 1',
    parameters,
  )) as unknown[];
  return rows.length > 0;
};
