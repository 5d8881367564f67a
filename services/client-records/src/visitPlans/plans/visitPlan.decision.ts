import {
  accepted,
  addDays,
  type Decision,
  firstRefusal,
  isValidDate,
  lastDayOfMonth,
  type PolicyVersion,
  type Requirement,
  reasoning,
  refused,
  startOfDay,
  text,
} from '@shouwen/kernel';
import type { VisitParams } from '../../policies/index.ts';
import type { VisitPlan, VisitPlanRefusal } from './visitPlan.ts';

const refuse = (code: VisitPlanRefusal['code'], zh: string, en: string): VisitPlanRefusal => ({
  code,
  rule: 'CR-8.01',
  message: text(zh, en),
});

/** The first day of the month of that day. */
export const monthOf = (day: string): string => `${day.slice(0, 8)}01`;
export const nextMonth = (month: string): string => addDays(lastDayOfMonth(month), 1);

/** CR-8.01: a plan is due until 24:00 of the last day of the month before. */
export const planDueAt = (month: string): Date => startOfDay(month);

/** Handed in at 24:00 or after it is late. */
export const isLate = (month: string, at: Date): boolean => at >= planDueAt(month);

/** From which day on whoever has not handed in the plan of that month is reminded. */
export const remindFrom = (month: string, days: number): string => addDays(month, -1 - days);

export type SubmitFacts = {
  readonly now: Date;
  readonly today: string;
  readonly month: string;
  readonly days: readonly string[];
  readonly quota: number;
  readonly existing: Pick<VisitPlan, 'state'> | null;
  readonly policy: PolicyVersion<VisitParams>;
};

type Rule = Requirement<SubmitFacts, VisitPlanRefusal>;
const isMonth: Rule = ({ month, today }) =>
  isValidDate(month) && [monthOf(today), nextMonth(monthOf(today))].includes(month)
    ? null
    : refuse(
        'VISIT_PLAN_MONTH',
        '只能提交下月（或补交本月）的计划。',
        'A plan is of the next month, or late of this one.',
      );
const isOpen: Rule = ({ existing }) =>
  existing?.state === 'approved'
    ? refuse('VISIT_PLAN_APPROVED', '计划已批准，请作变更。', 'The plan was approved: change it instead.')
    : null;
const hasVisits: Rule = ({ days }) =>
  days.length >= 1 && days.length <= 200 ? null : refuse('BAD_INPUT', '一份计划1至200次拜访。', '1 to 200 visits.');
const outside = refuse(
  'VISIT_OUTSIDE_PLAN',
  '拜访日须在计划月内，且未过去。',
  'A visit lies ahead, in the month of the plan.',
);
const liesAhead: Rule = ({ days, month, today }) =>
  days.every((day) => monthOf(day) === month && day >= today) ? null : outside;

/** CR-8.01: a plan is handed in, in time or late; whether it reaches the quota is for the head to judge. */
export const decideSubmit = (facts: SubmitFacts): Decision<{ readonly late: boolean }, VisitPlanRefusal> => {
  const { now, month, days, quota, policy } = facts;
  const why = reasoning(now).apply('CR-8.01').under(policy).fact('month', month).fact('visits', days.length);
  why.fact('quota', quota);
  const refusal = firstRefusal([isMonth, isOpen, hasVisits, liesAhead], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const late = isLate(month, now);
  why.fact('dueAt', planDueAt(month).toISOString(), planDueAt(month)).fact('late', late);
  const explanation = late
    ? why.explain('SUBMITTED_LATE', text('计划逾期提交。', 'The plan came late.'))
    : why.explain('SUBMITTED', text('计划按时提交。', 'The plan came in time.'));
  return accepted([{ late }], explanation);
};

export type ReviewFacts = {
  readonly now: Date;
  readonly plan: Pick<VisitPlan, 'state' | 'staffId' | 'quota'>;
  readonly visits: number;
  readonly by: string;
  readonly approve: boolean;
  readonly remarks: string | null;
};

/** CR-8.01: the head approves a plan or sends it back with remarks; nobody the own. */
export const decidePlanReview = (facts: ReviewFacts): Decision<null, VisitPlanRefusal> => {
  const { now, plan, visits, approve } = facts;
  const why = reasoning(now).apply('CR-8.01').fact('visits', visits).fact('quota', plan.quota);
  const refusal = reviewRefusal(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const explanation = approve
    ? why.explain('APPROVED', text('计划已批准。', 'The plan is approved.'))
    : why.explain('RETURNED', text('计划退回修改。', 'The plan is sent back.'));
  return accepted([null], explanation);
};

const reviewRefusal = ({ plan, by, approve, remarks }: ReviewFacts): VisitPlanRefusal | null => {
  if (plan.staffId === by) return refuse('VISIT_PLAN_OWN', '不得审核本人的计划。', 'Nobody reviews the own plan.');
  if (plan.state !== 'submitted')
    return refuse('VISIT_PLAN_NOT_OPEN', '计划不在待审状态。', 'It is not to be reviewed.');
  const said = [...(remarks ?? '').trim()].length;
  const fine = approve ? said <= 400 : said >= 4 && said <= 400;
  return fine
    ? null
    : refuse('BAD_INPUT', '退回须写明4至400字意见。', 'What is sent back has remarks of 4 to 400 characters.');
};

export type ChangeFacts = {
  readonly now: Date;
  readonly today: string;
  readonly plan: Pick<VisitPlan, 'state' | 'month'>;
  readonly added: readonly string[];
  /** For each visit taken out: whether it was made already. */
  readonly removed: readonly { readonly made: boolean }[];
};

/** CR-8.01: what is changed after the approval is entered as a change; what was visited stays. */
export const decideChange = (facts: ChangeFacts): Decision<null, VisitPlanRefusal> => {
  const { now, added, removed } = facts;
  const why = reasoning(now).apply('CR-8.01').fact('added', added.length).fact('removed', removed.length);
  const refusal = changeRefusal(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([null], why.explain('CHANGED', text('计划已变更。', 'The plan was changed.')));
};

const changeRefusal = ({ plan, added, removed, today }: ChangeFacts): VisitPlanRefusal | null => {
  if (plan.state !== 'approved') return refuse('VISIT_PLAN_NOT_OPEN', '计划尚未批准。', 'The plan is not approved.');
  const count = added.length + removed.length;
  if (count < 1 || count > 200) return refuse('BAD_INPUT', '一次变更1至200项。', '1 to 200 changes.');
  if (removed.some(({ made }) => made))
    return refuse('VISIT_MADE', '已完成的拜访不得删除。', 'A visit was made already.');
  return added.every((day) => monthOf(day) === plan.month && day >= today) ? null : outside;
};
