import {
  accepted,
  type Decision,
  deadlineAfterDays,
  formatYuan,
  type PolicyVersion,
  type Refusal,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import { type Unit, type UnitRefusal, unitFor, unitName } from '../../units/index.ts';
import type { PriceScheme } from '../priceScheme.ts';
import { lowestPriceFen } from './priceRules.ts';

export type AskFacts = {
  readonly unit: Unit;
  readonly clientId: string;
  readonly priceFen: number;
  readonly scheme: PolicyVersion<PriceScheme> | null;
  readonly at: Date;
};
export type PriceAsked = { readonly type: 'PriceAsked'; readonly priceFen: number };
export type AskRefusal = UnitRefusal | Refusal<'BAD_INPUT' | 'PRICE_NEEDS_NO_APPROVAL'>;

/** SR-9.03: a price below that of the scheme is asked for before it is promised. */
export const decideAskPrice = (facts: AskFacts): Decision<PriceAsked, AskRefusal> => {
  const { unit, clientId, priceFen, scheme, at } = facts;
  const lowest = lowestPriceFen(facts);
  const why = reasoning(at).apply('SR-9.03').fact('unit', unitName(unit)).fact('listPrice', unit.listPriceFen);
  why.fact('schemePrice', lowest).fact('price', priceFen, at);
  if (scheme) why.under(scheme);
  const unavailable = unitFor(unit, clientId);
  if (unavailable) return refused(unavailable, why.explain('refused', unavailable.message));
  if (!Number.isSafeInteger(priceFen) || priceFen <= 0) {
    const message = text('价格须为正整数分。', 'A price is whole fen and positive.');
    return refused({ code: 'BAD_INPUT', rule: 'SR-9.03', message }, why.explain('refused', message));
  }
  if (priceFen >= lowest) {
    const message = text('此价格无须审批。', 'This price needs no approval.');
    return refused({ code: 'PRICE_NEEDS_NO_APPROVAL', rule: 'SR-9.03', message }, why.explain('refused', message));
  }
  const price = formatYuan(priceFen);
  const summary = text(`申请以 ${price} 元成交。`, `A price of ${price} is asked for.`);
  return accepted([{ type: 'PriceAsked', priceFen }], why.explain('asked', summary));
};

export type RulingFacts = {
  readonly state: 'pending' | 'approved' | 'refused';
  readonly priceFen: number;
  readonly requestedBy: string;
  /** Who decides. */
  readonly staffId: string;
  readonly approve: boolean;
  readonly at: Date;
  readonly zone: string;
  readonly policy: PolicyVersion<SalesPolicy>;
};
export type PriceRuled = { readonly type: 'PriceRuled'; readonly approved: boolean; readonly validUntil: Date | null };
export type RulingRefusal = Refusal<'PRICE_REQUEST_DECIDED' | 'OWN_PRICE_REQUEST'>;

/** SR-9.03: somebody else than who asked approves or refuses; an approval is good for the days of the policy. */
export const decideRulePrice = (facts: RulingFacts): Decision<PriceRuled, RulingRefusal> => {
  const { state, priceFen, requestedBy, staffId, approve, at, zone, policy } = facts;
  const days = policy.params['price.approvalDays'];
  const why = reasoning(at).apply('SR-9.03').under(policy).fact('price', priceFen).fact('requestedBy', requestedBy);
  why.fact('decidedBy', staffId, at).fact('price.approvalDays', days);
  if (state !== 'pending') {
    const message = text('该申请已有决定。', 'This request was decided before.');
    return refused({ code: 'PRICE_REQUEST_DECIDED', rule: 'SR-9.03', message }, why.explain('refused', message));
  }
  if (staffId === requestedBy) {
    const message = text('不得批准本人的申请。', 'Nobody decides their own request.');
    return refused({ code: 'OWN_PRICE_REQUEST', rule: 'SR-9.03', message }, why.explain('refused', message));
  }
  if (!approve) {
    const no = text('申请未获批准。', 'The price is not approved.');
    return accepted([{ type: 'PriceRuled', approved: false, validUntil: null }], why.explain('not approved', no));
  }
  const validUntil = deadlineAfterDays(siteDate(at, zone), days, zone);
  why.fact('validUntil', validUntil.toISOString(), validUntil);
  const yes = text('价格获批，限该客户、该房源使用一次。', 'The price is approved for that client and unit, once.');
  return accepted([{ type: 'PriceRuled', approved: true, validUntil }], why.explain('approved', yes));
};
