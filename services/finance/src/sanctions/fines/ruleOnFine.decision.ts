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
import type { Fine } from '../fine.ts';

export type RulingFacts = {
  readonly fine: Fine;
  readonly rulerId: string;
  readonly upheld: boolean;
  /** Null: as confirmed. */
  readonly amountFen: number | null;
  readonly now: Date;
};
export type FineRuled = { readonly type: 'FineRuled'; readonly upheld: boolean; readonly amountFen: number };
export type RulingRefusal = Refusal<
  'FINE_NOT_CONTESTED' | 'OWN_FINE' | 'OWN_CONFIRMATION' | 'OWN_REPORT' | 'AMOUNT_OUT_OF_RANGE'
>;

type Rule = Requirement<RulingFacts, RulingRefusal>;
const refusal = (code: RulingRefusal['code'], zh: string, en: string): RulingRefusal => ({
  code,
  rule: 'FI-3',
  message: text(zh, en),
});

const isContested: Rule = ({ fine }) =>
  fine.state === 'contested'
    ? null
    : refusal('FINE_NOT_CONTESTED', '该处罚没有待裁定的异议。', 'This fine is not contested.');

const notOneself: Rule = ({ fine, rulerId }) =>
  fine.staffId === rulerId ? refusal('OWN_FINE', '不能裁定对本人的处罚。', 'Nobody rules on their own fine.') : null;

const notTheConfirmer: Rule = ({ fine, rulerId }) =>
  fine.confirmedBy === rulerId
    ? refusal('OWN_CONFIRMATION', '须由确认人以外的人裁定。', 'Somebody other than whoever confirmed it rules.')
    : null;

const notTheReporter: Rule = ({ fine, rulerId }) =>
  fine.reportedBy === rulerId || fine.proposedBy === rulerId
    ? refusal('OWN_REPORT', '须由报告人以外的人裁定。', 'Somebody other than the reporter rules.')
    : null;

/** Within the schedule, and never more than what was contested. */
const notMore: Rule = ({ fine, amountFen }) => {
  const most = fine.amountFen ?? fine.mostFen;
  const fits =
    amountFen === null || (Number.isSafeInteger(amountFen) && amountFen >= fine.leastFen && amountFen <= most);
  const [from, to] = [formatYuan(fine.leastFen), formatYuan(most)];
  return fits
    ? null
    : refusal(
        'AMOUNT_OUT_OF_RANGE',
        `金额须在 ${from} 至 ${to} 元之间。`,
        `The amount must be between ${from} and ${to} yuan.`,
      );
};

export const rulingRules: readonly Rule[] = [isContested, notOneself, notTheConfirmer, notTheReporter, notMore];

/** FI-3: a contested fine is upheld, perhaps with less, or lifted, by somebody other than whoever confirmed it. */
export const decideRuling = (facts: RulingFacts): Decision<FineRuled, RulingRefusal> => {
  const { fine, upheld } = facts;
  const reasons = reasoning(facts.now).apply('FI-3').fact('code', fine.code).fact('confirmedFen', fine.amountFen);
  const fault = firstRefusal(rulingRules, facts);
  if (fault) return refused(fault, reasons.explain('refused', fault.message));
  if (upheld && fine.code !== null) reasons.apply(fine.code);
  const amountFen = facts.amountFen ?? fine.amountFen ?? fine.leastFen;
  reasons.fact('amountFen', upheld ? amountFen : 0);
  const yuan = formatYuan(amountFen);
  const summary = upheld
    ? text(`异议不成立，罚款 ${yuan} 元。`, `The fine stands: ${yuan} yuan.`)
    : text('异议成立，处罚撤销。', 'The contest is granted: the fine is lifted.');
  return accepted([{ type: 'FineRuled', upheld, amountFen }], reasons.explain(upheld ? 'upheld' : 'lifted', summary));
};
