import { type PolicyVersion, type Refusal, type Requirement, text } from '@shouwen/kernel';
import type { Unit } from '../../units/index.ts';
import { type PriceScheme, schemePriceFen } from '../priceScheme.ts';

/** A price below that of the scheme that a manager approved before for that client and unit, to be used once. */
export type ApprovedPrice = {
  readonly requestId: string;
  readonly priceFen: number;
  readonly requestedBy: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly validUntil: Date;
};
export type PriceFacts = {
  readonly unit: Unit;
  /** As agreed with the client. */
  readonly priceFen: number;
  /** Null where the site has no scheme. */
  readonly scheme: PolicyVersion<PriceScheme> | null;
  readonly approval: ApprovedPrice | null;
};
export type PriceRefusal = Refusal<'BAD_INPUT' | 'PRICE_NEEDS_APPROVAL'>;

/** SR-9.03: list price less the discounts of the scheme. */
export const lowestPriceFen = ({ unit, scheme }: Pick<PriceFacts, 'unit' | 'scheme'>): number =>
  schemePriceFen(unit.listPriceFen, scheme?.params['scheme.discountBasisPoints'] ?? 0);

/** Below the scheme, an approval is used up; at it or above none is needed. */
export const usesApproval = (facts: PriceFacts): boolean => facts.priceFen < lowestPriceFen(facts);

const priceIsSensible: Requirement<PriceFacts, PriceRefusal> = ({ priceFen, unit }) =>
  Number.isSafeInteger(priceFen) && priceFen > 0 && priceFen <= unit.listPriceFen
    ? null
    : {
        code: 'BAD_INPUT',
        rule: 'SR-9.03',
        message: text('成交价须为正数且不高于表价。', 'The price must be positive and not above the list price.'),
      };

const lowPriceIsApproved: Requirement<PriceFacts, PriceRefusal> = (facts) => {
  const { approval, priceFen } = facts;
  if (!usesApproval(facts) || (approval && priceFen >= approval.priceFen)) return null;
  return {
    code: 'PRICE_NEEDS_APPROVAL',
    rule: 'SR-9.03',
    message: text(
      '低于当期优惠方案的价格须经理事先批准。',
      'A price below that of the scheme needs the manager’s approval beforehand.',
    ),
  };
};

/** SR-9.03: what a price must meet, in this order. */
export const priceRules = [priceIsSensible, lowPriceIsApproved] as const;
