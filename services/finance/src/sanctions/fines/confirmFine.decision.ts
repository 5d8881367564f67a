import {
  accepted,
  type Decision,
  daysBetween,
  firstRefusal,
  formatYuan,
  isValidDate,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Fine } from '../fine.ts';
import type { PenaltyPolicy } from '../policy/penaltyPolicy.ts';
import { effectRulesOf } from '../schedule/effectRules.ts';
import { type Effect, type EffectFault, effectsUnder, isEffectFault } from '../schedule/effects.ts';
import { isMoreSpecific } from '../schedule/fineSchedule.ts';

export type SuspensionTime = { readonly from: string; readonly through: string | null };

export type ConfirmationFacts = {
  readonly fine: Fine;
  readonly managerId: string;
  /** Whether the manager may rule amounts that no schedule has (`fine.rule`). */
  readonly mayRule: boolean;
  /** Null: the one amount there is. */
  readonly amountFen: number | null;
  readonly grave: boolean;
  readonly chosen: readonly Effect[];
  readonly suspension: SuspensionTime | null;
  /** Other fines of the person that stand for what may be the same act. */
  readonly others: readonly Fine[];
  readonly policy: PolicyVersion<PenaltyPolicy>;
  /** The day at the site. */
  readonly today: string;
  readonly now: Date;
};

export type FineConfirmed = {
  readonly type: 'FineConfirmed';
  readonly amountFen: number;
  readonly grave: boolean;
  readonly effects: readonly Effect[];
  readonly suspension: SuspensionTime | null;
};
export type ConfirmationRefusal = Refusal<
  | 'FINE_NOT_OPEN'
  | 'OWN_FINE'
  | 'OWN_REPORT'
  | 'ACT_ALREADY_FINED'
  | 'RULING_NEEDED'
  | 'AMOUNT_NEEDED'
  | 'AMOUNT_OUT_OF_RANGE'
  | 'EFFECT_NOT_ALLOWED'
  | 'EFFECT_MISSING'
  | 'SUSPENSION_TIME_NEEDED'
  | 'SUSPENSION_TIME_WRONG'
>;

type Rule = Requirement<ConfirmationFacts, ConfirmationRefusal>;
const refusal = (code: ConfirmationRefusal['code'], zh: string, en: string): ConfirmationRefusal => ({
  code,
  rule: 'FI-3',
  message: text(zh, en),
});

const isOpen: Rule = ({ fine }) =>
  fine.state === 'proposed'
    ? null
    : refusal('FINE_NOT_OPEN', '该处罚不在待确认状态。', 'This fine is not waiting to be confirmed.');

const notOneself: Rule = ({ fine, managerId }) =>
  fine.staffId === managerId ? refusal('OWN_FINE', '不能确认对本人的处罚。', 'Nobody confirms their own fine.') : null;

const notTheReporter: Rule = ({ fine, managerId }) =>
  fine.reportedBy === managerId || fine.proposedBy === managerId
    ? refusal('OWN_REPORT', '须由报告人以外的经理确认。', 'A manager other than the reporter confirms a fine.')
    : null;

/** Leave without approval (V-14) that was confirmed before the absence became known (FI-4.03), for one. */
const oneCodeForTheAct: Rule = ({ fine, others }) =>
  others.some(
    (other) =>
      other.id !== fine.id &&
      (isMoreSpecific(other.code, fine.code) || (isMoreSpecific(fine.code, other.code) && other.state !== 'proposed')),
  )
    ? refusal('ACT_ALREADY_FINED', '该行为已按另一条款处罚。', 'The act is fined under another code.')
    : null;

const ruledByWhoMay: Rule = ({ fine, mayRule }) =>
  fine.basis === 'ruling' && !mayRule
    ? refusal('RULING_NEEDED', '金额须由有裁定权的经理确定。', 'The amount has to be ruled by a manager who may rule.')
    : null;

const amountIsChosen: Rule = ({ fine, amountFen }) =>
  amountFen === null && fine.leastFen !== fine.mostFen
    ? refusal('AMOUNT_NEEDED', '须在幅度内确定金额。', 'An amount within the range has to be chosen.')
    : null;

const amountIsWithin: Rule = ({ fine: { leastFen, mostFen }, amountFen }) =>
  amountFen === null || (Number.isSafeInteger(amountFen) && amountFen >= leastFen && amountFen <= mostFen)
    ? null
    : refusal(
        'AMOUNT_OUT_OF_RANGE',
        `金额须在 ${formatYuan(leastFen)} 至 ${formatYuan(mostFen)} 元之间。`,
        `The amount must be between ${formatYuan(leastFen)} and ${formatYuan(mostFen)} yuan.`,
      );

export const confirmationRules: readonly Rule[] = [
  isOpen,
  notOneself,
  notTheReporter,
  oneCodeForTheAct,
  ruledByWhoMay,
  amountIsChosen,
  amountIsWithin,
];

/** FI-3: a manager other than the reporter confirms a fine, with its amount and what it brings besides the money. */
export const decideConfirmation = (facts: ConfirmationFacts): Decision<FineConfirmed, ConfirmationRefusal> => {
  const { fine, policy, grave, chosen } = facts;
  const reasons = reasoning(facts.now).under(policy).apply('FI-3').fact('code', fine.code);
  reasons.fact('occurredAt', fine.occurredAt.toISOString(), fine.occurredAt).fact('grave', grave);
  reasons.fact('leastFen', fine.leastFen).fact('mostFen', fine.mostFen).fact('chosenEffects', chosen);
  const refuse = (why: ConfirmationRefusal) => refused(why, reasons.explain('refused', why.message));
  const fault = firstRefusal(confirmationRules, facts);
  if (fault) return refuse(fault);
  const found = effectsUnder(effectRulesOf(fine.code), { chosen, grave, hasDeal: fine.dealId !== null });
  if (isEffectFault(found)) return refuse(effectRefusal(found));
  const time = suspensionFault(facts, found);
  if (time) return refuse(time);
  if (fine.code !== null) reasons.apply(fine.code);
  if (found.some((effect) => effect.startsWith('withhold'))) reasons.apply('FI-1.06');
  const amountFen = facts.amountFen ?? fine.leastFen;
  const { suspension } = facts;
  reasons.fact('amountFen', amountFen).fact('effects', found);
  if (suspension) reasons.fact('suspendedFrom', suspension.from).fact('suspendedThrough', suspension.through);
  const yuan = formatYuan(amountFen);
  const summary = text(`处罚已确认，罚款 ${yuan} 元。`, `The fine is confirmed: ${yuan} yuan.`);
  const event: FineConfirmed = { type: 'FineConfirmed', amountFen, grave, effects: found, suspension };
  return accepted([event], reasons.explain('confirmed', summary));
};

const effectRefusal = (fault: EffectFault): ConfirmationRefusal =>
  fault.outcome === 'effect-missing'
    ? refusal('EFFECT_MISSING', `须从中择一：${fault.oneOf.join('、')}。`, `Choose one of: ${fault.oneOf.join(', ')}.`)
    : refusal(
        'EFFECT_NOT_ALLOWED',
        `该条款此时不得附带：${fault.effect}。`,
        `The code does not allow here: ${fault.effect}.`,
      );

const suspensionFault = (
  { suspension, policy, today }: ConfirmationFacts,
  found: readonly Effect[],
): ConfirmationRefusal | null => {
  if (!found.includes('suspend')) {
    return suspension === null
      ? null
      : refusal('EFFECT_NOT_ALLOWED', '该处罚不附带停盘。', 'This fine brings no suspension.');
  }
  if (suspension === null) {
    return refusal('SUSPENSION_TIME_NEEDED', '须确定停盘起止日期。', 'The days of the suspension have to be set.');
  }
  const { from, through } = suspension;
  const most = policy.params['suspension.mostDays'];
  const isPeriod =
    isValidDate(from) &&
    from >= today &&
    (through === null || (isValidDate(through) && through >= from && daysBetween(from, through) < most));
  return isPeriod
    ? null
    : refusal(
        'SUSPENSION_TIME_WRONG',
        `停盘自今日起，最长 ${most} 日。`,
        `A suspension begins today or later and lasts ${most} days at most.`,
      );
};
