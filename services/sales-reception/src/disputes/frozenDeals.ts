import { dealFrozenV1, dealReleasedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { DealClosedHook } from '../deals/index.ts';
import type { Dispute } from './dispute.ts';

type Told = { readonly at: Date; readonly newId: () => string };
type InDispute = Pick<Dispute, 'disputeId' | 'siteId'>;

/** SR-7.04: while the dispute is open, finance pays nobody for the deal. */
export const freezeDeal = async (
  tx: Tx,
  { disputeId, siteId }: InDispute,
  { dealId, at, newId }: Told & { readonly dealId: string },
): Promise<void> => {
  await tx.query('INSERT INTO dispute_deal (dispute_id, deal_id, frozen_at) VALUES ($1, $2, $3)', [
    disputeId,
    dealId,
    at,
  ]);
  const data = { dealId, siteId, disputeId, frozenAt: at.toISOString() };
  const aggregate = { type: dealFrozenV1.aggregate, id: dealId };
  await appendToOutbox(tx, [{ event: dealFrozenV1, aggregate, at, data, id: newId() }]);
};

/** A deal that closes while its client is disputed is disputed too, unless the dispute is about another deal alone. */
export const freezeWhenDisputed: DealClosedHook = async (tx, { dealId, siteId, clientId }, told) => {
  const [dispute] = (await tx.query(
    `SELECT dispute_id AS "disputeId", site_id AS "siteId" FROM dispute
     WHERE site_id = $1 AND client_id = $2 AND state IN ('open', 'proposed') AND NOT about_deal`,
    [siteId, clientId],
  )) as InDispute[];
  if (dispute) await freezeDeal(tx, dispute, { ...told, dealId });
};

/** The dispute is over: what was frozen is paid, as it is shared now. */
export const releaseDeals = async (tx: Tx, { disputeId, siteId }: InDispute, { at, newId }: Told): Promise<void> => {
  const frozen = (await tx.query(
    `SELECT deal_id AS "dealId" FROM dispute_deal WHERE dispute_id = $1 AND released_at IS NULL ORDER BY frozen_at, deal_id`,
    [disputeId],
  )) as { dealId: string }[];
  await tx.query('UPDATE dispute_deal SET released_at = $2 WHERE dispute_id = $1 AND released_at IS NULL', [
    disputeId,
    at,
  ]);
  for (const { dealId } of frozen) {
    const data = { dealId, siteId, disputeId, releasedAt: at.toISOString() };
    const aggregate = { type: dealReleasedV1.aggregate, id: dealId };
    await appendToOutbox(tx, [{ event: dealReleasedV1, aggregate, at, data, id: newId() }]);
  }
};

/** The deals in dispute that were not cancelled. */
export const standingDealsOf = async (tx: Tx, disputeId: string): Promise<string[]> => {
  const rows = (await tx.query(
    `SELECT deal_id AS "dealId" FROM dispute_deal JOIN deal USING (deal_id)
     WHERE dispute_id = $1 AND deal.state = 'closed' ORDER BY deal.closed_at, deal_id`,
    [disputeId],
  )) as { dealId: string }[];
  return rows.map(({ dealId }) => dealId);
};
