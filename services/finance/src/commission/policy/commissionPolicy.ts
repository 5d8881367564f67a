import { contradiction, definePolicy, type IntSpec, mustAddUpTo100, type RuleId, text } from '@shouwen/kernel';
import type { CommissionDue } from '../commission.ts';

/**
 * The parameters of FI-1 for one site. Rates are basis points of the contract price; the parts of each channel add up to 100.
 * How the consultants divide their part is not set here: sales-reception decides it with the ownership (SR-3, SR-4) and
 * tells it with the deal, so that what a deal shows and what it pays cannot differ.
 */
export type CommissionPolicy = {
  readonly 'rate.residential': number;
  readonly 'rate.retail': number;
  readonly 'rate.office': number;
  readonly 'rate.parking': number;
  readonly 'rate.other': number;
  readonly due: CommissionDue;
  readonly 'channel.enabled': boolean;
  readonly 'channel.introduced.consultants': number;
  readonly 'channel.introduced.pool': number;
  readonly 'channel.arranged.consultants': number;
  readonly 'channel.arranged.pool': number;
  readonly 'channel.arrangedOthers.consultants': number;
  readonly 'channel.arrangedOthers.pool': number;
  readonly 'channel.designated.consultants': number;
  readonly 'channel.designated.pool': number;
  readonly 'channel.referral.consultants': number;
  readonly 'channel.referral.introducer': number;
  readonly 'sickLeave.enabled': boolean;
  readonly 'sickLeave.wholeDays': number;
  readonly 'sickLeave.sharedDays': number;
  readonly 'sickLeave.ownerPart': number;
};

const rate = (zh: string, en: string): IntSpec<number> => ({
  type: 'int',
  min: 0,
  max: 1_000,
  default: 80,
  rule: 'FI-1.01',
  sentence: text(`${zh}的佣金比例。`, `Commission rate of ${en}, of the contract price.`),
  unit: text('万分之一', 'basis points'),
});

const days = (value: number, [zh, en]: readonly [string, string]): IntSpec<number> => ({
  type: 'int',
  min: 0,
  max: 366,
  default: value,
  rule: 'FI-1.04',
  sentence: text(`${zh}。`, `${en}.`),
  unit: text('天', 'days'),
});

const part = (value: number, rule: RuleId, [zh, en]: readonly [string, string]): IntSpec<number> => ({
  type: 'int',
  min: 0,
  max: 100,
  default: value,
  rule,
  sentence: text(`${zh}。`, `${en}.`),
  unit: text('%', 'percent'),
});

/** The pairs that one commission is divided into by its channel; each adds up to 100. */
const channelPairs = [
  ['channel.introduced.consultants', 'channel.introduced.pool'],
  ['channel.arranged.consultants', 'channel.arranged.pool'],
  ['channel.arrangedOthers.consultants', 'channel.arrangedOthers.pool'],
  ['channel.designated.consultants', 'channel.designated.pool'],
  ['channel.referral.consultants', 'channel.referral.introducer'],
] as const satisfies readonly (readonly (keyof CommissionPolicy)[])[];

/** The commission of a site (FI-1.01, FI-1.02, SR-5). */
export const commissionPolicy = definePolicy<CommissionPolicy>({
  name: 'commission',
  params: {
    'rate.residential': rate('住宅', 'homes'),
    'rate.retail': rate('商铺', 'shops'),
    'rate.office': rate('写字楼', 'offices'),
    'rate.parking': rate('车位', 'parking spaces'),
    'rate.other': rate('其他产品', 'other products'),
    due: {
      type: 'enum',
      options: ['subscription', 'contract', 'cash'],
      default: 'subscription',
      rule: 'FI-1.01',
      sentence: text(
        '佣金何时到期应付。',
        'When the commission is due: at subscription, at contract, or as cash comes in.',
      ),
    },
    'channel.enabled': {
      type: 'boolean',
      default: true,
      rule: 'FI-1.02',
      sentence: text('是否按渠道分成。', 'Whether the channel has a part in the commission.'),
    },
    'channel.introduced.consultants': part(70, 'SR-5.02', [
      '公司介绍：置业顾问',
      'Company introduced: the consultants',
    ]),
    'channel.introduced.pool': part(30, 'SR-5.02', ['公司介绍：公佣', 'Company introduced: the pool']),
    'channel.arranged.consultants': part(30, 'SR-5.03', [
      '公司成交、顾问售后：置业顾问',
      'Company arranged, after-sales by a consultant: the consultants',
    ]),
    'channel.arranged.pool': part(70, 'SR-5.03', [
      '公司成交、顾问售后：公佣',
      'Company arranged, after-sales by a consultant: the pool',
    ]),
    'channel.arrangedOthers.consultants': part(0, 'SR-5.04', [
      '公司成交、他人售后：置业顾问',
      'Company arranged, after-sales by others: the consultants',
    ]),
    'channel.arrangedOthers.pool': part(100, 'SR-5.04', [
      '公司成交、他人售后：公佣',
      'Company arranged, after-sales by others: the pool',
    ]),
    'channel.designated.consultants': part(0, 'SR-5.01', [
      '领导指定接待：置业顾问',
      'Designated by a leader: the consultants',
    ]),
    'channel.designated.pool': part(100, 'SR-5.01', ['领导指定接待：公佣', 'Designated by a leader: the pool']),
    'channel.referral.consultants': part(70, 'SR-5.05', ['内部介绍：置业顾问', 'Employee referral: the consultants']),
    'channel.referral.introducer': part(30, 'SR-5.05', ['内部介绍：介绍人', 'Employee referral: the introducer']),
    'sickLeave.enabled': {
      type: 'boolean',
      default: false,
      rule: 'FI-1.04',
      sentence: text('是否按病假天数调整归属。', "Whether the owner's sick leave changes who shares a deal."),
    },
    'sickLeave.wholeDays': days(3, ['病假不超过此天数，全归本人', 'Sick leave up to this: all stays with the owner']),
    'sickLeave.sharedDays': days(10, [
      '病假不超过此天数，业绩归本人、佣金分成；超过则均归成交同事',
      "Sick leave up to this: the performance is the owner's, the commission shared; beyond it both are the closer's",
    ]),
    'sickLeave.ownerPart': part(50, 'FI-1.04', [
      '病假期间成交：本人的佣金份额',
      "Closed during a shared sick leave: the owner's part of the commission",
    ]),
  },
  presets: {
    'one-month': {},
    // SR-5: the channel split holds only where the site switches it on. FI-1.04 is guidance of this style alone.
    'triple-confirmation': { 'channel.enabled': false, 'sickLeave.enabled': true },
  },
  check: (params) => {
    for (const pair of channelPairs) {
      const fault = mustAddUpTo100(params, pair);
      if (fault) return fault;
    }
    if (params['sickLeave.sharedDays'] < params['sickLeave.wholeDays'])
      return contradiction(
        'sickLeave.sharedDays',
        text('不得少于 sickLeave.wholeDays。', 'must not be less than sickLeave.wholeDays.'),
      );
    return null;
  },
});

/** Basis points for a product of the site; a product without a rate of its own has the rate for others. */
export const rateFor = (policy: CommissionPolicy, product: string): number => {
  const key = `rate.${product}`;
  return isRate(key) ? policy[key] : policy['rate.other'];
};

type RateKey = Extract<keyof CommissionPolicy, `rate.${string}`>;
const isRate = (key: string): key is RateKey => key.startsWith('rate.') && Object.hasOwn(commissionPolicy.params, key);
