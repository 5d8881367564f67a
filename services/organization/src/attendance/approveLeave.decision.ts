import {
  accepted,
  type Decision,
  daysBetween,
  firstRefusal,
  isValidDate,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { type Leave, type LeaveKind, longestLeave, mostClosings } from './leave.ts';

export type ApprovalFacts = {
  readonly now: Date;
  readonly approverId: string;
  readonly staffId: string;
  readonly kind: LeaveKind;
  readonly from: string;
  readonly through: string;
  readonly expectedClosings: readonly string[];
  /** Whether the person has a post at the site on the first day. */
  readonly hasPost: boolean;
  /** Standing leaves of the person at the site with a day in common. */
  readonly overlapping: readonly Pick<Leave, 'id'>[];
};
export type LeaveCode = 'BAD_INPUT' | 'OWN_LEAVE' | 'STAFF_NOT_AT_SITE' | 'LEAVE_OVERLAPS';
export type LeaveApproved = { readonly type: 'LeaveApproved'; readonly days: number };

type Rule = Requirement<ApprovalFacts, Refusal<LeaveCode>>;
const refusal = (code: LeaveCode, zh: string, en: string): Refusal<LeaveCode> => ({
  code,
  rule: code === 'BAD_INPUT' ? null : 'OR-4.02',
  message: text(zh, en),
});

const notOneself: Rule = ({ staffId, approverId }) =>
  staffId === approverId ? refusal('OWN_LEAVE', '不能批准本人的请假。', 'Nobody approves their own leave.') : null;

const areDays: Rule = ({ from, through }) =>
  isValidDate(from) && isValidDate(through) && through >= from && daysBetween(from, through) < longestLeave
    ? null
    : refusal(
        'BAD_INPUT',
        `起止日期无效，或超过 ${longestLeave} 天。`,
        `These are no first and last day, or it is longer than ${longestLeave} days.`,
      );

const closingsFit: Rule = ({ kind, expectedClosings }) =>
  expectedClosings.length === 0 || (kind === 'sick' && expectedClosings.length <= mostClosings)
    ? null
    : refusal(
        'BAD_INPUT',
        `仅病假移交预计成交客户，至多 ${mostClosings} 名。`,
        `Expected closings are handed over before a sick leave, ${mostClosings} at most.`,
      );

const worksThere: Rule = ({ hasPost }) =>
  hasPost
    ? null
    : refusal('STAFF_NOT_AT_SITE', '该人员当日在本案场无任职。', 'This person has no post at the site on that day.');

const standsAlone: Rule = ({ overlapping }) =>
  overlapping.length === 0
    ? null
    : refusal('LEAVE_OVERLAPS', '与已批准的请假重叠。', 'It has days in common with a leave that is approved already.');

export const approvalRules: readonly Rule[] = [notOneself, areDays, closingsFit, worksThere, standsAlone];

/** OR-4.02, OR-4.04: may this leave be approved? Its days are calendar days, the first one included. */
export const decideApproval = (facts: ApprovalFacts): Decision<LeaveApproved, Refusal<LeaveCode>> => {
  const { kind, from, through, expectedClosings } = facts;
  const reasons = reasoning(facts.now).apply('OR-4.02').fact('kind', kind).fact('from', from).fact('through', through);
  const fault = firstRefusal(approvalRules, facts);
  if (fault) return refused(fault, reasons.explain(fault.code, fault.message));
  const days = daysBetween(from, through) + 1;
  reasons.fact('days', days);
  if (kind === 'sick') reasons.apply('OR-4.04').fact('expectedClosings', expectedClosings);
  const summary = text(`请假 ${days} 天，已批准。`, `Leave of ${days} days is approved.`);
  return accepted([{ type: 'LeaveApproved', days }], reasons.explain('LEAVE_APPROVED', summary));
};
