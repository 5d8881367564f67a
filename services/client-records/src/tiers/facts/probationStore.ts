import type { Tx } from '@shouwen/database';
import { isRestrictedSql } from '../../clients/index.ts';
import { isMergedSql } from '../../persons/index.ts';
import type { Tier } from '../tier.ts';

export type DueProbation = {
  readonly clientId: string;
  readonly openedOn: string;
  readonly judgeOn: string;
  readonly isMerged: boolean;
};

const columns = `client_id AS "clientId", opened_on::text AS "openedOn", judge_on::text AS "judgeOn", ${isMergedSql('client_id')} AS "isMerged"`;

/** Those whose first months are over by that day, and whom nobody judged; replicas take different ones. */
export const takeDueProbations = async (tx: Tx, today: string, limit: number): Promise<DueProbation[]> =>
  tx.query(
    `SELECT ${columns} FROM tier_probation WHERE NOT judged AND judge_on <= $1::date AND NOT ${isRestrictedSql('client_id')}
     ORDER BY judge_on, client_id LIMIT $2
     FOR UPDATE SKIP LOCKED`,
    [today, limit],
  );

/** Those within the first months about whom there was news. */
export const takeProbationsToLookAt = async (tx: Tx, today: string, limit: number): Promise<DueProbation[]> =>
  tx.query(
    `SELECT ${columns} FROM tier_probation WHERE look_again AND NOT judged AND judge_on > $1::date AND NOT ${isRestrictedSql('client_id')}
     ORDER BY client_id LIMIT $2
     FOR UPDATE SKIP LOCKED`,
    [today, limit],
  );

export const markJudged = async (tx: Tx, clientIds: readonly string[]): Promise<void> => {
  await tx.query('UPDATE tier_probation SET judged = true, look_again = false WHERE client_id = ANY($1::uuid[])', [
    clientIds,
  ]);
};

export const markLookedAt = async (tx: Tx, clientIds: readonly string[]): Promise<void> => {
  await tx.query('UPDATE tier_probation SET look_again = false WHERE client_id = ANY($1::uuid[])', [clientIds]);
};

/** The provisional tier each of these has last. */
export const provisionalTiers = async (tx: Tx, clientIds: readonly string[]): Promise<ReadonlyMap<string, Tier>> => {
  const rows: { clientId: string; tier: Tier }[] = await tx.query(
    `SELECT DISTINCT ON (client_id) client_id AS "clientId", tier FROM tier_span
     WHERE client_id = ANY($1::uuid[]) AND basis = 'provisional' ORDER BY client_id, from_on DESC, decided_at DESC`,
    [clientIds],
  );
  return new Map(rows.map(({ clientId, tier }) => [clientId, tier]));
};
