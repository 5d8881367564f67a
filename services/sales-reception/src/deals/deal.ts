import { unreachable } from '@shouwen/kernel';
import type { ConsultantPart } from '../ownership/index.ts';
import type { Product } from '../units/index.ts';

/** How the client came (SR-5): who besides the consultants has a part in the commission. */
export const channels = [
  'none',
  'company-introduced',
  'company-arranged-consultant',
  'company-arranged-others',
  'company-designated',
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

/** How far a closed deal has come (SR-9.02); each step follows the one before, none is left out. */
export const stages = ['subscribed', 'contracted', 'filed', 'handed-over'] as const;
export type Stage = (typeof stages)[number];

/** How the contract says the price is paid. */
export const paymentMethods = ['outright', 'instalments', 'mortgage'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** Who shares the consultants' part of a deal, and by which rules that was decided. */
export type Shares = { readonly consultants: readonly ConsultantPart[]; readonly rules: readonly string[] };

type DealFacts = Shares & {
  readonly dealId: string;
  readonly siteId: string;
  /** Whose the unit is now. */
  readonly clientId: string;
  /** Who closed the deal: by their ownership it is shared, whatever name it bears later (SR-3.17). */
  readonly originalClientId: string;
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
  /** Who was with the client in the visit of the deal; null without one. */
  readonly closedBy: string | null;
  readonly stage: Stage;
  /** Known from the contract on. */
  readonly paymentMethod: PaymentMethod | null;
  /** All that the buyer paid, less what was paid back. */
  readonly paidFen: number;
  readonly recordedBy: string;
  /** Why it was closed and is shared as it is now. */
  readonly explanationId: string;
};

/** A closed deal (成交): the formal deposit is paid or the contract signed, whichever was first (SR-9.06). */
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
  | {
      readonly type: 'StageReached';
      readonly dealId: string;
      readonly stage: Stage;
      readonly paymentMethod: PaymentMethod | null;
    }
  | { readonly type: 'PaymentReceived'; readonly dealId: string; readonly amountFen: number }
  /** SR-3.17: who shares stays, whatever changes here. */
  | {
      readonly type: 'UnitSwapped';
      readonly dealId: string;
      readonly unitId: string;
      readonly product: Product;
      readonly listPriceFen: number;
      readonly priceFen: number;
    }
  | { readonly type: 'BuyerChanged'; readonly dealId: string; readonly clientId: string }
  | ({ readonly type: 'DealCancelled'; readonly dealId: string } & Pick<
      CancelledDeal,
      'cancelledAt' | 'cancelledOn' | 'fault' | 'reason' | 'cancelledWhy'
    >);

/** What may still happen to a deal that was closed. */
export type LaterEvent = Exclude<DealEvent, { type: 'DealClosed' }>;

/** The deal after the event: bookkeeping without rules. A cancelled deal stays so, and only gives money back. */
export const evolve = <Before extends Deal>(deal: Before, event: LaterEvent): Deal => {
  switch (event.type) {
    case 'AttributionChanged':
      return { ...deal, consultants: event.consultants, rules: event.rules, explanationId: event.why };
    case 'StageReached':
      return { ...deal, stage: event.stage, paymentMethod: event.paymentMethod ?? deal.paymentMethod };
    case 'PaymentReceived':
      return { ...deal, paidFen: deal.paidFen + event.amountFen };
    case 'UnitSwapped': {
      const { unitId, product, listPriceFen, priceFen } = event;
      return { ...deal, unitId, product, listPriceFen, priceFen };
    }
    case 'BuyerChanged':
      return { ...deal, clientId: event.clientId };
    case 'DealCancelled': {
      const { type: _, ...cancellation } = event;
      return { ...deal, ...cancellation, state: 'cancelled' };
    }
    default:
      return unreachable(event);
  }
};
