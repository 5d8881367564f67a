import { unreachable } from '@shouwen/kernel';
import type { ConsultantPart } from '../ownership/index.ts';
import type { Product } from '../units/index.ts';

/** How the client came (SR-5): who besides the consultants has a part in the commission. */
export const channels = [
  'none',
  'company-introduced',
  'company-arranged-consultant',
  'company-arranged-others',
  'employee-referral',
] as const;
export type Channel = (typeof channels)[number];

export const faults = ['client', 'consultant', 'developer', 'none'] as const;
export type Fault = (typeof faults)[number];

/** Why a client gave a unit back; a word, never free text about a person. */
export const cancellationReasons = [
  'changed-mind',
  'loan-refused',
  'unit-unsuitable',
  'terms-not-agreed',
  'our-error',
  'other',
] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

/** Who shares the consultants' part of a deal, and by which rules that was decided. */
export type Shares = { readonly consultants: readonly ConsultantPart[]; readonly rules: readonly string[] };

type DealFacts = Shares & {
  readonly dealId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly unitId: string;
  /** The visit during which it closed, null without one. */
  readonly visitId: string | null;
  readonly priceFen: number;
  readonly listPriceFen: number;
  readonly product: Product;
  readonly channel: Channel;
  readonly introducerId: string | null;
  readonly closedAt: Date;
  readonly closedOn: string;
  readonly recordedBy: string;
  /** Why it was closed and is shared as it is now. */
  readonly explanationId: string;
};

/** A closed deal (成交): the formal deposit is paid (SR-9.06). Later steps of SR-9.02 are not kept yet. */
export type ClosedDeal = DealFacts & { readonly state: 'closed' };
export type CancelledDeal = DealFacts & {
  readonly state: 'cancelled';
  readonly cancelledAt: Date;
  readonly cancelledOn: string;
  readonly fault: Fault;
  readonly reason: CancellationReason;
  readonly cancelledWhy: string;
};
export type Deal = ClosedDeal | CancelledDeal;

/** What happens to a deal. */
export type DealEvent =
  | { readonly type: 'DealClosed'; readonly deal: ClosedDeal }
  | ({ readonly type: 'AttributionChanged'; readonly dealId: string; readonly why: string } & Shares)
  | ({ readonly type: 'DealCancelled'; readonly dealId: string } & Pick<
      CancelledDeal,
      'cancelledAt' | 'cancelledOn' | 'fault' | 'reason' | 'cancelledWhy'
    >);

/** The deal after the event: bookkeeping without rules. */
export const evolve = (deal: ClosedDeal, event: Exclude<DealEvent, { type: 'DealClosed' }>): Deal => {
  switch (event.type) {
    case 'AttributionChanged':
      return { ...deal, consultants: event.consultants, rules: event.rules, explanationId: event.why };
    case 'DealCancelled': {
      const { type: _, ...cancellation } = event;
      return { ...deal, ...cancellation, state: 'cancelled' };
    }
    default:
      return unreachable(event);
  }
};
