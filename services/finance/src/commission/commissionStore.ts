import { guardedUpdate, type Tx } from '@shouwen/database';
import type { ClosedDeal, CommissionDecided, PerformanceShare } from './commission.ts';
import { lockLeaves } from './leave/leaveStore.ts';

/** A deal as finance keeps it: as it was closed, with the consultants of the latest decision. */
export type DealCommission = ClosedDeal & {
  readonly state: 'posted' | 'cancelled';
  readonly commissionFen: number;
  readonly version: number;
};

/**
 * The deal, locked until the end of the transaction, and with it the leaves of its site; null when finance has not heard of it.
 */
export const lockDeal = async (tx: Tx, dealId: string): Promise<DealCommission | null> => {
  const found: { siteId: string }[] = await tx.query(
    'select site_id as "siteId" from deal_commission where deal_id = $1',
    [dealId],
  );
  if (!found[0]) return null;
  await lockLeaves(tx, found[0].siteId, 'read');
  const rows = (await tx.query(
    `select deal_id as "dealId", site_id as "siteId", client_id as "clientId", unit_id as "unitId",
       price_fen as "priceFen", closed_at as "closedAt", closed_on as "closedOn", subscribed_on as "subscribedOn",
       product, channel, introducer_id as "introducerId", closed_by as "closedBy", consultants, rules, state, commission_fen as "commissionFen", version
     from deal_commission where deal_id = $1 for update`,
    [dealId],
  )) as DealCommission[];
  return rows[0] ?? null;
};

/** What a deal earns as it stands; null when finance has not heard of it. */
export const commissionOfDeal = async (tx: Tx, dealId: string): Promise<number | null> => {
  const rows: { fen: number }[] = await tx.query(
    'select commission_fen as fen from deal_commission where deal_id = $1',
    [dealId],
  );
  return rows[0]?.fen ?? null;
};

/** Keeps a deal for the first time. False when it is there already, also when somebody else brings it at the same moment. */
export const insertDeal = async (
  tx: Tx,
  deal: ClosedDeal,
  { decided, explanationId }: { decided: CommissionDecided; explanationId: string },
): Promise<boolean> => {
  const rows = (await tx.query(
    `insert into deal_commission (deal_id, site_id, client_id, unit_id, price_fen, commission_fen, basis_points, due,
       closed_at, closed_on, subscribed_on, product, channel, introducer_id, consultants, rules, state, explanation_id,
       closed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'posted', $17, $18)
     on conflict (deal_id) do nothing returning deal_id`,
    [
      deal.dealId,
      deal.siteId,
      deal.clientId,
      deal.unitId,
      deal.priceFen,
      decided.commissionFen,
      decided.basisPoints,
      decided.due,
      deal.closedAt,
      deal.closedOn,
      deal.subscribedOn,
      deal.product,
      deal.channel,
      deal.introducerId,
      JSON.stringify(deal.consultants),
      JSON.stringify(deal.rules),
      explanationId,
      deal.closedBy ?? null,
    ],
  )) as unknown[];
  return rows.length === 1;
};

/** What changes in a deal after it was posted: its terms, who shares it, what that makes of the commission, or that it is cancelled. */
export type DealChange = Partial<
  Pick<
    DealCommission,
    'state' | 'consultants' | 'rules' | 'priceFen' | 'clientId' | 'unitId' | 'product' | 'commissionFen'
  >
> & { readonly basisPoints?: number; readonly explanationId: string };

export const changeDeal = async (tx: Tx, { dealId, version }: DealCommission, change: DealChange): Promise<void> => {
  const cells = Object.entries(change).filter(([, value]) => value !== undefined);
  const set = cells.map(([key, value]) => [columnOf[key], Array.isArray(value) ? JSON.stringify(value) : value]);
  await guardedUpdate(tx, 'deal_commission', { where: { deal_id: dealId, version }, set: Object.fromEntries(set) });
};

const columnOf: Readonly<Record<string, string>> = {
  state: 'state',
  consultants: 'consultants',
  rules: 'rules',
  priceFen: 'price_fen',
  clientId: 'client_id',
  unitId: 'unit_id',
  product: 'product',
  commissionFen: 'commission_fen',
  basisPoints: 'basis_points',
  explanationId: 'explanation_id',
} satisfies Record<keyof DealChange, string>;

/** Performance counts as the latest decision has it; nobody's when the deal is cancelled. */
export const replacePerformance = async (
  tx: Tx,
  dealId: string,
  performance: readonly PerformanceShare[],
): Promise<void> => {
  await tx.query('delete from performance_share where deal_id = $1', [dealId]);
  await tx.query(
    `insert into performance_share (deal_id, staff_id, amount_fen, unit_thousandths)
     select $1, * from unnest($2::uuid[], $3::bigint[], $4::int[])`,
    [
      dealId,
      performance.map(({ staffId }) => staffId),
      performance.map(({ amountFen }) => amountFen),
      performance.map(({ unitThousandths }) => unitThousandths),
    ],
  );
};
