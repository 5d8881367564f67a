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
  readonly line: Pick<StatementLine, 'id' | 'source' | 'sourceId' | 'kind' | 'amountFen' | 'state'>;
  readonly isContested: boolean;
  readonly reason: string;
  readonly now: Date;
};

/** `takesOut`: the statement is not approved yet, so the line leaves it; else it is held back from the payment. */
export type LineContested = { readonly type: 'LineContested'; readonly takesOut: boolean };
export type ContestCode =
  | 'STATEMENT_STATE'
  | 'CONTEST_THE_FINE'
  | 'LINE_NOT_CONTESTABLE'
  | 'ALREADY_CONTESTED'
  | 'BAD_INPUT';
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

const isNoFine: Rule = ({ line }) =>
  line.source === 'deduction'
    ? {
        code: 'CONTEST_THE_FINE',
        rule: 'FI-3',
        message: text(
          `请对处罚本身提出异议（处罚 ${line.sourceId}）；裁定前不扣除。`,
          `Contest the fine itself (fine ${line.sourceId}); nothing is deducted before the ruling.`,
        ),
      }
    : null;

/** Its lines were settled with their own statement; before that, each could be contested. */
const isNotCarriedOver: Rule = ({ line }) =>
  line.source === 'carry-over'
    ? {
        code: 'LINE_NOT_CONTESTABLE',
        rule: 'FI-1.09',
        message: text(
          '结转为上期已结清结算单的余额；其项目须在该单支付前提出异议，其后的错误在下期更正。',
          'What was carried over was settled with its statement, whose lines could be contested until then; later mistakes are corrected in the next one.',
        ),
      }
    : null;

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

export const contestRules: readonly Rule[] = [isNoFine, isNotCarriedOver, isNotPaid, isNotContested, hasReason];

/** FI-1.09: may this line be contested? Then it is frozen until somebody else has ruled. */
export const decideContest = (facts: ContestFacts): Decision<LineContested, Refusal<ContestCode>> => {
  const { statement, line, now } = facts;
  const reasons = reasoning(now).apply('FI-1.09').fact('month', statement.month).fact('line', line.id);
  reasons
    .fact('source', line.source)
    .fact('sourceId', line.sourceId)
    .fact('kind', line.kind)
    .fact('amount', line.amountFen)
    .fact('state', statement.state);
  const refusal = firstRefusal(contestRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const takesOut = statement.state !== 'approved' && line.state === 'counted';
  const summary = text('该项已提出异议，裁定前冻结。', 'The line is contested and stays frozen until it is ruled on.');
  return accepted([{ type: 'LineContested', takesOut }], reasons.explain('contested', summary));
};
