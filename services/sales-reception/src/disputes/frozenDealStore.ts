import type { Tx } from '@shouwen/database';
import type { Dispute } from './dispute.ts';

export type InDispute = Pick<Dispute, 'disputeId' | 'siteId'>;

export const insertFrozenDeal = async (
  tx: Tx,
  disputeId: string,
  deal: { dealId: string; at: Date },
): Promise<void> => {
  await tx.query('INSERT INTO dispute_deal (dispute_id, deal_id, frozen_at) VALUES ($1, $2, $3)', [
    disputeId,
    deal.dealId,
    deal.at,
  ]);
};

/** The dispute that is open about the client, unless it is about one deal alone. */
export const openDisputeOn = async (
  tx: Tx,
  { siteId, clientId }: { readonly siteId: string; readonly clientId: string },
): Promise<InDispute | null> => {
  const rows: InDispute[] = await tx.query(
    `SELECT dispute_id AS "disputeId", site_id AS "siteId" FROM dispute
     WHERE site_id = $1 AND client_id = $2 AND state IN ('open', 'proposed') AND NOT about_deal`,
    [siteId, clientId],
  );
  return rows[0] ?? null;
};

/** Releases whatever the dispute froze, and tells what that was, oldest first. */
export const releaseFrozenDeals = async (tx: Tx, disputeId: string, at: Date): Promise<string[]> => {
  const frozen = (await tx.query(
    `SELECT deal_id AS "dealId" FROM dispute_deal WHERE dispute_id = $1 AND released_at IS NULL ORDER BY frozen_at, deal_id`,
    [disputeId],
  )) as { dealId: string }[];
  await tx.query('UPDATE dispute_deal SET released_at = $2 WHERE dispute_id = $1 AND released_at IS NULL', [
    disputeId,
    at,
  ]);
  return frozen.map(({ dealId }) => dealId);
};
