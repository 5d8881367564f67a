import { dealAttributionChangedV1, dealCancelledV1, dealClosedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { CancelledDeal, ClosedDeal } from './deal.ts';

export type Told = { readonly at: Date; readonly newId: () => string };

/** What the features behind this one have to do in the transaction in which a deal closes (SR-7.04, SR-7.07). */
export type DealClosedHook = (tx: Tx, deal: ClosedDeal, told: Told) => Promise<unknown>;

/** Tells the others that a deal was closed, with all that finance needs to pay for it. */
export const tellClosed = async (
  tx: Tx,
  deal: ClosedDeal,
  {
    at,
    newId,
    policyVersion,
    dealClosed,
  }: Told & { readonly policyVersion: number; readonly dealClosed: DealClosedHook },
): Promise<void> => {
  const data = {
    dealId: deal.dealId,
    siteId: deal.siteId,
    clientId: deal.clientId,
    unitId: deal.unitId,
    priceFen: deal.priceFen,
    closedAt: deal.closedAt.toISOString(),
    closedOn: deal.closedOn,
    subscribedOn: deal.closedOn,
    product: deal.product,
    channel: deal.channel,
    introducerId: deal.introducerId,
    consultants: [...deal.consultants],
    rules: [...deal.rules],
    policyVersion,
  };
  const aggregate = { type: dealClosedV1.aggregate, id: deal.dealId };
  await appendToOutbox(tx, [{ event: dealClosedV1, aggregate, at, data, id: newId() }]);
  await dealClosed(tx, deal, { at, newId });
};

/** Tells that a later decision superseded who shares the deal (SR-9.05). */
export const tellAttributionChanged = async (tx: Tx, deal: ClosedDeal, { at, newId }: Told): Promise<void> => {
  const { dealId, consultants, rules } = deal;
  const data = { dealId, consultants: [...consultants], rules: [...rules], decidedAt: at.toISOString() };
  const aggregate = { type: dealAttributionChangedV1.aggregate, id: dealId };
  await appendToOutbox(tx, [{ event: dealAttributionChangedV1, aggregate, at, data, id: newId() }]);
};

export const tellCancelled = async (tx: Tx, deal: CancelledDeal, { at, newId }: Told): Promise<void> => {
  const { dealId, cancelledAt, cancelledOn, fault, reason } = deal;
  const data = { dealId, cancelledAt: cancelledAt.toISOString(), cancelledOn, fault, reason };
  const aggregate = { type: dealCancelledV1.aggregate, id: dealId };
  await appendToOutbox(tx, [{ event: dealCancelledV1, aggregate, at, data, id: newId() }]);
};
