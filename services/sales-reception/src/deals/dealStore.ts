import { guardedUpdate, type Tx } from '@shouwen/database';
import { type CancelledDeal, type ClosedDeal, type Deal, evolve, type LaterEvent } from './deal.ts';

/** A deal as it was read, so that a change can tell whether it still is. */
export type StoredDeal = Deal & { readonly version: number };

/** Every column of a deal, as the code names them. */
export const dealColumns = `select deal_id as "dealId", site_id as "siteId", client_id as "clientId",
  original_client_id as "originalClientId", unit_id as "unitId", closed_by as "closedBy", stage,
  payment_method as "paymentMethod", paid_fen as "paidFen",
  visit_id as "visitId", price_fen as "priceFen", list_price_fen as "listPriceFen", product, channel,
  introducer_id as "introducerId", consultants, rules, closed_at as "closedAt", closed_on as "closedOn",
  recorded_by as "recordedBy", explanation_id as "explanationId", state, cancelled_at as "cancelledAt",
  cancelled_on as "cancelledOn", fault, reason, cancelled_why as "cancelledWhy", version from deal`;

/** The deal, locked until the end of the transaction; null when there is none. */
export const lockDeal = async (tx: Tx, dealId: string): Promise<StoredDeal | null> => {
  const rows = (await tx.query(`${dealColumns} where deal_id = $1 for update`, [dealId])) as StoredDeal[];
  return rows[0] ?? null;
};

/** The deals at a site that stand and are shared by the ownership of that client, oldest first, locked. */
export const lockStandingDeals = async (
  tx: Tx,
  { siteId, clientId }: { readonly siteId: string; readonly clientId: string },
): Promise<(ClosedDeal & { readonly version: number })[]> =>
  tx.query(
    `${dealColumns} where site_id = $1 and original_client_id = $2 and state = 'closed' order by closed_at, deal_id for update`,
    [siteId, clientId],
  );

export const insertDeal = async (tx: Tx, deal: ClosedDeal): Promise<void> => {
  await tx.query(
    `insert into deal (deal_id, site_id, client_id, unit_id, visit_id, price_fen, list_price_fen, product, channel,
       introducer_id, consultants, rules, closed_at, closed_on, recorded_by, explanation_id, state, original_client_id,
       closed_by, stage, payment_method, paid_fen)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
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
      deal.originalClientId,
      deal.closedBy,
      deal.stage,
      deal.paymentMethod,
      deal.paidFen,
    ],
  );
};

/** Keeps the deal as the event leaves it. @throws ConcurrentChange when it is not as it was read */
export const changeDeal = async (tx: Tx, { version, ...deal }: StoredDeal, event: LaterEvent): Promise<StoredDeal> => {
  const after = evolve(deal, event);
  await guardedUpdate(tx, 'deal', {
    where: { deal_id: deal.dealId, version, state: deal.state },
    set: {
      state: after.state,
      client_id: after.clientId,
      unit_id: after.unitId,
      product: after.product,
      price_fen: after.priceFen,
      list_price_fen: after.listPriceFen,
      stage: after.stage,
      payment_method: after.paymentMethod,
      paid_fen: after.paidFen,
      consultants: JSON.stringify(after.consultants),
      rules: JSON.stringify(after.rules),
      explanation_id: after.explanationId,
      ...(after.state === 'cancelled' ? cancellationOf(after) : {}),
    },
  });
  return { ...after, version: version + 1 };
};

const cancellationOf = ({ cancelledAt, cancelledOn, fault, reason, cancelledWhy }: CancelledDeal) => ({
  cancelled_at: cancelledAt,
  cancelled_on: cancelledOn,
  fault,
  reason,
  cancelled_why: cancelledWhy,
});
