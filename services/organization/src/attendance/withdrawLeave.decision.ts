import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Leave } from './leave.ts';

export type WithdrawalFacts = {
  readonly now: Date;
  readonly leave: Pick<Leave, 'staffId' | 'from' | 'through' | 'withdrawnAt'>;
  readonly withdrawerId: string;
  /** The day at the site. */
  readonly today: string;
};
export type WithdrawalCode = 'LEAVE_WITHDRAWN' | 'OWN_LEAVE' | 'LEAVE_BEGUN';
export type LeaveWithdrawn = { readonly type: 'LeaveWithdrawn' };

type Rule = Requirement<WithdrawalFacts, Refusal<WithdrawalCode>>;
const refusal = (code: WithdrawalCode, zh: string, en: string): Refusal<WithdrawalCode> => ({
  code,
  rule: 'OR-4.02',
  message: text(zh, en),
});

const stillStands: Rule = ({ leave }) =>
  leave.withdrawnAt === null ? null : refusal('LEAVE_WITHDRAWN', '该请假已撤销。', 'The leave is withdrawn already.');

const notOneself: Rule = ({ leave, withdrawerId }) =>
  leave.staffId === withdrawerId
    ? refusal('OWN_LEAVE', '不能撤销本人的请假。', 'Nobody withdraws their own leave.')
    : null;

const notBegun: Rule = ({ leave, today }) =>
  today < leave.from
    ? null
    : refusal('LEAVE_BEGUN', '请假已开始，不能撤销。', 'A leave that has begun is not withdrawn.');

export const withdrawalRules: readonly Rule[] = [stillStands, notOneself, notBegun];

/** OR-4.02: may this leave be withdrawn? Only before its first day. */
export const decideWithdrawal = (facts: WithdrawalFacts): Decision<LeaveWithdrawn, Refusal<WithdrawalCode>> => {
  const { from, through } = facts.leave;
  const reasons = reasoning(facts.now).apply('OR-4.02').fact('from', from).fact('through', through);
  reasons.fact('today', facts.today);
  const fault = firstRefusal(withdrawalRules, facts);
  if (fault) return refused(fault, reasons.explain(fault.code, fault.message));
  const summary = text('请假已撤销。', 'The leave is withdrawn.');
  return accepted([{ type: 'LeaveWithdrawn' }], reasons.explain('LEAVE_WITHDRAWN', summary));
};
