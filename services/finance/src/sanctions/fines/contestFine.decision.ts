import {
  accepted,
  type Decision,
  deadlineAfterDays,
  firstRefusal,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import type { Fine } from '../fine.ts';
import type { PenaltyPolicy } from '../policy/penaltyPolicy.ts';

export type ContestFacts = {
  readonly fine: Fine;
  readonly policy: PolicyVersion<PenaltyPolicy>;
  readonly zone: string;
  readonly now: Date;
};
export type FineContested = { readonly type: 'FineContested' };
export type ContestRefusal = Refusal<'FINE_NOT_CONFIRMED' | 'FINE_RULED' | 'FINE_DEDUCTED' | 'CONTEST_TOO_LATE'>;

type Rule = Requirement<ContestFacts, ContestRefusal>;
const refusal = (code: ContestRefusal['code'], zh: string, en: string): ContestRefusal => ({
  code,
  rule: 'FI-3',
  message: text(zh, en),
});

const notDeducted: Rule = ({ fine }) =>
  fine.state === 'deducted' ? refusal('FINE_DEDUCTED', '该处罚已扣除。', 'This fine is deducted already.') : null;

const notRuled: Rule = ({ fine }) =>
  fine.ruledAt === null ? null : refusal('FINE_RULED', '该处罚已裁定。', 'This fine was ruled on.');

const isConfirmed: Rule = ({ fine }) =>
  fine.state === 'confirmed'
    ? null
    : refusal('FINE_NOT_CONFIRMED', '只能对已确认的处罚提出异议。', 'Only a confirmed fine can be contested.');

const inTime: Rule = (facts) => {
  const deadline = contestDeadline(facts);
  return deadline === null || facts.now < deadline
    ? null
    : refusal('CONTEST_TOO_LATE', '异议期限已过。', 'The time to contest this fine is over.');
};

export const contestRules: readonly Rule[] = [notDeducted, notRuled, isConfirmed, inTime];

/** FI-3: the person fined contests a fine, until it is deducted, or within the days that the site sets. */
export const decideContest = (facts: ContestFacts): Decision<FineContested, ContestRefusal> => {
  const { fine, policy, now } = facts;
  const reasons = reasoning(now).under(policy).apply('FI-3').fact('code', fine.code).fact('amountFen', fine.amountFen);
  reasons.fact('confirmedAt', fine.confirmedAt?.toISOString() ?? null);
  reasons.fact('deadline', contestDeadline(facts)?.toISOString() ?? null);
  const fault = firstRefusal(contestRules, facts);
  if (fault) return refused(fault, reasons.explain('refused', fault.message));
  const summary = text('已提出异议，裁定前不扣除。', 'Contested: nothing is deducted before the ruling.');
  return accepted([{ type: 'FineContested' }], reasons.explain('contested', summary));
};

/** Null: until the fine is deducted. */
const contestDeadline = ({ fine, policy, zone }: ContestFacts): Date | null => {
  const days = policy.params['contest.days'];
  if (days === null || fine.confirmedAt === null) return null;
  return deadlineAfterDays(siteDate(fine.confirmedAt, zone), days, zone);
};
