import {
  accepted,
  type Decision,
  firstRefusal,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';
import type { Statement, StatementState } from './statement.ts';

/** The steps of a statement before its payment. */
export type StatementAct = 'check' | 'approve' | 'return';

export type MoveFacts = {
  readonly act: StatementAct | 'pay';
  readonly actorId: string;
  readonly statement: Pick<Statement, 'state' | 'staffId' | 'draftedBy' | 'checkedBy' | 'month' | 'totalFen'>;
  readonly now: Date;
};

export type StatementMoved = { readonly type: 'StatementMoved'; readonly to: StatementState };
export type MoveCode = 'STATEMENT_STATE' | 'OWN_STATEMENT' | 'FOUR_EYES';
type Rule = Requirement<MoveFacts, Refusal<MoveCode>>;

const steps: Readonly<
  Record<
    MoveFacts['act'],
    { readonly from: readonly StatementState[]; readonly to: StatementState; readonly done: Text }
  >
> = {
  check: { from: ['drafted'], to: 'checked', done: text('结算单已复核。', 'The statement is checked.') },
  approve: { from: ['checked'], to: 'approved', done: text('结算单已批准。', 'The statement is approved.') },
  return: {
    from: ['drafted', 'checked'],
    to: 'returned',
    done: text('结算单已退回，可重新编制。', 'The statement is sent back and may be drafted anew.'),
  },
  pay: { from: ['approved'], to: 'paid', done: text('结算单已结清。', 'The statement is settled.') },
};

const isAtThatStep: Rule = ({ act, statement }) =>
  steps[act].from.includes(statement.state)
    ? null
    : {
        code: 'STATEMENT_STATE',
        rule: 'FI-1.07',
        message: text('结算单当前状态不允许此操作。', 'The statement is not at the step for this.'),
      };

const isNotOwn: Rule = ({ act, actorId, statement }) =>
  act === 'return' || actorId !== statement.staffId
    ? null
    : {
        code: 'OWN_STATEMENT',
        rule: 'FI-1.07',
        message: text('不得处理本人的结算单。', "Nobody checks, approves or pays one's own statement."),
      };

const eachStepByAnother: Rule = ({ act, actorId, statement }) => {
  const before =
    act === 'check' ? [statement.draftedBy] : act === 'approve' ? [statement.draftedBy, statement.checkedBy] : [];
  const message = text(
    '编制、复核、批准须由不同的人办理。',
    'Drafting, checking and approving are done by different people.',
  );
  return before.includes(actorId) ? { code: 'FOUR_EYES', rule: 'FI-1.07', message } : null;
};

export const moveRules: readonly Rule[] = [isAtThatStep, isNotOwn, eachStepByAnother];

/** FI-1.07: may this person take this step with the statement? Drafted, checked and approved by three people, never by its owner. */
export const decideMove = (facts: MoveFacts): Decision<StatementMoved, Refusal<MoveCode>> => {
  const { act, actorId, statement, now } = facts;
  const reasons = reasoning(now).apply('FI-1.07').fact('month', statement.month).fact('total', statement.totalFen);
  reasons.fact('draftedBy', statement.draftedBy).fact('checkedBy', statement.checkedBy).fact('by', actorId, now);
  const refusal = firstRefusal(moveRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const { to, done } = steps[act];
  return accepted([{ type: 'StatementMoved', to }], reasons.explain(to, done));
};
