import { type Refusal, type Requirement, text } from '@shouwen/kernel';
import { type UnitRefusal, unitFor } from '../units/index.ts';
import type { DepositFacts } from './closeDeal.decision.ts';
import { schemePriceFen } from './priceScheme.ts';

export type DepositRefusal =
  | UnitRefusal
  | Refusal<'BAD_INPUT' | 'PRICE_NEEDS_APPROVAL' | 'NOBODY_TO_SHARE' | 'INTRODUCER_MISSING' | 'SELF_REFERRAL'>;
type DepositRequirement = Requirement<DepositFacts, DepositRefusal>;

/** SR-9.01, SR-3.18: the first deposit wins, and what the developer reserved is not for sale. */
const unitIsForThem: DepositRequirement = ({ unit, clientId }) => unitFor(unit, clientId);

const priceIsSensible: DepositRequirement = ({ priceFen, unit }) =>
  Number.isSafeInteger(priceFen) && priceFen > 0 && priceFen <= unit.listPriceFen
    ? null
    : {
        code: 'BAD_INPUT',
        rule: 'SR-9.03',
        message: text('成交价须为正数且不高于表价。', 'The price must be positive and not above the list price.'),
      };

const lowPriceIsApproved: DepositRequirement = ({ priceFen, unit, scheme, mayApprovePrice }) => {
  const discount = scheme?.params['scheme.discountBasisPoints'] ?? 0;
  if (priceFen >= schemePriceFen(unit.listPriceFen, discount) || mayApprovePrice) return null;
  return {
    code: 'PRICE_NEEDS_APPROVAL',
    rule: 'SR-9.03',
    message: text(
      '低于当期优惠方案的价格须经理事先批准。',
      'A price below that of the scheme needs the manager’s approval.',
    ),
  };
};

const someoneShares: DepositRequirement = ({ channel, attribution }) =>
  channel === 'company-arranged-others' || attribution.consultants.length > 0
    ? null
    : {
        code: 'NOBODY_TO_SHARE',
        rule: 'SR-9.05',
        message: text(
          '该客户无人接待、也无归属，无法确定业绩归属。',
          'Nobody received the client and nobody owns them.',
        ),
      };

/** SR-5.05: the introducer is somebody else than the consultants, and only a referral has one. */
const introducerFits: DepositRequirement = ({ channel, introducerId, attribution }) => {
  if ((channel === 'employee-referral') !== (introducerId !== null)) {
    const message = text('内部介绍须且仅须注明介绍人。', 'A referral, and nothing else, names an introducer.');
    return { code: 'INTRODUCER_MISSING', rule: 'SR-5.05', message };
  }
  if (!attribution.consultants.some(({ staffId }) => staffId === introducerId)) return null;
  const message = text('介绍人不能同时是该客户的置业顾问。', 'The introducer cannot be a consultant of the same deal.');
  return { code: 'SELF_REFERRAL', rule: 'SR-5.05', message };
};

/** What a deposit must meet, in this order. */
export const depositRequirements: readonly DepositRequirement[] = [
  unitIsForThem,
  priceIsSensible,
  lowPriceIsApproved,
  someoneShares,
  introducerFits,
];
