import {
  accepted,
  type Decision,
  firstRefusal,
  formatYuan,
  type PolicyVersion,
  type Reasoning,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Attribution } from '../ownership/index.ts';
import { type Unit, unitName } from '../units/index.ts';
import type { Channel, DealEvent } from './deal.ts';
import { type DepositRefusal, depositRequirements } from './depositRequirements.ts';
import { type PriceScheme, schemePriceFen } from './priceScheme.ts';

export type DepositFacts = {
  readonly dealId: string;
  readonly unit: Unit;
  readonly clientId: string;
  /** The visit during which the deposit is paid, null without one. */
  readonly visitId: string | null;
  /** As agreed with the client. */
  readonly priceFen: number;
  readonly channel: Channel;
  readonly introducerId: string | null;
  /** The ownership decision in force at this moment (SR-9.05). */
  readonly attribution: Attribution;
  /** Null where the site has no scheme. */
  readonly scheme: PolicyVersion<PriceScheme> | null;
  /** Whether whoever records the deposit may approve a price below that of the scheme. */
  readonly mayApprovePrice: boolean;
  readonly recordedBy: string;
  readonly closedAt: Date;
  readonly closedOn: string;
  readonly explanationId: string;
};

type DealClosed = Extract<DealEvent, { type: 'DealClosed' }>;

/**
 * SR-9.06: the formal deposit closes the deal. The unit must be available (SR-9.01, SR-3.18), the price that of the scheme unless a
 * manager approves a lower one (SR-9.03), and the deal keeps who shares it by the ownership in force (SR-9.05).
 */
export const decideCloseDeal = (facts: DepositFacts): Decision<DealClosed, DepositRefusal> => {
  const why = reasoning(facts.closedAt).apply('SR-9.01');
  factsOf(facts, why);
  const refusal = firstRefusal(depositRequirements, facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  why.apply('SR-9.06', 'SR-3.18', 'SR-9.03', 'SR-9.05', ...facts.attribution.rules);
  if (facts.channel !== 'none') why.apply('FI-1.02');
  const { unit, attribution, scheme: _, mayApprovePrice: __, ...kept } = facts;
  const { unitId, siteId, product, listPriceFen } = unit;
  const { consultants, rules } = attribution;
  const deal = { ...kept, unitId, siteId, product, listPriceFen, consultants, rules, state: 'closed' } as const;
  const price = formatYuan(facts.priceFen);
  const summary = text(
    `${unitName(unit)} 交付定金，以 ${price} 元成交。`,
    `Deposit paid for ${unitName(unit)}: closed at ${price}.`,
  );
  return accepted([{ type: 'DealClosed', deal }], why.explain('closed', summary));
};

const factsOf = (facts: DepositFacts, why: Reasoning): void => {
  const { unit, scheme, attribution } = facts;
  why.fact('unit', unitName(unit)).fact('unitState', unit.state).fact('listPrice', unit.listPriceFen);
  why.fact('price', facts.priceFen, facts.closedAt).fact('channel', facts.channel);
  if (scheme) {
    const discount = scheme.params['scheme.discountBasisPoints'];
    why.under(scheme).fact('schemeDiscountBasisPoints', discount, scheme.effectiveFrom);
    why.fact('schemePrice', schemePriceFen(unit.listPriceFen, discount));
  }
  for (const { name, value, at } of attribution.explanation.facts) why.fact(name, value, at);
  for (const { rule, because } of attribution.explanation.rejected) why.reject(rule, because);
  for (const policy of attribution.explanation.policies) why.under(policy);
  for (const { staffId, parts, role } of attribution.consultants) why.fact(`parts.${role}.${staffId}`, parts);
};
