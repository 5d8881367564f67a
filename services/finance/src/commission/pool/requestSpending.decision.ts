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
import { longestPurpose } from './spending.ts';

export type RequestFacts = {
  readonly amountFen: number;
  readonly purpose: string;
  /** What stands in the pool now. */
  readonly balanceFen: number;
  readonly requesterId: string;
  readonly now: Date;
};
export type SpendingRequested = { readonly type: 'SpendingRequested' };
export type RequestCode = 'BAD_INPUT' | 'POOL_TOO_LOW';
type Rule = Requirement<RequestFacts, Refusal<RequestCode>>;

const isAnAmount: Rule = ({ amountFen }) =>
  Number.isSafeInteger(amountFen) && amountFen > 0
    ? null
    : { code: 'BAD_INPUT', rule: null, message: text('金额须为正数。', 'The amount must be positive.') };

const hasPurpose: Rule = ({ purpose }) =>
  purpose.trim().length > 0 && purpose.length <= longestPurpose
    ? null
    : {
        code: 'BAD_INPUT',
        rule: null,
        message: text('请说明用途，500 字以内。', 'Give a purpose of up to 500 characters.'),
      };

const poolSuffices: Rule = ({ amountFen, balanceFen }) =>
  amountFen <= balanceFen
    ? null
    : { code: 'POOL_TOO_LOW', rule: 'FI-1.08', message: text('公佣余额不足。', 'The pool does not hold as much.') };

export const requestRules: readonly Rule[] = [isAnAmount, hasPurpose, poolSuffices];

/** FI-1.08: may this be asked for? Never more than the pool holds. */
export const decideRequest = (facts: RequestFacts): Decision<SpendingRequested, Refusal<RequestCode>> => {
  const { amountFen, balanceFen, requesterId, now } = facts;
  const reasons = reasoning(now).apply('FI-1.08').fact('amount', amountFen).fact('balance', balanceFen, now);
  reasons.fact('requestedBy', requesterId, now);
  const refusal = firstRefusal(requestRules, facts);
  if (refusal) return refused(refusal, reasons.explain(refusal.code, refusal.message));
  const amount = formatYuan(amountFen);
  const summary = text(
    `申请动用公佣 ${amount} 元，待销售总监批准。`,
    `${amount} of the pool is asked for; the sales director decides.`,
  );
  return accepted([{ type: 'SpendingRequested' }], reasons.explain('requested', summary));
};
