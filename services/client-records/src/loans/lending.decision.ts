import {
  accepted,
  addDays,
  type Decision,
  endOfDay,
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
import { endOfGrant, type Grant } from '../grants/index.ts';
import type { RecordsPolicy } from '../policies/index.ts';
import type { AccessRequest } from '../requests/index.ts';

export type LendingFacts = {
  readonly now: Date;
  /** The specialist enters the loan and signs; then the borrower signs and has the papers. */
  readonly act: 'enter' | 'sign';
  readonly byId: string;
  readonly request: Pick<AccessRequest, 'kind' | 'state' | 'requesterId' | 'readerId' | 'loanDays'>;
  readonly grant: Grant | null;
  /** Whether a line for it stands in the register, and is not signed by the borrower yet. */
  readonly entered: boolean;
  /** The last days of what the borrower has at home. */
  readonly borrowed: readonly string[];
  readonly files: readonly { readonly kept: boolean; readonly out: boolean }[];
  readonly policy: PolicyVersion<RecordsPolicy>;
};

export type LendingCode =
  | 'NOT_A_LOAN'
  | 'APPROVAL_USED'
  | 'GRANT_OVER'
  | 'OWN_REQUEST'
  | 'NOT_THE_BORROWER'
  | 'LOAN_ENTERED'
  | 'LOAN_NOT_ENTERED'
  | 'LOAN_OVERDUE'
  | 'FILE_ON_LOAN'
  | 'FILE_NOT_KEPT';

export type LoanEntered = { readonly type: 'LoanEntered' };
export type LoanSigned = {
  readonly type: 'LoanSigned';
  readonly lentOn: string;
  readonly dueOn: string;
  readonly headOn: string;
};

type Rule = Requirement<LendingFacts, Refusal<LendingCode>>;

const refusal = (code: LendingCode, rule: RuleId, [zh, en]: readonly [string, string]): Refusal<LendingCode> => ({
  code,
  rule,
  message: text(zh, en),
});

/** Good for one loan: after the return it is asked for anew (S16). */
const approved: Rule = ({ request, grant, now }) => {
  if (request.kind !== 'borrow' || grant === null)
    return refusal('NOT_A_LOAN', 'CR-4.04', ['该申请不是已批准的借阅。', 'This is no approved request to borrow.']);
  const end = endOfGrant(grant, now);
  if (end === 'used')
    return refusal('APPROVAL_USED', 'CR-4.04', [
      '该批准已使用，再借须重新申请。',
      'The approval was used; to borrow again is asked for anew.',
    ]);
  return end === null && request.state === 'approved'
    ? null
    : refusal('GRANT_OVER', 'CR-4', ['借阅批准已终止。', 'The approval is over.']);
};

const twoPeople: Rule = ({ act, byId, request }) => {
  const party = byId === request.readerId || byId === request.requesterId;
  if (act === 'enter')
    return party
      ? refusal('OWN_REQUEST', 'CR-4', ['本人的借阅由他人登记。', 'Somebody else enters an own loan.'])
      : null;
  return byId === request.readerId
    ? null
    : refusal('NOT_THE_BORROWER', 'CR-4.04', ['须由借阅人本人签字。', 'The borrower signs.']);
};

const inOrder: Rule = ({ act, entered }) => {
  if (act === 'enter')
    return entered
      ? refusal('LOAN_ENTERED', 'CR-4.04', ['已登记，待借阅人签字。', 'It is entered and waits for the borrower.'])
      : null;
  return entered
    ? null
    : refusal('LOAN_NOT_ENTERED', 'CR-4.04', ['尚未登入外借登记册。', 'It is not entered in the register yet.']);
};

const nothingOverdue: Rule = ({ borrowed, now }) =>
  borrowed.some((dueOn) => endOfDay(dueOn) <= now)
    ? refusal('LOAN_OVERDUE', 'CR-4.05', [
        '有逾期未还的档案，不得再借。',
        'Something is overdue: nothing more is lent.',
      ])
    : null;

const onTheShelf: Rule = ({ files }) => {
  if (files.some(({ out }) => out))
    return refusal('FILE_ON_LOAN', 'CR-4.04', ['档案已借出。', 'The file is out already.']);
  return files.every(({ kept }) => kept)
    ? null
    : refusal('FILE_NOT_KEPT', 'CR-3.05', ['档案已销毁。', 'The file was destroyed.']);
};

export const lendingRules = [approved, twoPeople, inOrder, nothingOverdue, onTheShelf];

/** CR-4.04, CR-4.05: enters a loan, or signs it; due by the end of the last day, counted from the day after that of borrowing. */
export const decideLending = (facts: LendingFacts): Decision<LoanEntered | LoanSigned, Refusal<LendingCode>> => {
  const { now, act, request, policy, borrowed } = facts;
  const why = reasoning(now).under(policy).apply('CR-4.04');
  why.fact('act', act).fact('loanDays', request.loanDays).fact('dueDaysOfOtherLoans', borrowed);
  const refusal = firstRefusal(lendingRules, facts);
  if (refusal) {
    if (refusal.rule === 'CR-4.05') why.apply('CR-4.05');
    return refused(refusal, why.explain(refusal.code, refusal.message));
  }
  if (act === 'enter') return accepted([{ type: 'LoanEntered' }], why.explain('loan-entered', entered));
  const lentOn = siteDate(now);
  const most = policy.params['loan.mostDays'];
  const dueOn = addDays(lentOn, Math.min(request.loanDays ?? most, most));
  const headOn = addDays(dueOn, 1 + policy.params['loan.headAfterDays']);
  why.apply('CR-4.05').fact('lentOn', lentOn).fact('dueOn', dueOn).fact('headOn', headOn);
  return accepted([{ type: 'LoanSigned', lentOn, dueOn, headOn }], why.explain('lent', lent));
};

const entered = text(
  '借阅已登册，档案专员已签字，待借阅人签字。',
  'The loan is entered and signed by the specialist; the borrower signs next.',
);
const lent = text(
  '借阅人已签字，档案借出，至到期日终了前归还。',
  'The borrower has signed and has the papers until the end of the last day.',
);
