import { type Refusal, type Requirement, text } from '@shouwen/kernel';
import { type UnitRefusal, unitFor } from '../../units/index.ts';
import { type PriceRefusal, priceRules } from '../prices/priceRules.ts';
import type { ClosingFacts } from './closeDeal.decision.ts';

export type ClosingRefusal =
  | UnitRefusal
  | PriceRefusal
  | Refusal<
      | 'PAYMENT_TOO_HIGH'
      | 'NOBODY_TO_SHARE'
      | 'CHANNEL_NEEDS_MANAGER'
      | 'INTRODUCER_MISSING'
      | 'SELF_REFERRAL'
      | 'REFERRAL_NOT_VALID'
    >;
type ClosingRequirement = Requirement<ClosingFacts, ClosingRefusal>;

/** SR-9.01, SR-3.18: the first deposit wins, and what the developer reserved is not for sale. */
const unitIsForThem: ClosingRequirement = ({ unit, clientId }) => unitFor(unit, clientId);

const depositIsSensible: ClosingRequirement = ({ by }) =>
  by.act === 'contract' || by.amountFen === null || (Number.isSafeInteger(by.amountFen) && by.amountFen > 0)
    ? null
    : { code: 'BAD_INPUT', rule: 'SR-9.06', message: text('定金须为正数。', 'A deposit is a positive amount.') };

const notMoreThanThePrice: ClosingRequirement = ({ by, earnestFen, priceFen }) =>
  earnestFen + (by.act === 'deposit' ? (by.amountFen ?? 0) : 0) <= priceFen
    ? null
    : {
        code: 'PAYMENT_TOO_HIGH',
        rule: 'SR-9.02',
        message: text('付款合计不得超过成交价。', 'All payments together must not exceed the price.'),
      };

const someoneShares: ClosingRequirement = ({ channel, attribution }) =>
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

/** SR-5.01: that a client came through the company is for the management to say, not for who shares with the company. */
const channelIsTheirs: ClosingRequirement = ({ channel, mayStateChannel }) =>
  !channel.startsWith('company-') || mayStateChannel
    ? null
    : {
        code: 'CHANNEL_NEEDS_MANAGER',
        rule: 'SR-5.01',
        message: text(
          '公司客户的渠道须由经理注明。',
          'That the client came through the company is for a manager to state.',
        ),
      };

/** SR-5.05: the introducer is somebody else than the consultants, has a signed form, and only a referral has one. */
const introducerFits: ClosingRequirement = ({ channel, introducerId, attribution, referral }) => {
  if ((channel === 'employee-referral') !== (introducerId !== null)) {
    const message = text('内部介绍须且仅须注明介绍人。', 'A referral, and nothing else, names an introducer.');
    return { code: 'INTRODUCER_MISSING', rule: 'SR-5.05', message };
  }
  if (attribution.consultants.some(({ staffId }) => staffId === introducerId)) {
    const message = text(
      '介绍人不能同时是该客户的置业顾问。',
      'The introducer cannot be a consultant of the same deal.',
    );
    return { code: 'SELF_REFERRAL', rule: 'SR-5.05', message };
  }
  if (introducerId === null || referral) return null;
  const message = text(
    '没有该介绍人已签认的内部介绍单。',
    'There is no signed referral of this client by this introducer.',
  );
  return { code: 'REFERRAL_NOT_VALID', rule: 'SR-5.05', message };
};

/** What a deal must meet to be closed, in this order. */
export const closingRequirements: readonly ClosingRequirement[] = [
  unitIsForThem,
  ...priceRules,
  depositIsSensible,
  notMoreThanThePrice,
  someoneShares,
  channelIsTheirs,
  introducerFits,
];
