import {
  accepted,
  addDays,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  type RuleId,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import { hasNumberInWords } from '../../contacts/index.ts';
import type { RecordsPolicy } from '../../policies/index.ts';
import { deadlinesOf } from '../deadlines.ts';
import type { AccessRequest } from '../request.ts';
import { requestKinds, type Step } from '../requestKinds.ts';

export type SubmissionFacts = {
  readonly now: Date;
  readonly request: AccessRequest;
  /** The files that were named by id. */
  readonly files: readonly { readonly carrier: string; readonly classified: boolean; readonly kept: boolean }[];
  readonly hasOutsider: boolean;
  /** Whether everybody named works here on that day. */
  readonly colleagues: boolean;
  readonly policy: PolicyVersion<RecordsPolicy>;
};

export type SubmissionCode =
  | 'REQUEST_NOT_DRAFT'
  | 'FORM_INCOMPLETE'
  | 'NUMBERS_IN_WORDS'
  | 'COLLEAGUE_UNKNOWN'
  | 'GRANT_TOO_LONG'
  | 'LOAN_TOO_LONG'
  | 'NOT_ON_PAPER'
  | 'FILE_NOT_KEPT';

export type RequestSubmitted = {
  readonly type: 'RequestSubmitted';
  readonly plan: readonly Step[];
  readonly nextStep: Step;
  readonly dueAt: Date;
  readonly escalateAt: Date;
};

type Rule = Requirement<SubmissionFacts, Refusal<SubmissionCode>>;

const refusal = (code: SubmissionCode, rule: RuleId, [zh, en]: readonly [string, string]): Refusal<SubmissionCode> => ({
  code,
  rule,
  message: text(zh, en),
});

const isDraft: Rule = ({ request }) =>
  request.state === 'draft'
    ? null
    : refusal('REQUEST_NOT_DRAFT', 'CR-4', ['该申请已提交。', 'The request was submitted already.']);

const long = (words: string | null, least: number): boolean => words !== null && words.trim().length >= least;

/** What is missing in the form, by the name of the field; null when nothing is. */
export const missingField = ({ request, files, hasOutsider }: SubmissionFacts): string | null => {
  const { asks } = requestKinds[request.kind];
  if (asks.includes('scope') ? request.scope === null : namesNothing(request, files.length))
    return asks.includes('scope') ? 'scope' : 'files';
  if (!long(request.purpose, 4)) return 'purpose';
  if (!long(request.reason, 4)) return 'reason';
  if (request.untilOn === null) return 'untilOn';
  if (asks.includes('safeguards') && !long(request.safeguards, 4)) return 'safeguards';
  if (asks.includes('outsider') && !hasOutsider) return 'outsider';
  if (asks.includes('recipient') && !long(request.recipient, 2)) return 'recipient';
  const plain = ['pages', 'copies', 'loanDays', 'carrierId'] as const;
  return plain.find((field) => asks.includes(field) && request[field] === null) ?? null;
};

const namesNothing = ({ fields, described, showsClient }: AccessRequest, files: number): boolean =>
  files === 0 && fields.length === 0 && !long(described, 4) && !showsClient;

const complete: Rule = (facts) => {
  const field = missingField(facts);
  const { rule } = requestKinds[facts.request.kind];
  return field === null
    ? null
    : refusal('FORM_INCOMPLETE', rule, [`申请未填写完整：${field}。`, `The form is not complete: ${field}.`]);
};

/** Words are read by many; a phone or identity number has its place in the record (CR-2.02). */
const wordsOnly: Rule = ({ request: { described, purpose, reason, safeguards, recipient } }) =>
  [described, purpose, reason, safeguards, recipient].some(hasNumberInWords)
    ? refusal('NUMBERS_IN_WORDS', 'CR-2.02', [
        '文字说明中不得填写电话或证件号码。',
        'Phone and identity numbers do not belong into the words.',
      ])
    : null;

const knownPeople: Rule = ({ colleagues }) =>
  colleagues
    ? null
    : refusal('COLLEAGUE_UNKNOWN', 'CR-4', ['所指人员不在职。', 'Somebody who is named does not work here.']);

const withinPeriod: Rule = ({ request, policy, now }) => {
  const today = siteDate(now);
  const most = policy.params[requestKinds[request.kind].longest ?? 'grant.mostDays'];
  const fits = request.untilOn !== null && request.untilOn >= today && request.untilOn <= addDays(today, most);
  return fits
    ? null
    : refusal('GRANT_TOO_LONG', 'CR-4', [
        `期限须在今日起${most}天内。`,
        `The last day lies within ${most} days from today.`,
      ]);
};

const shortLoan: Rule = ({ request, policy }) => {
  const most = policy.params['loan.mostDays'];
  return request.kind !== 'borrow' || (request.loanDays !== null && request.loanDays <= most)
    ? null
    : refusal('LOAN_TOO_LONG', 'CR-4.04', [`借阅不得超过${most}天。`, `A file is borrowed for ${most} days at most.`]);
};

const onPaper: Rule = ({ request, files }) =>
  request.kind === 'borrow' && files.some(({ carrier }) => carrier !== 'paper')
    ? refusal('NOT_ON_PAPER', 'CR-4.04', ['只有纸质档案可以外借。', 'Only paper files are lent.'])
    : null;

const stillKept: Rule = ({ files }) =>
  files.every(({ kept }) => kept)
    ? null
    : refusal('FILE_NOT_KEPT', 'CR-3.05', ['档案已销毁。', 'The file was destroyed.']);

export const submissionRules = [isDraft, complete, wordsOnly, knownPeople, withinPeriod, shortLoan, onPaper, stillKept];

/** CR-4.01–CR-4.07: a complete form goes to whom its kind names, one after the other, each within a time. */
export const decideSubmission = (facts: SubmissionFacts): Decision<RequestSubmitted, Refusal<SubmissionCode>> => {
  const { now, request, policy } = facts;
  const kind = requestKinds[request.kind];
  const classified = facts.files.some((file) => file.classified);
  const why = reasoning(now).under(policy).apply('CR-4', kind.rule);
  why
    .fact('kind', request.kind)
    .fact('untilOn', request.untilOn)
    .fact('files', facts.files.length)
    .fact('described', request.described !== null);
  const refusal = firstRefusal(submissionRules, facts);
  if (refusal) return refused(refusal, why.explain(refusal.code, refusal.message));
  const viewApprover = policy.params['view.approver'];
  const plan = kind.plan({ classified, viewApprover });
  const nextStep = plan[0] as Step;
  const deadlines = deadlinesOf(nextStep, now, policy.params);
  why
    .fact('plan', plan)
    .fact('viewApprover', viewApprover)
    .fact('dueAt', deadlines.dueAt.toISOString(), deadlines.dueAt);
  const said = text('申请已提交，逐级审批。', 'The request is submitted and goes from step to step.');
  return accepted([{ type: 'RequestSubmitted', plan, nextStep, ...deadlines }], why.explain('submitted', said));
};
