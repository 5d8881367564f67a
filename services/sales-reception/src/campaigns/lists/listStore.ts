import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Given } from './distribute.decision.ts';

/** Clients won by a department's campaign, entered centrally and then distributed (SR-7.06). */
export type CampaignList = {
  readonly listId: string;
  readonly siteId: string;
  readonly department: string;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly participants: readonly string[] | null;
  readonly distributedAt: Date | null;
  readonly explanationId: string;
};

export type ListedClient = { readonly clientId: string; readonly staffId: string | null };

export const insertList = async (tx: Tx, list: CampaignList, clientIds: readonly string[]): Promise<void> => {
  await tx.query(
    `INSERT INTO campaign_list (list_id, site_id, department, entered_by, entered_at, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [list.listId, list.siteId, list.department, list.enteredBy, list.enteredAt, list.explanationId],
  );
  await tx.query(
    `INSERT INTO campaign_client (list_id, client_id, place)
     SELECT $1, client_id, place FROM unnest($2::uuid[]) WITH ORDINALITY AS entered (client_id, place)`,
    [list.listId, clientIds],
  );
};

export const findList = async (tx: Tx, listId: string): Promise<CampaignList | null> => {
  const rows: CampaignList[] = await tx.query(
    `SELECT list_id AS "listId", site_id AS "siteId", department, entered_by AS "enteredBy", entered_at AS "enteredAt",
       participants, distributed_at AS "distributedAt", explanation_id AS "explanationId"
     FROM campaign_list WHERE list_id = $1`,
    [listId],
  );
  return rows[0] ?? null;
};

/** In the order in which they were entered. */
export const clientsOfList = async (tx: Tx, listId: string): Promise<ListedClient[]> =>
  tx.query(
    `SELECT client_id AS "clientId", staff_id AS "staffId" FROM campaign_client WHERE list_id = $1 ORDER BY place`,
    [listId],
  );

/** How many clients of earlier lists each consultant of the site was given. */
export const givenBefore = async (tx: Tx, siteId: string): Promise<ReadonlyMap<string, number>> => {
  const rows = (await tx.query(
    `SELECT staff_id AS "staffId", count(*)::int AS n FROM campaign_client JOIN campaign_list USING (list_id)
     WHERE site_id = $1 AND staff_id IS NOT NULL GROUP BY staff_id`,
    [siteId],
  )) as { staffId: string; n: number }[];
  return new Map(rows.map(({ staffId, n }) => [staffId, n]));
};

/** Whoever distributes at the site waits for whoever does: who had how many must not change meanwhile. */
export const lockLists = async (tx: Tx, siteId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`campaign lists ${siteId}`]);
};

type Distribution = {
  readonly given: readonly Given[];
  readonly participants: readonly string[];
  readonly at: Date;
  readonly explanationId: string;
};

/** @throws ConcurrentChange for a list that was distributed before */
export const saveDistribution = async (tx: Tx, listId: string, distribution: Distribution): Promise<void> => {
  const { given, participants, at, explanationId } = distribution;
  await guardedUpdate(tx, 'campaign_list', {
    where: { list_id: listId, distributed_at: null },
    set: { distributed_at: at, participants, explanation_id: explanationId },
  });
  await tx.query(
    `UPDATE campaign_client SET staff_id = given.staff_id
     FROM unnest($2::uuid[], $3::uuid[]) AS given (client_id, staff_id)
     WHERE list_id = $1 AND campaign_client.client_id = given.client_id`,
    [listId, given.map(({ clientId }) => clientId), given.map(({ staffId }) => staffId)],
  );
};
