import { type PolicyDefinition, text } from '@shouwen/kernel';

/** What SR-8.02 leaves to the company: when the manager is shown that nobody takes care of a client. */
export type FollowUpPolicy = {
  /** A client who has not bought is shown when no follow-up reached them for so many days. */
  readonly 'followUpCheck.undealtDays': number;
  /** A buyer is shown when nobody reached them for so many days. */
  readonly 'followUpCheck.afterSalesDays': number;
};

/** The sources name no days: a week is half-way to most lapses, a month is our reading of regular after-sales contact. */
export const followUpPresets = {
  'one-month': { 'followUpCheck.undealtDays': 7, 'followUpCheck.afterSalesDays': 30 },
  'triple-confirmation': { 'followUpCheck.undealtDays': 7, 'followUpCheck.afterSalesDays': 30 },
} as const satisfies Record<string, FollowUpPolicy>;

const preset = followUpPresets['one-month'];
const days = text('天', 'days');

export const followUpParams: PolicyDefinition<FollowUpPolicy>['params'] = {
  'followUpCheck.undealtDays': {
    type: 'int',
    min: 1,
    max: 90,
    default: preset['followUpCheck.undealtDays'],
    unit: days,
    rule: 'SR-8.02',
    sentence: text(
      '未成交客户多少天未被有效跟进，即提示经理。',
      'After how many days without a follow-up that reached them undealt clients are shown to the manager.',
    ),
  },
  'followUpCheck.afterSalesDays': {
    type: 'int',
    min: 1,
    max: 365,
    default: preset['followUpCheck.afterSalesDays'],
    unit: days,
    rule: 'SR-8.02',
    sentence: text(
      '业主多少天没有售后联系，即提示经理。',
      'After how many days without contact a buyer is shown to the manager.',
    ),
  },
};
