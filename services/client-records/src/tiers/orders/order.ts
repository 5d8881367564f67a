import type { Refusal } from '@shouwen/kernel';
import type { PaymentRecord } from '../facts/proposeTier.decision.ts';
import type { Tier } from '../tier.ts';

/** What an order is about: a deal that was closed, or a unit about which one is being made. */
export type OrderKind = 'deal' | 'unit';
export type Order = { readonly kind: OrderKind; readonly id: string };

/** A deal that belongs to an order: the deal itself, or one about the unit since. */
export type OrderDeal = {
  readonly isClients: boolean;
  readonly cancelled: boolean;
  readonly priceFen: number;
  readonly paidFen: number;
};

export type OrderState = 'proposed' | 'approved' | 'declined';

/** A single order of a B or C client for which the treatment of A is asked, or was given (CR-6.02). */
export type OrderTreatment = {
  readonly requestId: string;
  /** The surviving record of today; `clientId` is that of the day. */
  readonly personId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly kind: OrderKind;
  readonly orderId: string;
  readonly state: OrderState;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly explanationId: string;
  readonly version: number;
  readonly deals: readonly OrderDeal[];
};

/** With the order the treatment ends: when it is paid in full, cancelled, or the unit or the deal went to somebody else. */
export const isOver = (deals: readonly OrderDeal[]): boolean =>
  deals.some(({ isClients, cancelled, priceFen, paidFen }) => !isClients || cancelled || paidFen >= priceFen);

/** As which tier an order is treated. */
export const treatedAs = (
  tier: Tier,
  treatments: readonly Pick<OrderTreatment, 'kind' | 'orderId' | 'state' | 'deals'>[],
  order: Order,
): Tier =>
  treatments.some(
    (one) => one.state === 'approved' && one.kind === order.kind && one.orderId === order.id && !isOver(one.deals),
  )
    ? 'A'
    : tier;

export type OrderFacts = {
  /** Against the average at the site; null when there is nothing to compare with. */
  readonly pricePercent: number | null;
  /** Of the client. */
  readonly payment: PaymentRecord;
  /** Of this order. */
  readonly paidPercent: number;
};

export type OrderRefusal = Refusal<
  | 'ORDER_IS_A_ALREADY'
  | 'ORDER_PRICE_TOO_LOW'
  | 'ORDER_PAYMENT_NOT_PROMPT'
  | 'ORDER_ASKED_ALREADY'
  | 'ORDER_IS_OVER'
  | 'ORDER_DECIDED'
  | 'ORDER_NEEDS_ANOTHER_PERSON'
  | 'ORDER_NEEDS_HEAD_OF_SALES'
  | 'ORDER_REFUSED_ALREADY'
  | 'BAD_INPUT'
>;
