import { addDays, type Refusal } from '@shouwen/kernel';
import type { Tier } from '../tier.ts';

/** The review of a year (CR-6.01). */
export type TierReview = {
  readonly year: number;
  readonly openedAt: Date;
  readonly openedOn: string;
  /** The last day of discussion. */
  readonly closeOn: string;
  /** Until when the tiers it gives hold. */
  readonly validThrough: string;
  /** Whether every client has a proposal. */
  readonly proposed: boolean;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly effectiveOn: string | null;
  readonly explanationId: string | null;
};

/** What a review proposes for a client, and what the heads made of it. */
export type TierProposal = {
  readonly year: number;
  readonly clientId: string;
  readonly proposed: Tier;
  readonly tier: Tier;
  readonly points: number;
  readonly neverA: string | null;
  readonly proposedAt: Date;
  readonly proposalExplanationId: string;
  readonly explanationId: string;
};

/** Something said about a proposal; with a tier it corrected it. */
export type TierRemark = {
  readonly remarkId: string;
  readonly year: number;
  readonly clientId: string;
  readonly at: Date;
  readonly by: string;
  readonly tier: Tier | null;
  readonly remarkSealed: Buffer;
};

/** Closed by somebody, or over by the calendar, whether the timer came or not. */
export const isClosed = ({ closedAt, closeOn }: Pick<TierReview, 'closedAt' | 'closeOn'>, today: string): boolean =>
  closedAt !== null || today > closeOn;

/** From when on the tiers of a review hold. */
export const effectiveOn = ({ effectiveOn: on, closeOn }: Pick<TierReview, 'effectiveOn' | 'closeOn'>): string =>
  on ?? addDays(closeOn, 1);

export type ReviewRefusal = Refusal<
  'TIER_REVIEW_CLOSED' | 'TIER_REVIEW_TOO_EARLY' | 'TIER_UNCHANGED' | 'TIER_NEVER_A' | 'TIER_REMARK_MISSING'
>;
