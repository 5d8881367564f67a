import {
  dealAttributionChangedV1,
  dealCancelledV1,
  dealClosedV1,
  dealContractedV1,
  dealTermsChangedV1,
} from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { CancelledDeal, ClosedDeal, Deal } from './deal.ts';

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
    closedBy: deal.closedBy,
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

export type Signed = { readonly drawnBy: string; readonly checkedBy: string; readonly at: Date; readonly on: string };

/** Tells that the contract of a deal was signed (SR-9.02). */
export const tellContracted = async (
  tx: Tx,
  { dealId, siteId }: Pick<Deal, 'dealId' | 'siteId'>,
  { signed, at, newId }: Told & { readonly signed: Signed },
): Promise<void> => {
  const { drawnBy, checkedBy } = signed;
  const data = { dealId, siteId, drawnBy, checkedBy, contractedAt: signed.at.toISOString(), contractedOn: signed.on };
  const aggregate = { type: dealContractedV1.aggregate, id: dealId };
  await appendToOutbox(tx, [{ event: dealContractedV1, aggregate, at, data, id: newId() }]);
};

/** Tells the terms of a deal from now on; who shares stays (SR-3.17, FI-1.05). */
export const tellTermsChanged = async (
  tx: Tx,
  { dealId, siteId, clientId, unitId, product, priceFen }: Deal,
  { kind, changedAt, at, newId }: Told & { readonly kind: 'unit-swap' | 'name-change'; readonly changedAt: Date },
): Promise<void> => {
  const terms = { clientId, unitId, product, priceFen, changedAt: changedAt.toISOString() };
  const data = { dealId, siteId, kind, ...terms, rules: ['SR-3.17', 'SR-9.02'] };
  const aggregate = { type: dealTermsChangedV1.aggregate, id: dealId };
  await appendToOutbox(tx, [{ event: dealTermsChangedV1, aggregate, at, data, id: newId() }]);
};
