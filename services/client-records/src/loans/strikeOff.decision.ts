import {
  accepted,
  type Decision,
  endOfDay,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Loan } from './loan.ts';

export type StrikeOffFacts = { readonly now: Date; readonly byId: string; readonly loan: Loan };
export type StrikeOffCode = 'LOAN_NOT_OUT' | 'OWN_REQUEST';
export type LoanStruckOff = { readonly type: 'LoanStruckOff'; readonly late: boolean };

type Rule = Requirement<StrikeOffFacts, Refusal<StrikeOffCode>>;

const isOut: Rule = ({ loan }) =>
  loan.dueOn !== null && loan.returnedAt === null
    ? null
    : { code: 'LOAN_NOT_OUT', rule: 'CR-4.05', message: text('该档案未借出或已归还。', 'The file is not out.') };

const anotherPerson: Rule = ({ loan, byId }) =>
  loan.borrowerId === byId
    ? {
        code: 'OWN_REQUEST',
        rule: 'CR-4.05',
        message: text('归还由他人注销。', 'Somebody else strikes off what one brings back.'),
      }
    : null;

export const strikeOffRules = [isOut, anotherPerson];

/** CR-4.05: what came back is struck off the register, by somebody else than who brings it. */
export const decideStrikeOff = (facts: StrikeOffFacts): Decision<LoanStruckOff, Refusal<StrikeOffCode>> => {
  const { now, loan } = facts;
  const why = reasoning(now).apply('CR-4.05').fact('dueOn', loan.dueOn);
  const refusal = firstRefusal(strikeOffRules, facts);
  if (refusal) return refused(refusal, why.explain(refusal.code, refusal.message));
  const late = loan.dueOn !== null && endOfDay(loan.dueOn) <= now;
  const said = text('档案已归还，登记册已注销。', 'The file is back and struck off the register.');
  return accepted([{ type: 'LoanStruckOff', late }], why.fact('late', late).explain('struck-off', said));
};
