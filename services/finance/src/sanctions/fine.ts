import type { RuleId } from '@shouwen/kernel';
import type { Effect } from './schedule/effects.ts';

/** From a violation of conduct (FI-3), or computed from lateness, early leaving, absence (FI-4). */
export const fineKinds = ['fine', 'attendance'] as const;
export type FineKind = (typeof fineKinds)[number];

/**
 * The life of a fine (FI-3). Superseded: a more specific code took its place. Withdrawn: taken back by a manager, or excused.
 * Lifted: by the ruling on a contest.
 */
export const fineStates = [
  'proposed',
  'confirmed',
  'contested',
  'deducted',
  'superseded',
  'withdrawn',
  'lifted',
] as const;
export type FineState = (typeof fineStates)[number];

/** The states in which a fine answers for its act. */
export const standingStates: readonly FineState[] = ['proposed', 'confirmed', 'contested', 'deducted'];

/** How the amount is found: as the schedule says, within its range, ruled by a manager, or the price of what was lost. */
export const amountBases = ['fixed', 'range', 'ruling', 'price'] as const;
export type AmountBasis = (typeof amountBases)[number];

/** What the act was about, as the department says that saw it. */
export type ActSubject = { readonly type: string; readonly id: string };

export type Fine = {
  readonly id: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly kind: FineKind;
  /** V-01 … K-05, or FI-4.01 … FI-4.03; null: no schedule has an entry, the amount is ruled. */
  readonly code: RuleId | null;
  readonly violationId: string | null;
  readonly deviationId: string | null;
  readonly subject: ActSubject | null;
  readonly occurredAt: Date;
  /** The day at the site. */
  readonly occurredOn: string;
  readonly dealId: string | null;
  /** How often in one act; the limits below are for all of them together. */
  readonly occurrences: number;
  readonly grave: boolean;
  /** Null: found by the system. Never told to the person fined. */
  readonly reportedBy: string | null;
  /** Null: proposed by the system. */
  readonly proposedBy: string | null;
  readonly proposedAt: Date;
  readonly state: FineState;
  readonly basis: AmountBasis;
  readonly leastFen: number;
  readonly mostFen: number;
  /** Null as long as no manager chose it. */
  readonly amountFen: number | null;
  /** Half days of pay to be kept back (FI-4.03), and their amount where the daily pay is known to the site's policy. */
  readonly payHalfDays: number;
  readonly payFen: number | null;
  readonly effects: readonly Effect[];
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly ruledAt: Date | null;
  readonly explanationId: string;
  readonly version: number;
};
