import { type Refusal, type Requirement, text } from '@shouwen/kernel';
import type { ClosedDeal } from './commission.ts';

export type CommissionRefusal = Refusal<'BAD_PRICE' | 'NO_CONSULTANT' | 'INTRODUCER_MISSING' | 'SELF_REFERRAL'>;

const priceIsPositive: Requirement<ClosedDeal, CommissionRefusal> = ({ priceFen }) =>
  Number.isSafeInteger(priceFen) && priceFen > 0
    ? null
    : { code: 'BAD_PRICE', rule: 'FI-1.01', message: text('成交价必须为正数', 'the price must be positive') };

const someoneHandledIt: Requirement<ClosedDeal, CommissionRefusal> = ({ channel, consultants }) =>
  channel === 'company-arranged-others' || consultants.some(({ parts }) => parts > 0)
    ? null
    : { code: 'NO_CONSULTANT', rule: 'FI-1.03', message: text('没有可分佣的置业顾问', 'no consultant has a share') };

const referralNamesIntroducer: Requirement<ClosedDeal, CommissionRefusal> = ({ channel, introducerId }) =>
  channel !== 'employee-referral' || introducerId !== null
    ? null
    : {
        code: 'INTRODUCER_MISSING',
        rule: 'SR-5.05',
        message: text('内部介绍缺少介绍人', 'a referral needs an introducer'),
      };

const nobodyRefersToThemselves: Requirement<ClosedDeal, CommissionRefusal> = ({ introducerId, consultants }) =>
  introducerId === null || consultants.every(({ staffId }) => staffId !== introducerId)
    ? null
    : {
        code: 'SELF_REFERRAL',
        rule: 'SR-5.05',
        message: text('介绍人不能同时是该客户的置业顾问', 'the introducer cannot be a consultant of the same deal'),
      };

/** What a closed deal must be before its commission is worked out. */
export const commissionRequirements: readonly Requirement<ClosedDeal, CommissionRefusal>[] = [
  priceIsPositive,
  someoneHandledIt,
  referralNamesIntroducer,
  nobodyRefersToThemselves,
];
