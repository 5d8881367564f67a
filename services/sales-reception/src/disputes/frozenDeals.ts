import { dealFrozenV1, dealReleasedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { DealClosedHook } from '../deals/index.ts';
import { type InDispute, insertFrozenDeal, openDisputeOn, releaseFrozenDeals } from './frozenDealStore.ts';

type Told = { readonly at: Date; readonly newId: () => string };

/** SR-7.04: while the dispute is open, finance pays nobody for the deal. */
export const freezeDeal = async (
  tx: Tx,
  { disputeId, siteId }: InDispute,
  { dealId, at, newId }: Told & { readonly dealId: string },
): Promise<void> => {
  await insertFrozenDeal(tx, disputeId, { dealId, at });
  const data = { dealId, siteId, disputeId, frozenAt: at.toISOString() };
  const aggregate = { type: dealFrozenV1.aggregate, id: dealId };
  await appendToOutbox(tx, [{ event: dealFrozenV1, aggregate, at, data, id: newId() }]);
};

/** A deal that closes while its client is disputed is disputed too, unless the dispute is about another deal alone. */
export const freezeWhenDisputed: DealClosedHook = async (tx, { dealId, siteId, clientId }, told) => {
  const dispute = await openDisputeOn(tx, { siteId, clientId });
  if (dispute) await freezeDeal(tx, dispute, { ...told, dealId });
};

/** The dispute is over: what was frozen is paid, as it is shared now. */
export const releaseDeals = async (tx: Tx, { disputeId, siteId }: InDispute, { at, newId }: Told): Promise<void> => {
  for (const dealId of await releaseFrozenDeals(tx, disputeId, at)) {
    const data = { dealId, siteId, disputeId, releasedAt: at.toISOString() };
    const aggregate = { type: dealReleasedV1.aggregate, id: dealId };
    await appendToOutbox(tx, [{ event: dealReleasedV1, aggregate, at, data, id: newId() }]);
  }
};
