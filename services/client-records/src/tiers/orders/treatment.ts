import type { TierParams } from '../../policies/index.ts';
import type { Tier } from '../tier.ts';

/** What a client of a tier is given (CR-6.02). */
export type Treatment = {
  readonly tier: Tier;
  readonly longTermAgreement: boolean;
  readonly schedulingPriority: boolean;
  readonly servicePriority: boolean;
  readonly complaintsFirst: boolean;
  /** A visit every so many days; null: none is due. */
  readonly visitEveryDays: number | null;
  /** Priority as far as it takes nothing from an A order. */
  readonly yieldsToA: boolean;
  readonly priceControlled: boolean;
  readonly paymentControlled: boolean;
  /** Whether refusing an order needs the head of sales or above. */
  readonly refusalNeedsHead: boolean;
};

type VisitParams = Pick<TierParams, 'tier.visitDaysA' | 'tier.visitDaysB'>;

/** CR-6.02: B is treated as A where it takes nothing from A; of C price and payment are controlled. */
export const treatmentOf = (tier: Tier, params: VisitParams): Treatment => {
  const isFavoured = tier !== 'C';
  const visitDays = { A: params['tier.visitDaysA'], B: params['tier.visitDaysB'], C: null };
  return {
    tier,
    ...{ longTermAgreement: isFavoured, schedulingPriority: isFavoured, servicePriority: isFavoured },
    ...{ complaintsFirst: isFavoured, visitEveryDays: visitDays[tier], yieldsToA: tier === 'B' },
    ...{ priceControlled: tier === 'C', paymentControlled: tier === 'C', refusalNeedsHead: tier === 'A' },
  };
};

/** An order that wants something others may want too: a unit, or a stretch of time of somebody. */
export type WantedOrder = {
  readonly orderId: string;
  /** Of the client, or A where the single order was given the treatment of A. */
  readonly treatedAs: Tier;
  /** What it wants: the unit, the person, the hall. */
  readonly wants: string;
  readonly from: Date;
  readonly until: Date;
  readonly askedAt: Date;
};

/** Whether two orders cannot both have what they want: the same thing at the same time; one that ends when the other begins is no conflict. */
export const conflicts = (one: WantedOrder, other: WantedOrder): boolean =>
  one.orderId !== other.orderId && one.wants === other.wants && one.from < other.until && other.from < one.until;

/** CR-6.02: B stands with A unless that takes something from an A order; then after it. C stands behind. */
export const standsAs = (order: WantedOrder, all: readonly WantedOrder[]): Tier => {
  if (order.treatedAs !== 'B') return order.treatedAs;
  return all.some((other) => other.treatedAs === 'A' && conflicts(order, other)) ? 'B' : 'A';
};

/** In which order these are served: as they stand, among equals who asked first. */
export const inOrderOfService = (
  orders: readonly WantedOrder[],
): readonly { readonly order: WantedOrder; readonly standsAs: Tier }[] =>
  orders
    .map((order) => ({ order, standsAs: standsAs(order, orders) }))
    .sort(
      (one, other) =>
        one.standsAs.localeCompare(other.standsAs) ||
        one.order.askedAt.getTime() - other.order.askedAt.getTime() ||
        one.order.orderId.localeCompare(other.order.orderId),
    );
