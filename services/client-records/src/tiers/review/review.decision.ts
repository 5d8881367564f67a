import {
  accepted,
  type Decision,
  type Explanation,
  firstRefusal,
  type PolicyVersion,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { TierParams } from '../../policies/index.ts';
import type { Tier } from '../tier.ts';
import { reviewedThrough, reviewWindow, reviewYearOn } from './reviewCalendar.ts';
import { isClosed, type ReviewRefusal, type TierProposal, type TierReview } from './tierReview.ts';

const refuse = (code: ReviewRefusal['code'], zh: string, en: string): ReviewRefusal => ({
  code,
  rule: 'CR-6.01',
  message: text(zh, en),
});

export type NewReview = Pick<TierReview, 'year' | 'openedAt' | 'openedOn' | 'closeOn' | 'validThrough'>;

/** CR-6.01: the review that is to be open on that day; null outside the days of the year at which it is held. */
export const reviewDueOn = (today: string, now: Date, { params }: PolicyVersion<TierParams>): NewReview | null => {
  const year = reviewYearOn(today, params);
  if (year === null) return null;
  const { to } = reviewWindow(year, params);
  return { year, openedAt: now, openedOn: today, closeOn: to, validThrough: reviewedThrough(year, params) };
};

export type RemarkFacts = {
  readonly now: Date;
  readonly today: string;
  readonly review: Pick<TierReview, 'closedAt' | 'closeOn'>;
  readonly proposal: Pick<TierProposal, 'proposed' | 'tier' | 'neverA'>;
  /** Null: something is said, nothing corrected. */
  readonly tier: Tier | null;
  /** What is said; of a correction, why. Already tidied. */
  readonly remark: string;
};
type RemarkRule = Requirement<RemarkFacts, ReviewRefusal>;

const isOpen: RemarkRule = ({ review, today }) =>
  isClosed(review, today) ? refuse('TIER_REVIEW_CLOSED', '评审已结束。', 'The review is closed.') : null;
const saysSomething: RemarkRule = ({ remark }) =>
  [...remark].length >= 4 && [...remark].length <= 500
    ? null
    : refuse('TIER_REMARK_MISSING', '意见或理由须4至500字。', 'A remark or a reason has 4 to 500 characters.');
const changesTier: RemarkRule = ({ tier, proposal }) =>
  tier === proposal.tier ? refuse('TIER_UNCHANGED', '等级没有变化。', 'The tier is the same already.') : null;
const mayBeA: RemarkRule = ({ tier, proposal }) =>
  tier === 'A' && proposal.neverA !== null
    ? refuse(
        'TIER_NEVER_A',
        '资信D级或有逾期款的客户不得评为A级。',
        'Who is graded D or is overdue is never in tier A.',
      )
    : null;

export type Remarked = { readonly tier: Tier | null };

/** CR-6.01: the heads discuss a proposal, and correct it with a reason, while the review is open. */
export const decideRemark = (facts: RemarkFacts): Decision<Remarked, ReviewRefusal> => {
  const { now, tier, proposal, review } = facts;
  const why = reasoning(now).apply('CR-6.01').fact('proposed', proposal.proposed).fact('before', proposal.tier);
  why.fact('tier', tier).fact('neverA', proposal.neverA).fact('closeOn', review.closeOn);
  const refusal = firstRefusal([isOpen, saysSomething, changesTier, mayBeA], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  if (tier === null)
    return accepted([{ tier }], why.explain('DISCUSSED', text('意见已记录。', 'What was said is kept.')));
  return accepted([{ tier }], why.explain(tier, text(`更正为${tier}级。`, `Corrected to tier ${tier}.`)));
};

export type CloseFacts = {
  readonly now: Date;
  readonly today: string;
  readonly review: Pick<TierReview, 'closedAt' | 'closeOn' | 'proposed'>;
};

/** CR-6.01: a director closes the review on its last day; after it, it is closed by itself. */
export const decideClosing = (facts: CloseFacts): Decision<{ readonly effectiveOn: string }, ReviewRefusal> => {
  const { now, today, review } = facts;
  const why = reasoning(now).apply('CR-6.01').fact('closeOn', review.closeOn).fact('proposed', review.proposed);
  const early = today < review.closeOn || !review.proposed;
  const refusal = isClosed(review, today)
    ? refuse('TIER_REVIEW_CLOSED', '评审已结束。', 'The review is closed.')
    : early
      ? refuse(
          'TIER_REVIEW_TOO_EARLY',
          '评审末日方可结束。',
          'A review is closed on its last day, with a proposal for everybody.',
        )
      : null;
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([{ effectiveOn: today }], why.explain('CLOSED', closed));
};

/** Why the timer closed a review. */
export const explainClosing = (review: Pick<TierReview, 'closeOn'>, now: Date): Explanation =>
  reasoning(now).apply('CR-6.01').fact('closeOn', review.closeOn).explain('CLOSED', closed);

const closed = text(
  '评审结束，未更正的按建议生效。',
  'The review is closed: what was not corrected holds as it was proposed.',
);
