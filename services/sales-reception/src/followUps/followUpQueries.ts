import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { FollowUp } from './followUp.ts';

export type FollowUpPage = {
  readonly clientId: string;
  readonly after: readonly [at: string, followUpId: string] | null;
  readonly limit: number;
};

/** A page of a client's follow-ups, oldest first: all of a site for whoever may read them there, else the viewer's own. */
export const pageOfFollowUps = async (tx: Tx, viewer: Viewer, page: FollowUpPage): Promise<FollowUp[]> => {
  const sites = sitesWhere(viewer, 'followUp.read');
  const author = viewer.kind === 'staff' ? viewer.staffId : null;
  return tx.query(
    `${selectFollowUps} WHERE client_id = ANY(clients_of_person($1)) AND ($2 OR site_id = ANY($3::uuid[]) OR consultant_id = $4)
       AND ($5::timestamptz IS NULL OR (at, follow_up_id) > ($5, $6::uuid))
     ORDER BY at, follow_up_id LIMIT $7`,
    [page.clientId, sites === '*', sites === '*' ? [] : sites, author, page.after?.[0], page.after?.[1], page.limit],
  );
};

/** For the answer to whoever has just recorded it. */
export const findFollowUp = async (tx: Tx, followUpId: string): Promise<FollowUp | null> => {
  const rows: FollowUp[] = await tx.query(`${selectFollowUps} WHERE follow_up_id = $1`, [followUpId]);
  return rows[0] ?? null;
};

const selectFollowUps = `SELECT follow_up_id AS "followUpId", site_id AS "siteId", client_id AS "clientId",
  consultant_id AS "consultantId", at, channel, reached, said, next, next_on AS "nextOn", class,
  explanation_id AS "explanationId" FROM follow_up`;
