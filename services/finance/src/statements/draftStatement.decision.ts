import {
  accepted,
  type Decision,
  firstRefusal,
  formatYuan,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Month } from '../ledger/index.ts';
import { type OpenItem, type Statement, totalOf } from './statement.ts';

export type DraftFacts = {
  readonly month: Month;
  /** The month that the site's calendar shows now. */
  readonly currentMonth: Month;
  /** The person's statements at the site, returned ones left out. */
  readonly statements: readonly Pick<Statement, 'month' | 'state'>[];
  readonly items: readonly OpenItem[];
  readonly now: Date;
};

export type StatementDrafted = {
  readonly type: 'StatementDrafted';
  readonly totalFen: number;
  readonly counted: readonly OpenItem[];
  readonly frozen: readonly OpenItem[];
};

export type DraftCode =
  | 'MONTH_NOT_OVER'
  | 'STATEMENT_EXISTS'
  | 'STATEMENT_OPEN'
  | 'LATER_STATEMENT_EXISTS'
  | 'NOTHING_TO_SETTLE';
type Rule = Requirement<DraftFacts, Refusal<DraftCode>>;

const refusal = (code: DraftCode, zh: string, en: string): Refusal<DraftCode> => ({
  code,
  rule: 'FI-1.07',
  message: text(zh, en),
});

const monthIsOver: Rule = ({ month, currentMonth }) =>
  month < currentMonth
    ? null
    : refusal('MONTH_NOT_OVER', '当月结束后才能编制结算单。', 'A statement is drafted only when the month is over.');

const noneYet: Rule = ({ month, statements }) =>
  statements.some((one) => one.month === month)
    ? refusal('STATEMENT_EXISTS', '该月结算单已编制。', 'There is a statement of this month already.')
    : null;

const noneLater: Rule = ({ month, statements }) =>
  statements.some((one) => one.month > month)
    ? refusal('LATER_STATEMENT_EXISTS', '其后月份的结算单已编制。', 'A later month has its statement already.')
    : null;

const noneOpen: Rule = ({ statements }) =>
  statements.some(({ state }) => state !== 'paid')
    ? refusal('STATEMENT_OPEN', '上期结算单尚未结清。', 'The statement before is not settled yet.')
    : null;

const somethingCounts: Rule = ({ items }) =>
  items.some(({ isFrozen }) => !isFrozen)
    ? null
    : refusal('NOTHING_TO_SETTLE', '没有可结算的项目。', 'There is nothing to settle.');

export const draftRules: readonly Rule[] = [monthIsOver, noneYet, noneLater, noneOpen, somethingCounts];

/**
 * FI-1.07: what stands in a person's statement of a month: everything in the books up to its end that is in no statement yet, so
 * that what was corrected afterwards comes in the next one. What is contested stays out (FI-1.09).
 */
export const decideDraft = (facts: DraftFacts): Decision<StatementDrafted, Refusal<DraftCode>> => {
  const { month, items, now } = facts;
  const reasons = reasoning(now).apply('FI-1.07').fact('month', month).fact('currentMonth', facts.currentMonth);
  const refused_ = firstRefusal(draftRules, facts);
  if (refused_) return refused(refused_, reasons.explain(refused_.code, refused_.message));
  const frozen = items.filter(({ isFrozen }) => isFrozen);
  const counted = items.filter(({ isFrozen }) => !isFrozen);
  for (const kind of new Set(counted.map((item) => item.kind)))
    reasons.fact(`sum.${kind}`, totalOf(counted.filter((item) => item.kind === kind)));
  if (frozen.length > 0) reasons.apply('FI-1.09').fact('frozen', totalOf(frozen));
  const totalFen = totalOf(counted);
  reasons.fact('lines', counted.length).fact('total', totalFen);
  const amount = formatYuan(totalFen);
  const summary = text(`${month} 结算 ${amount} 元。`, `The statement of ${month} comes to ${amount}.`);
  return accepted([{ type: 'StatementDrafted', totalFen, counted, frozen }], reasons.explain('drafted', summary));
};
