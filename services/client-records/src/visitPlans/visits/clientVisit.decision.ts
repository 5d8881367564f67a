import {
  accepted,
  addDays,
  type Decision,
  deadlineAfterDays,
  type PolicyVersion,
  type RuleId,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import type { VisitParams } from '../../policies/index.ts';
import type { ClientVisit, ClientVisitRefusal } from './clientVisit.ts';

const refuse = (
  code: ClientVisitRefusal['code'],
  rule: RuleId,
  said: readonly [string, string],
): ClientVisitRefusal => ({
  code,
  rule,
  message: text(...said),
});
const isLong = (said: string, least: number, most: number): boolean => {
  const length = [...said.trim()].length;
  return length >= least && length <= most;
};

/** CR-8.02: a report is due until 24:00 of the second day after the visit. */
export const reportDueAt = (visitedAt: Date, reportDays: number): Date =>
  deadlineAfterDays(siteDate(visitedAt), reportDays);

export type RecordFacts = {
  readonly now: Date;
  readonly visitedAt: Date;
  /** Null: unplanned. */
  readonly planned: { readonly approved: boolean; readonly made: boolean } | null;
  readonly policy: PolicyVersion<VisitParams>;
};

/** CR-8.02: a visit is recorded against the approved plan, or as unplanned; its report is due from then on. */
export const decideRecord = (facts: RecordFacts): Decision<{ readonly dueAt: Date }, ClientVisitRefusal> => {
  const { now, visitedAt, planned, policy } = facts;
  const why = reasoning(now).apply('CR-8.02').under(policy).fact('visitedAt', visitedAt.toISOString(), visitedAt);
  why.fact('planned', planned !== null);
  const refusal = recordRefusal(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const dueAt = reportDueAt(visitedAt, policy.params['visit.reportDays']);
  why.fact('reportDueAt', dueAt.toISOString(), dueAt);
  return accepted(
    [{ dueAt }],
    why.explain('VISITED', text('拜访已登记，报告待交。', 'The visit is recorded, its report due.')),
  );
};

const recordRefusal = ({ now, visitedAt, planned }: RecordFacts): ClientVisitRefusal | null => {
  if (visitedAt > now || siteDate(visitedAt) < addDays(siteDate(now), -31))
    return refuse('CLIENT_VISIT_TIME', 'CR-8.02', [
      '只登记31天内已发生的拜访。',
      'A visit was made, within the last 31 days.',
    ]);
  if (planned && !planned.approved)
    return refuse('VISIT_NOT_PLANNED', 'CR-8.01', ['该计划尚未批准。', 'Its plan is not approved.']);
  return planned?.made ? refuse('VISIT_MADE', 'CR-8.02', ['该次拜访已登记。', 'It was recorded already.']) : null;
};

export type ReportFacts = {
  readonly now: Date;
  readonly today: string;
  readonly visit: Pick<ClientVisit, 'state' | 'reportDueAt'>;
  readonly notes: string;
  readonly promises: readonly { readonly what: string; readonly dueOn: string; readonly isColleague: boolean }[];
};

/** CR-8.02, CR-8.03: a report is handed in, in time or late; each promise has an owner and a date. */
export const decideReport = (facts: ReportFacts): Decision<{ readonly late: boolean }, ClientVisitRefusal> => {
  const { now, visit, promises } = facts;
  const why = reasoning(now).apply('CR-8.02').fact('reportDueAt', visit.reportDueAt.toISOString(), visit.reportDueAt);
  if (promises.length > 0) why.apply('CR-8.03').fact('promises', promises.length);
  const refusal = reportRefusal(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const late = now >= visit.reportDueAt;
  const explanation = late
    ? why.explain('REPORTED_LATE', text('报告逾期提交。', 'The report came late.'))
    : why.explain('REPORTED', text('报告按时提交。', 'The report came in time.'));
  return accepted([{ late }], explanation);
};

const reportRefusal = ({ visit, notes, promises, today }: ReportFacts): ClientVisitRefusal | null => {
  if (visit.state !== 'due' && visit.state !== 'returned')
    return refuse('VISIT_REPORT_NOT_OPEN', 'CR-8.02', ['报告已提交。', 'The report was handed in already.']);
  if (!isLong(notes, 4, 2_000) || promises.length > 20 || promises.some(({ what }) => !isLong(what, 2, 200)))
    return refuse('BAD_INPUT', 'CR-8.02', [
      '报告4至2000字，承诺2至200字。',
      '4 to 2,000 characters, promises 2 to 200.',
    ]);
  const fine = promises.every(
    ({ dueOn, isColleague }) => isColleague && dueOn >= today && dueOn <= addDays(today, 366),
  );
  return fine
    ? null
    : refuse('VISIT_PROMISE_DATE', 'CR-8.03', [
        '承诺须有在职责任人，限期在一年内。',
        'A promise has an owner who works here, and a date within a year.',
      ]);
};

export type ReportReviewFacts = {
  readonly now: Date;
  readonly visit: Pick<ClientVisit, 'state' | 'staffId'>;
  readonly by: string;
  readonly approve: boolean;
  readonly remarks: string | null;
};

/** CR-8.02: the head reviews the report; nobody the own. */
export const decideReportReview = (facts: ReportReviewFacts): Decision<null, ClientVisitRefusal> => {
  const { now, approve } = facts;
  const why = reasoning(now).apply('CR-8.02').fact('approve', approve);
  const refusal = reviewRefusal(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const explanation = approve
    ? why.explain('APPROVED', text('报告已审核。', 'The report is reviewed.'))
    : why.explain('RETURNED', text('报告退回补充。', 'The report is sent back.'));
  return accepted([null], explanation);
};

const reviewRefusal = ({ visit, by, approve, remarks }: ReportReviewFacts): ClientVisitRefusal | null => {
  if (visit.staffId === by)
    return refuse('VISIT_PLAN_OWN', 'CR-8.02', ['不得审核本人的报告。', 'Nobody reviews the own report.']);
  if (visit.state !== 'submitted')
    return refuse('VISIT_REPORT_NOT_OPEN', 'CR-8.02', ['报告不在待审状态。', 'It is not to be reviewed.']);
  return approve || isLong(remarks ?? '', 4, 400)
    ? null
    : refuse('BAD_INPUT', 'CR-8.02', [
        '退回须写明4至400字意见。',
        'What is sent back has remarks of 4 to 400 characters.',
      ]);
};

/** CR-8.03: the owner says that it is done, once. */
export const decideDone = (facts: {
  readonly now: Date;
  readonly dueOn: string;
  readonly doneAt: Date | null;
}): Decision<null, ClientVisitRefusal> => {
  const late = siteDate(facts.now) > facts.dueOn;
  const why = reasoning(facts.now).apply('CR-8.03').fact('dueOn', facts.dueOn).fact('late', late);
  if (facts.doneAt !== null) {
    const refusal = refuse('VISIT_PROMISE_DONE', 'CR-8.03', ['承诺已兑现。', 'It was done already.']);
    return refused(refusal, why.explain('REFUSED', refusal.message));
  }
  return accepted([null], why.explain('DONE', text('承诺已兑现。', 'The promise is kept.')));
};
