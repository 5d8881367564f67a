import { type ClockTime, type PolicyDefinition, text } from '@shouwen/kernel';

/** What SR-7.04 leaves to the company, and the club style of SR-3.19 and SR-7.07. */
export type DisputePolicy = {
  /** SR-7.04: a split that the rules do not decide is proposed by the manager and approved by the sales director. */
  readonly 'dispute.directorApproves': boolean;
  /** SR-7.04: within how many days of the opening both sides tell theirs; afterwards the manager need not wait. */
  readonly 'dispute.statementDays': number;
  /** SR-3.19, SR-7.07: whether the site holds club events and lets departments invite each other's neglected clients. */
  readonly 'club.enabled': boolean;
  /** SR-3.19 */
  readonly 'club.monthsUninvited': number;
  /** SR-7.07: on the day of the event. */
  readonly 'club.afternoonListDue': ClockTime;
  readonly 'club.eveningListDue': ClockTime;
  /** SR-7.07, K-01: on how many days before the event a list of the day is owed too, by the end of that day. */
  readonly 'club.dailyListDays': number;
};

const shared = {
  'dispute.statementDays': 3,
  'club.enabled': false,
  'club.monthsUninvited': 3,
  'club.afternoonListDue': '10:00',
  'club.eveningListDue': '16:00',
  'club.dailyListDays': 7,
} as const;

/** S3.20 names the times of the club; how long a side may take for its statement is our reading. */
export const disputePresets = {
  'one-month': { ...shared, 'dispute.directorApproves': true },
  'triple-confirmation': { ...shared, 'dispute.directorApproves': false },
} as const satisfies Readonly<Record<string, DisputePolicy>>;

const days = text('天', 'days');

export const disputeParams: PolicyDefinition<DisputePolicy>['params'] = {
  'dispute.directorApproves': {
    type: 'boolean',
    default: true,
    rule: 'SR-7.04',
    sentence: text(
      '规则未能决定的争议，经理的分配意见是否须销售总监审批。',
      'Whether the sales director approves the split that a manager proposes where the rules do not decide.',
    ),
  },
  'dispute.statementDays': {
    type: 'int',
    min: 0,
    max: 30,
    default: shared['dispute.statementDays'],
    unit: days,
    rule: 'SR-7.04',
    sentence: text(
      '立案后双方须在几日内陈述；逾期经理可径行裁定。',
      'Within how many days of the opening both sides tell theirs; afterwards the manager may rule without.',
    ),
  },
  'club.enabled': {
    type: 'boolean',
    default: shared['club.enabled'],
    rule: 'SR-3.19',
    sentence: text('是否实行会所制邀约规则。', 'Whether the rules of club invitations hold at the site.'),
  },
  'club.monthsUninvited': {
    type: 'int',
    min: 1,
    max: 24,
    default: shared['club.monthsUninvited'],
    unit: text('个月', 'months'),
    rule: 'SR-3.19',
    sentence: text(
      '几个月内未邀约、邀约未到或未家访的客户，其他部门可以邀约。',
      'After how many months without an invitation that was followed, or without a visit, others may invite the client.',
    ),
  },
  'club.afternoonListDue': {
    type: 'time',
    default: shared['club.afternoonListDue'],
    rule: 'SR-7.07',
    sentence: text('下午场活动当日名单提交时限。', 'When the guest list of an afternoon event is due on its day.'),
  },
  'club.eveningListDue': {
    type: 'time',
    default: shared['club.eveningListDue'],
    rule: 'SR-7.07',
    sentence: text('晚间场活动当日名单提交时限。', 'When the guest list of an evening event is due on its day.'),
  },
  'club.dailyListDays': {
    type: 'int',
    min: 0,
    max: 31,
    default: shared['club.dailyListDays'],
    unit: days,
    rule: 'SR-7.07',
    sentence: text(
      '活动前几日起每日须提交当日名单。',
      'On how many days before an event the list of the day is owed by the end of that day.',
    ),
  },
};
