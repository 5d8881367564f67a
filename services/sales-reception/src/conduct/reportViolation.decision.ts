import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  type RuleId,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { type Misdeed, misdeeds } from './misdeed.ts';
import { isViolationCode } from './violation.ts';

export type ReportFacts = {
  readonly code: string | null;
  readonly misdeed: Misdeed | null;
  readonly occurredAt: Date;
  readonly reportedAt: Date;
  readonly occurrences: number;
  readonly note: string;
  /** Whether the person reported had a post at the site on that day. */
  readonly isOfSite: boolean;
  /** Whether the deal named, if any, is one of the site that the reporter may see. */
  readonly dealSeen: boolean;
};

export type Reported = { readonly code: RuleId | null; readonly reason: string; readonly rules: readonly RuleId[] };
export type ReportRefusal = Refusal<'BAD_INPUT' | 'STAFF_UNKNOWN' | 'IN_THE_FUTURE'>;
type ReportRequirement = Requirement<ReportFacts, ReportRefusal>;

const bad = (zh: string, en: string): ReportRefusal => ({ code: 'BAD_INPUT', rule: 'FI-3', message: text(zh, en) });

const isOfSchedule: ReportRequirement = ({ code }) =>
  code === null || isViolationCode(code) ? null : bad('处罚条款表中无此条款。', 'The schedules have no such entry.');

const isOneThing: ReportRequirement = ({ code, misdeed }) =>
  code === null || misdeed === null ? null : bad('条款与行为只可择一。', 'Name the entry or the deed, not both.');

const isTold: ReportRequirement = ({ note }) =>
  note.trim() !== '' && note.length <= 1000
    ? null
    : bad('须写明事由，不超过1000字。', 'Say what happened, in at most 1000 characters.');

const isCounted: ReportRequirement = ({ occurrences }) =>
  Number.isSafeInteger(occurrences) && occurrences >= 1 && occurrences <= 100
    ? null
    : bad('次数须为1至100。', 'It happened between 1 and 100 times.');

const hasHappened: ReportRequirement = ({ occurredAt, reportedAt }) =>
  occurredAt <= reportedAt
    ? null
    : {
        code: 'IN_THE_FUTURE',
        rule: 'FI-3',
        message: text('尚未发生的事不能报告。', 'What has not happened yet cannot be reported.'),
      };

const isAboutStaff: ReportRequirement = ({ isOfSite }) =>
  isOfSite
    ? null
    : {
        code: 'STAFF_UNKNOWN',
        rule: 'FI-3',
        message: text('当日本案场无此人员。', 'Nobody of that id had a post at the site on that day.'),
      };

const dealIsSeen: ReportRequirement = ({ dealSeen }) =>
  dealSeen ? null : bad('本案场无此成交。', 'There is no such deal at the site.');

const requirements = [isOfSchedule, isOneThing, isTold, isCounted, hasHappened, isAboutStaff, dealIsSeen];

/** FI-3, SR-7.02, SR-7.03: what is reported, and under which entry of the schedules. */
export const decideReport = (facts: ReportFacts): Decision<Reported, ReportRefusal> => {
  const { code, misdeed, reportedAt, occurredAt } = facts;
  const entry = misdeed && misdeeds[misdeed];
  const why = reasoning(reportedAt).apply(...(entry ? [entry.rule] : []), 'FI-3');
  why.fact('code', entry?.code ?? code).fact('occurredAt', occurredAt.toISOString(), occurredAt);
  const refusal = firstRefusal(requirements, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const reported = {
    code: entry?.code ?? (code as RuleId | null),
    reason: misdeed ?? 'reported',
    rules: entry ? [entry.rule] : [],
  };
  return accepted([reported], why.explain('REPORTED', text('报告已受理。', 'The report is taken.')));
};
