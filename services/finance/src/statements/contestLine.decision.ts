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
import { longestReason } from './objection.ts';
import type { Statement, StatementLine } from './statement.ts';

export type ContestFacts = {
  readonly statement: Pick<Statement, 'state' | 'month'>;
  readonly line: Pick<StatementLine, 'id' | 'source' | 'kind' | 'amountFen' | 'state'>;
  readonly isContested: boolean;
  readonly reason: string;
  readonly now: Date;
};

/** `takesOut`: the statement is not approved yet, so the line leaves it; else it is held back from the payment. */
export type LineContested = { readonly type: 'LineContested'; readonly takesOut: boolean };
export type ContestCode = 'STATEMENT_STATE' | 'LINE_NOT_CONTESTABLE' | 'ALREADY_CONTESTED' | 'BAD_INPUT';
type Rule = Requirement<ContestFacts, Refusal<ContestCode>>;

const isNotPaid: Rule = ({ statement }) =>
  ['drafted', 'checked', 'approved'].includes(statement.state)
    ? null
    : {
        code: 'STATEMENT_STATE',
        rule: 'FI-1.09',
        message: text(
          '已支付或退回的结算单不能提出异议。',
          'A statement that is paid or sent back cannot be contested.',
        ),
      };

const isPosting: Rule = ({ line }) =>
  line.source === 'posting'
    ? null
    : {
        code: 'LINE_NOT_CONTESTABLE',
        rule: 'FI-1.09',
        message: text(
          '罚款请对处罚本身提出异议；结转请对原结算项目提出异议。',
          'Contest the fine itself, or the line that was carried over.',
        ),
      };

const isNotContested: Rule = ({ isContested }) =>
  isContested
    ? {
        code: 'ALREADY_CONTESTED',
        rule: 'FI-1.09',
        message: text('该项异议正在处理。', 'This line is contested already.'),
      }
    : null;

const hasReason: Rule = ({ reason }) =>
  reason.trim().length > 0 && reason.length <= longestReason
    ? null
    : {
        code: 'BAD_INPUT',
        rule: null,
        message: text('请说明理由，1000 字以内。', 'Give a reason of up to 1,000 characters.'),
      };

export const contestRules: readonly Rule[] = [isNotPaid, isPosting, isNotContested, hasReason];

/** FI-1.09: may this line be contested? Then it is frozen until somebody else has ruled. */
export const decideContest = (facts: ContestFacts): Decision<LineContested, Refusal<ContestCode>> => {
  const { statement, line, now } = facts;
  const reasons = reasoning(now).apply('FI-1.09').fact('month', statement.month).fact('line', line.id);
  reasons.fact('kind', line.kind).fact('amount', line.amountFen).fact('state', statement.state);
  const refusal = firstRefusal(contestRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const takesOut = statement.state !== 'approved' && line.state === 'counted';
  const summary = text('该项已提出异议，裁定前冻结。', 'The line is contested and stays frozen until it is ruled on.');
  return accepted([{ type: 'LineContested', takesOut }], reasons.explain('contested', summary));
};
