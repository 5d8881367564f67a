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
import { type ContestedLine, longestReason, type Objection } from './objection.ts';

export type RulingFacts = {
  readonly objection: Pick<Objection, 'state' | 'staffId' | 'reason' | 'contestedAt'>;
  readonly line: ContestedLine;
  /** What the deal of the line earns; null for a line without one. */
  readonly commissionFen: number | null;
  readonly actorId: string;
  /** What the line should have been; null dismisses the objection. */
  readonly correctFen: number | null;
  readonly ruling: string;
  readonly now: Date;
};

/** `differenceFen` is posted for the person; the line itself is free again. */
export type ObjectionRuled = {
  readonly type: 'ObjectionRuled';
  readonly state: 'dismissed' | 'upheld';
  readonly differenceFen: number;
};
export type RulingCode = 'OBJECTION_CLOSED' | 'OWN_OBJECTION' | 'BAD_CORRECTION' | 'BAD_INPUT';
type Rule = Requirement<RulingFacts, Refusal<RulingCode>>;

const isOpen: Rule = ({ objection }) =>
  objection.state === 'open'
    ? null
    : {
        code: 'OBJECTION_CLOSED',
        rule: 'FI-1.09',
        message: text('该异议已裁定。', 'The objection is ruled on already.'),
      };

const isSomebodyElses: Rule = ({ objection, actorId }) =>
  objection.staffId === actorId
    ? {
        code: 'OWN_OBJECTION',
        rule: 'FI-1.09',
        message: text('不得裁定本人的异议。', "Nobody rules on one's own objection."),
      }
    : null;

/** A correction leads to another amount, and to none beyond what the deal earns, or beyond nothing at all. */
const correctionFits: Rule = ({ correctFen, line, commissionFen }) => {
  if (correctFen === null) return null;
  const message = text(
    '更正金额须不同于原金额，且不超过该套佣金。',
    'The correct amount is another one, and not above what the deal earns.',
  );
  const limit = commissionFen ?? Math.abs(line.amountFen);
  const fits = Number.isSafeInteger(correctFen) && correctFen !== line.amountFen && Math.abs(correctFen) <= limit;
  return fits ? null : { code: 'BAD_CORRECTION', rule: 'FI-1.09', message };
};

const hasRuling: Rule = ({ ruling }) =>
  ruling.trim().length > 0 && ruling.length <= longestReason
    ? null
    : {
        code: 'BAD_INPUT',
        rule: null,
        message: text('请说明裁定理由，1000 字以内。', 'Give the reasons in up to 1,000 characters.'),
      };

export const rulingRules: readonly Rule[] = [isOpen, isSomebodyElses, correctionFits, hasRuling];

/** FI-1.09: rules on an objection: dismissed, the line stands; upheld, the difference to the correct amount is posted. */
export const decideRuling = (facts: RulingFacts): Decision<ObjectionRuled, Refusal<RulingCode>> => {
  const { objection, line, actorId, correctFen, now } = facts;
  const reasons = reasoning(now).apply('FI-1.09').fact('contestedBy', objection.staffId, objection.contestedAt);
  reasons.fact('ruledBy', actorId, now).fact('amount', line.amountFen).fact('correct', correctFen);
  const refusal = firstRefusal(rulingRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  if (correctFen === null) {
    const summary = text('异议不成立，原项目解冻。', 'The objection is dismissed; the line is released.');
    return accepted(
      [{ type: 'ObjectionRuled', state: 'dismissed', differenceFen: 0 }],
      reasons.explain('dismissed', summary),
    );
  }
  const differenceFen = correctFen - line.amountFen;
  reasons.fact('difference', differenceFen);
  const amount = formatYuan(differenceFen);
  const summary = text(
    `异议成立，更正 ${amount} 元，原项目解冻。`,
    `The objection is upheld: corrected by ${amount}; the line is released.`,
  );
  return accepted([{ type: 'ObjectionRuled', state: 'upheld', differenceFen }], reasons.explain('upheld', summary));
};
