import {
  accepted,
  type Decision,
  formatYuan,
  type Reasoning,
  type Refusal,
  reasoning,
  type Text,
  text,
} from '@shouwen/kernel';
import { type AccountRef, type Entry, raiseBy } from '../ledger/index.ts';
import { decideMove, type MoveCode, type MoveFacts } from './moveStatement.decision.ts';
import { type Statement, type StatementLine, totalOf } from './statement.ts';

export type PaymentFacts = Omit<MoveFacts, 'act' | 'statement'> & {
  readonly statement: Pick<
    Statement,
    'siteId' | 'staffId' | 'month' | 'state' | 'draftedBy' | 'checkedBy' | 'totalFen'
  >;
  /** The lines that count in the approved statement. */
  readonly lines: readonly StatementLine[];
  /** Lines contested, disputed or, for a fine, taken back since: they stay out. */
  readonly heldBack: readonly string[];
};

export type StatementPaid = {
  readonly type: 'StatementPaid';
  readonly paidFen: number;
  /** 0 or negative. */
  readonly carriedFen: number;
  readonly settled: readonly StatementLine[];
  readonly entries: readonly Entry[];
};

/**
 * FI-1.07: settles an approved statement. What is owed and claimed by its lines is cleared, fines are booked, the rest is paid; where
 * more is taken off than was earned nothing is paid, and the next statement takes the rest over.
 */
export const decidePayment = (facts: PaymentFacts): Decision<StatementPaid, Refusal<MoveCode>> => {
  const move = decideMove({ ...facts, act: 'pay' });
  if (move.outcome === 'refused') return move;
  const { statement, lines, heldBack, now, actorId } = facts;
  const settled = lines.filter(({ id }) => !heldBack.includes(id));
  const totalFen = totalOf(settled);
  const [paidFen, carriedFen] = totalFen > 0 ? [totalFen, 0] : [0, totalFen];
  const reasons = reasoning(now).apply('FI-1.07').fact('month', statement.month).fact('approved', statement.totalFen);
  reasons.fact('by', actorId, now).fact('paid', paidFen).fact('carriedOver', carriedFen);
  explainHeldBack(facts, reasons);
  const entries = paymentEntries(statement, settled, { paidFen, carriedFen });
  const event: StatementPaid = { type: 'StatementPaid', paidFen, carriedFen, settled, entries };
  return accepted([event], reasons.explain('paid', summaryOf(paidFen, carriedFen)));
};

const explainHeldBack = ({ lines, heldBack }: PaymentFacts, reasons: Reasoning): void => {
  if (heldBack.length === 0) return;
  reasons.apply('FI-1.09').fact('heldBack', totalOf(lines.filter(({ id }) => heldBack.includes(id))));
};

const summaryOf = (paidFen: number, carriedFen: number): Text =>
  carriedFen < 0
    ? text(
        `不足抵扣，${formatYuan(carriedFen)} 元结转下期。`,
        `${formatYuan(carriedFen)} is carried over to the next statement.`,
      )
    : text(`实付 ${formatYuan(paidFen)} 元。`, `${formatYuan(paidFen)} is paid.`);

type Result = { readonly paidFen: number; readonly carriedFen: number };

const paymentEntries = (
  { siteId, staffId }: PaymentFacts['statement'],
  lines: readonly StatementLine[],
  { paidFen, carriedFen }: Result,
): Entry[] => {
  const own = (kind: AccountRef['kind']): AccountRef => ({ kind, siteId, holderId: staffId });
  const common = (kind: AccountRef['kind']): AccountRef => ({ kind, siteId, holderId: null });
  const cleared = lines.map(({ source, accountKind, amountFen }): Entry => {
    if (accountKind !== null) return { account: own(accountKind), amountFen };
    // A fine is kept back: it raises what was deducted. What was carried over is set off now.
    return source === 'deduction'
      ? { account: common('deductions'), amountFen: raiseBy('deductions', -amountFen) }
      : { account: own('carry-over'), amountFen: raiseBy('carry-over', amountFen) };
  });
  const left = { account: own('carry-over'), amountFen: raiseBy('carry-over', -carriedFen) };
  return [...cleared, { account: common('cash'), amountFen: -paidFen }, left];
};
