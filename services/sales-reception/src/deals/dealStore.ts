import { guardedUpdate, type Tx } from '@shouwen/database';
import { type ClosedDeal, type Deal, type DealEvent, evolve } from './deal.ts';

/** A deal as it was read, so that a change can tell whether it still is. */
export type StoredDeal = Deal & { readonly version: number };

/** Every column of a deal, as the code names them. */
export const dealColumns = `select deal_id as "dealId", site_id as "siteId", client_id as "clientId", unit_id as "unitId",
  visit_id as "visitId", price_fen as "priceFen", list_price_fen as "listPriceFen", product, channel,
  introducer_id as "introducerId", consultants, rules, closed_at as "closedAt", closed_on as "closedOn",
  recorded_by as "recordedBy", explanation_id as "explanationId", state, cancelled_at as "cancelledAt",
  cancelled_on as "cancelledOn", fault, reason, cancelled_why as "cancelledWhy", version from deal`;

/** The deal, locked until the end of the transaction; null when there is none. */
export const lockDeal = async (tx: Tx, dealId: string): Promise<StoredDeal | null> => {
  const rows = (await tx.query(`${dealColumns} where deal_id = $1 for update`, [dealId])) as StoredDeal[];
  return rows[0] ?? null;
};

/** The deals of a client at a site that stand, oldest first, locked. */
export const lockStandingDeals = async (
  tx: Tx,
  { siteId, clientId }: { readonly siteId: string; readonly clientId: string },
): Promise<(ClosedDeal & { readonly version: number })[]> =>
  tx.query(
    `${dealColumns} where site_id = $1 and client_id = $2 and state = 'closed' order by closed_at, deal_id for update`,
    [siteId, clientId],
  );

export const insertDeal = async (tx: Tx, deal: ClosedDeal): Promise<void> => {
  await tx.query(
    `insert into deal (deal_id, site_id, client_id, unit_id, visit_id, price_fen, list_price_fen, product, channel,
       introducer_id, consultants, rules, closed_at, closed_on, recorded_by, explanation_id, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      deal.dealId,
      deal.siteId,
      deal.clientId,
      deal.unitId,
      deal.visitId,
      deal.priceFen,
      deal.listPriceFen,
      deal.product,
      deal.channel,
      deal.introducerId,
      JSON.stringify(deal.consultants),
      JSON.stringify(deal.rules),
      deal.closedAt,
      deal.closedOn,
      deal.recordedBy,
      deal.explanationId,
      deal.state,
    ],
  );
};

/** Keeps the deal as the event leaves it. @throws ConcurrentChange when it is not as it was read */
export const changeDeal = async (
  tx: Tx,
  { version, ...deal }: ClosedDeal & { readonly version: number },
  event: Exclude<DealEvent, { type: 'DealClosed' }>,
): Promise<Deal> => {
  const after = evolve(deal, event);
  const cancelled =
    after.state === 'cancelled'
      ? {
          cancelled_at: after.cancelledAt,
          cancelled_on: after.cancelledOn,
          fault: after.fault,
          reason: after.reason,
          cancelled_why: after.cancelledWhy,
        }
      : {};
  await guardedUpdate(tx, 'deal', {
    where: { deal_id: deal.dealId, version, state: 'closed' },
    set: {
      state: after.state,
      consultants: JSON.stringify(after.consultants),
      rules: JSON.stringify(after.rules),
      explanation_id: after.explanationId,
      ...cancelled,
    },
  });
  return after;
};
