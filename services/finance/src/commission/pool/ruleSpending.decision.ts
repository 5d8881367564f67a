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
import type { Spending } from './spending.ts';

export type SpendingFacts = {
  readonly spending: Pick<Spending, 'amountFen' | 'state' | 'requestedBy' | 'requestedAt'>;
  readonly verdict: 'approve' | 'decline';
  /** What stands in the pool now; others who spend wait. */
  readonly balanceFen: number;
  readonly actorId: string;
  readonly now: Date;
};
export type SpendingRuled = { readonly type: 'SpendingRuled'; readonly state: 'approved' | 'declined' };
export type SpendingCode = 'SPENDING_CLOSED' | 'OWN_SPENDING' | 'POOL_TOO_LOW';
type Rule = Requirement<SpendingFacts, Refusal<SpendingCode>>;

const isOpen: Rule = ({ spending }) =>
  spending.state === 'requested'
    ? null
    : { code: 'SPENDING_CLOSED', rule: 'FI-1.08', message: text('该申请已办结。', 'The request is decided already.') };

const isSomebodyElses: Rule = ({ spending, actorId }) =>
  spending.requestedBy === actorId
    ? {
        code: 'OWN_SPENDING',
        rule: 'FI-1.08',
        message: text('不得审批本人的申请。', "Nobody decides on one's own request."),
      }
    : null;

const poolSuffices: Rule = ({ spending, verdict, balanceFen }) =>
  verdict === 'decline' || spending.amountFen <= balanceFen
    ? null
    : { code: 'POOL_TOO_LOW', rule: 'FI-1.08', message: text('公佣余额不足。', 'The pool does not hold as much.') };

export const spendingRules: readonly Rule[] = [isOpen, isSomebodyElses, poolSuffices];

/** FI-1.08: the sales director decides on spending; the pool never goes below zero by it. */
export const decideSpending = (facts: SpendingFacts): Decision<SpendingRuled, Refusal<SpendingCode>> => {
  const { spending, verdict, balanceFen, actorId, now } = facts;
  const reasons = reasoning(now).apply('FI-1.08').fact('amount', spending.amountFen).fact('balance', balanceFen, now);
  reasons.fact('requestedBy', spending.requestedBy, spending.requestedAt).fact('ruledBy', actorId, now);
  const refusal = firstRefusal(spendingRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  if (verdict === 'decline') {
    const summary = text('公佣申请未获批准。', 'The spending is declined.');
    return accepted([{ type: 'SpendingRuled', state: 'declined' }], reasons.explain('declined', summary));
  }
  reasons.fact('balanceAfter', balanceFen - spending.amountFen);
  const amount = formatYuan(spending.amountFen);
  const summary = text(`批准动用公佣 ${amount} 元。`, `${amount} of the pool may be spent.`);
  return accepted([{ type: 'SpendingRuled', state: 'approved' }], reasons.explain('approved', summary));
};
