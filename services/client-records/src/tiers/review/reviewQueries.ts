import type { Tx } from '@shouwen/database';
import { type Reader, readable, scopeParameters } from '../../clients/index.ts';
import type { Tier } from '../tier.ts';
import { proposalColumns, reviewColumns } from './reviewStore.ts';
import type { TierProposal, TierRemark, TierReview } from './tierReview.ts';

export const reviewOf = async (tx: Tx, year: number): Promise<TierReview | null> => {
  const rows: TierReview[] = await tx.query(`SELECT ${reviewColumns} FROM tier_review WHERE year = $1`, [year]);
  return rows[0] ?? null;
};

export type ProposalPage = {
  readonly year: number;
  readonly proposed: Tier | null;
  readonly after: string | null;
  readonly limit: number;
};

/** The proposals for the clients whom the reader may read. A record merged since is reviewed with the one that survives. */
export const pageOfProposals = async (tx: Tx, reader: Reader, page: ProposalPage): Promise<TierProposal[]> =>
  tx.query(
    `SELECT ${proposalColumns} FROM tier_proposal p CROSS JOIN LATERAL (${readable} AND c.id = p.client_id) seen
     WHERE p.year = $7 AND ($8::text IS NULL OR p.proposed = $8) AND ($9::uuid IS NULL OR p.client_id > $9)
     ORDER BY p.client_id LIMIT $10`,
    [...scopeParameters(reader), page.year, page.proposed, page.after, page.limit],
  );

/** The proposal for a client whom the viewer was found to know of. */
export const proposalFor = async (tx: Tx, year: number, clientId: string): Promise<TierProposal | null> => {
  const rows: TierProposal[] = await tx.query(
    `SELECT ${proposalColumns} FROM tier_proposal p WHERE p.year = $1 AND p.client_id = $2`,
    [year, clientId],
  );
  return rows[0] ?? null;
};

/** What was said about these proposals of a year, in the order of time; the caller knows that the viewer may read the clients. */
export const remarksOn = async (tx: Tx, keys: readonly { year: number; clientId: string }[]): Promise<TierRemark[]> =>
  tx.query(
    `SELECT remark_id AS "remarkId", m.year, m.client_id AS "clientId", at, by, tier, remark_sealed AS "remarkSealed"
     FROM tier_remark m JOIN unnest($1::int[], $2::uuid[]) AS asked (year, client_id) USING (year, client_id)
     ORDER BY at, remark_id`,
    [keys.map(({ year }) => year), keys.map(({ clientId }) => clientId)],
  );
