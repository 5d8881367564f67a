import {
  accepted,
  type Decision,
  firstRefusal,
  formatYuan,
  type Reasoning,
  reasoning,
  refused,
  type Text,
  text,
} from '@shouwen/kernel';
import type { Attribution } from '../../ownership/index.ts';
import type { ValidReferral } from '../../referrals/index.ts';
import { unitName } from '../../units/index.ts';
import type { Channel, DealEvent, PaymentMethod } from '../deal.ts';
import { lowestPriceFen, type PriceFacts, usesApproval } from '../prices/priceRules.ts';
import { type ClosingRefusal, closingRequirements } from './closingRequirements.ts';

/** What closes the deal: the formal deposit is paid, or the contract is signed before any was. */
export type ClosedBy =
  | { readonly act: 'deposit' /** Null where the amount was not told. */; readonly amountFen: number | null }
  | {
      readonly act: 'contract';
      readonly paymentMethod: PaymentMethod;
      readonly drawnBy: string;
      readonly checkedBy: string;
    };

export type ClosingFacts = PriceFacts & {
  readonly dealId: string;
  readonly clientId: string;
  /** The visit during which it closes, null without one; and who was with the client. */
  readonly visitId: string | null;
  readonly closedBy: string | null;
  readonly by: ClosedBy;
  /** Earnest money that becomes part of the deal. */
  readonly earnestFen: number;
  readonly channel: Channel;
  readonly introducerId: string | null;
  /** The signed form of an employee referral (SR-5.05); null without one. */
  readonly referral: ValidReferral | null;
  /** The ownership decision in force at this moment (SR-9.05). */
  readonly attribution: Attribution;
  /** Whether whoever records it may state that the client came through the company. */
  readonly mayStateChannel: boolean;
  readonly recordedBy: string;
  readonly closedAt: Date;
  readonly closedOn: string;
  /** How many days later it is written down. */
  readonly daysLate: number;
  readonly explanationId: string;
};

type DealClosed = Extract<DealEvent, { type: 'DealClosed' }>;

/**
 * SR-9.06: the formal deposit or the signed contract, whichever is first, closes the deal. The client must be able to have the unit
 * (SR-9.01, SR-3.18), the price is that of the scheme unless a manager approved a lower one before (SR-9.03), and the deal keeps who
 * shares it by the ownership in force (SR-9.05).
 */
export const decideCloseDeal = (facts: ClosingFacts): Decision<DealClosed, ClosingRefusal> => {
  const why = reasoning(facts.closedAt).apply('SR-9.01');
  factsOf(facts, why);
  const refusal = firstRefusal(closingRequirements, facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  why.apply('SR-9.06', 'SR-3.18', 'SR-9.03', 'SR-9.05', ...facts.attribution.rules);
  if (facts.by.act === 'contract') why.apply('SR-9.04');
  if (facts.channel !== 'none') why.apply('FI-1.02');
  if (facts.channel === 'employee-referral') why.apply('SR-5.05');
  if (facts.channel === 'company-designated') why.apply('SR-5.01');
  return accepted([{ type: 'DealClosed', deal: dealOf(facts) }], why.explain('closed', summaryOf(facts)));
};

const dealOf = (facts: ClosingFacts): DealClosed['deal'] => {
  const { dealId, clientId, visitId, closedBy, priceFen, channel, introducerId, recordedBy, explanationId } = facts;
  const { closedAt, closedOn, by, earnestFen } = facts;
  const { unitId, siteId, product, listPriceFen } = facts.unit;
  const { consultants, rules } = facts.attribution;
  const paid = by.act === 'deposit' ? (by.amountFen ?? 0) : 0;
  return {
    ...{ dealId, siteId, clientId, originalClientId: clientId, unitId, visitId, closedBy, closedAt, closedOn },
    ...{ priceFen, listPriceFen, product, channel, introducerId, consultants, rules, recordedBy, explanationId },
    stage: by.act === 'contract' ? 'contracted' : 'subscribed',
    paymentMethod: by.act === 'contract' ? by.paymentMethod : null,
    paidFen: earnestFen + paid,
    state: 'closed',
  };
};

const summaryOf = ({ unit, priceFen, by }: ClosingFacts): Text => {
  const price = formatYuan(priceFen);
  return by.act === 'deposit'
    ? text(
        `${unitName(unit)} 交付定金，以 ${price} 元成交。`,
        `Deposit paid for ${unitName(unit)}: closed at ${price}.`,
      )
    : text(
        `${unitName(unit)} 签署合同，以 ${price} 元成交。`,
        `Contract signed for ${unitName(unit)}: closed at ${price}.`,
      );
};

const factsOf = (facts: ClosingFacts, why: Reasoning): void => {
  const { unit, scheme, attribution, approval, by } = facts;
  why.fact('unit', unitName(unit)).fact('unitState', unit.state).fact('listPrice', unit.listPriceFen);
  why.fact('price', facts.priceFen, facts.closedAt).fact('channel', facts.channel).fact('closedByThe', by.act);
  if (by.act === 'deposit' && by.amountFen !== null) why.fact('deposit', by.amountFen, facts.closedAt);
  if (by.act === 'contract') why.fact('drawnBy', by.drawnBy).fact('checkedBy', by.checkedBy);
  if (facts.earnestFen > 0) why.fact('earnestMoney', facts.earnestFen);
  if (facts.daysLate > 0) why.fact('daysLate', facts.daysLate);
  if (scheme) {
    const discount = scheme.params['scheme.discountBasisPoints'];
    why.under(scheme).fact('schemeDiscountBasisPoints', discount, scheme.effectiveFrom);
    why.fact('schemePrice', lowestPriceFen(facts));
  }
  if (approval && usesApproval(facts)) why.fact('approvedPrice', approval.priceFen, approval.decidedAt);
  if (facts.referral) why.fact('referralSigned', facts.referral.referralId, facts.referral.signedAt);
  for (const { name, value, at } of attribution.explanation.facts) why.fact(name, value, at);
  for (const { rule, because } of attribution.explanation.rejected) why.reject(rule, because);
  for (const policy of attribution.explanation.policies) why.under(policy);
  for (const { staffId, parts, role } of attribution.consultants) why.fact(`parts.${role}.${staffId}`, parts);
};
