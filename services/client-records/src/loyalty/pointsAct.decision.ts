import {
  accepted,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { LoyaltyParams } from '../policies/index.ts';
import type { PointsAct, PointsRefusal } from './points.ts';

/** A gift, a voucher or priority, and what it costs in points (CR-6.04). */
export type Reward = {
  readonly rewardId: string;
  /** Null: for clients of every site. */
  readonly siteId: string | null;
  readonly kind: 'gift' | 'service-voucher' | 'priority';
  readonly zh: string;
  readonly en: string;
  readonly points: number;
  readonly validFrom: string;
  readonly validThrough: string | null;
};

const refuse = (code: PointsRefusal['code'], zh: string, en: string): PointsRefusal => ({
  code,
  rule: 'CR-6.04',
  message: text(zh, en),
});

export type RedemptionFacts = {
  readonly now: Date;
  readonly today: string;
  readonly reward: Pick<Reward, 'points' | 'validFrom' | 'validThrough'>;
  readonly quantity: number;
  readonly balance: number;
  readonly policy: PolicyVersion<LoyaltyParams>;
};
export type Redeemed = { readonly points: number; readonly needsConfirmation: boolean };

type Rule = Requirement<RedemptionFacts, PointsRefusal>;
const isCounted: Rule = ({ quantity }) =>
  Number.isInteger(quantity) && quantity >= 1 && quantity <= 100
    ? null
    : refuse('BAD_INPUT', '一次兑换1至100份。', '1 to 100 at once.');
const isValid: Rule = ({ reward: { validFrom, validThrough }, today }) =>
  today >= validFrom && (validThrough === null || today <= validThrough)
    ? null
    : refuse('REWARD_NOT_VALID', '该礼品不在兑换期内。', 'It cannot be had on this day.');
const isPaid: Rule = ({ reward, quantity, balance }) => (balance >= reward.points * quantity ? null : insufficient);

export const insufficient = refuse('POINTS_INSUFFICIENT', '积分不足。', 'There are not so many points.');

/** CR-6.04: points are redeemed; above the limit another person confirms it first. */
export const decideRedemption = (facts: RedemptionFacts): Decision<Redeemed, PointsRefusal> => {
  const { now, reward, quantity, balance, policy } = facts;
  const [points, limit] = [reward.points * quantity, policy.params['points.confirmAbove']];
  const why = reasoning(now).apply('CR-6.04').under(policy).fact('balance', balance).fact('points', points);
  why.fact('confirmAbove', limit);
  const refusal = firstRefusal([isCounted, isValid, isPaid], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const needsConfirmation = points > limit;
  const explanation = needsConfirmation
    ? why.explain('PENDING', text('须由另一人确认。', 'Another person confirms it.'))
    : why.explain('REDEEMED', text('已兑换。', 'The points are redeemed.'));
  return accepted([{ points, needsConfirmation }], explanation);
};

/** CR-6.04: another than who asked confirms a redemption, signs a correction, or declines; a client's points never fall below zero. */
export const decideOnAct = (facts: {
  readonly now: Date;
  readonly act: Pick<PointsAct, 'state' | 'askedBy' | 'points' | 'kind'>;
  readonly by: string;
  readonly approve: boolean;
  readonly balance: number;
}): Decision<null, PointsRefusal> => {
  const { now, act, approve, balance } = facts;
  const why = reasoning(now).apply('CR-6.04').fact('askedBy', act.askedBy).fact('points', act.points);
  why.fact('balance', balance);
  const refusal = refusalOn(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const explanation = approve
    ? why.explain('DONE', text('经另一人确认。', 'Another person agreed.'))
    : why.explain('DECLINED', text('另一人未同意。', 'Another person declined.'));
  return accepted([null], explanation);
};

const refusalOn = ({ act, by, approve, balance }: Parameters<typeof decideOnAct>[0]): PointsRefusal | null => {
  if (act.state !== 'pending') return refuse('POINTS_ACT_DECIDED', '已有决定。', 'It was decided already.');
  if (act.askedBy === by)
    return refuse('POINTS_NEED_ANOTHER_PERSON', '须由另一人确认。', 'Nobody confirms or signs the own.');
  return approve && balance + act.points < 0 ? insufficient : null;
};
