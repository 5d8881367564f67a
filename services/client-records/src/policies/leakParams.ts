import { type PolicyDefinition, text } from '@shouwen/kernel';

/** How often somebody may search and read (CR-2.05), and what in the trace raises a leak by itself (CR-5.01). */
export type LeakParams = {
  /** Over how many minutes searches by phone are counted. */
  readonly 'search.minutes': number;
  readonly 'search.perPerson': number;
  readonly 'search.perPhone': number;
  readonly 'identify.perPerson': number;
  readonly 'read.clientsPerHour': number;
  readonly 'leak.phoneMisses': number;
  readonly 'leak.unmaskingsPerHour': number;
  readonly 'leak.nightFrom': string;
  readonly 'leak.nightUntil': string;
  readonly 'leak.nightReads': number;
  readonly 'leak.othersClientsPerDay': number;
};

const times = text('次', 'times');
const clients = text('位客户', 'clients');
const count = { type: 'int', min: 1, max: 100_000 } as const;

const limits: Pick<
  PolicyDefinition<LeakParams>['params'],
  'search.minutes' | 'search.perPerson' | 'search.perPhone' | 'identify.perPerson' | 'read.clientsPerHour'
> = {
  'search.minutes': {
    ...{ type: 'int', min: 1, max: 1_440, default: 10, rule: 'CR-2.05', unit: text('分钟', 'minutes') },
    sentence: text(
      '按电话查找的次数以几分钟为一段计算。',
      'Over how many minutes searches by phone are counted together.',
    ),
  },
  'search.perPerson': {
    ...{ ...count, default: 60, rule: 'CR-2.05', unit: times },
    sentence: text('每人在一段时间内最多按电话查找几次。', 'How many times a person may search by phone in that time.'),
  },
  'search.perPhone': {
    ...{ ...count, default: 100, rule: 'CR-2.05', unit: times },
    sentence: text(
      '同一号码在一段时间内最多被查找几次。',
      'How many times one number may be searched for in that time.',
    ),
  },
  'identify.perPerson': {
    ...{ ...count, default: 300, rule: 'CR-2.05', unit: times },
    sentence: text(
      '前台每人在一段时间内最多识别几位来客。',
      'How many visitors a person may identify at the desk in that time.',
    ),
  },
  'read.clientsPerHour': {
    ...{ ...count, default: 1_000, rule: 'CR-2.05', unit: clients },
    sentence: text(
      '无保管职责者每小时最多读取几位客户的资料。',
      'How many clients somebody without custody may read in an hour.',
    ),
  },
};

const patterns: Omit<PolicyDefinition<LeakParams>['params'], keyof typeof limits> = {
  'leak.phoneMisses': {
    ...{ ...count, default: 20, rule: 'CR-5.01', unit: text('个号码', 'numbers') },
    sentence: text(
      '一段时间内查找多少个不存在的号码即告警。',
      'How many different numbers that nobody has, searched for in that time, raise an alarm.',
    ),
  },
  'leak.unmaskingsPerHour': {
    ...{ ...count, default: 20, rule: 'CR-5.01', unit: times },
    sentence: text('一小时内查看完整信息超过几次即告警。', 'More unmaskings than this within an hour raise an alarm.'),
  },
  'leak.nightFrom': {
    ...{ type: 'time', default: '22:00', rule: 'CR-5.01' },
    sentence: text('从几点起算非工作时间。', 'From what time on reading is at odd hours.'),
  },
  'leak.nightUntil': {
    ...{ type: 'time', default: '06:00', rule: 'CR-5.01' },
    sentence: text('到几点为止算非工作时间。', 'Until what time reading is at odd hours.'),
  },
  'leak.nightReads': {
    ...{ ...count, default: 20, rule: 'CR-5.01', unit: times },
    sentence: text('一夜之间查阅客户资料超过几次即告警。', 'More reads than this in one night raise an alarm.'),
  },
  'leak.othersClientsPerDay': {
    ...{ ...count, default: 200, rule: 'CR-5.01', unit: clients },
    sentence: text(
      '一天内查阅他人客户超过几位即告警。',
      "Reading more than this many of others' clients in a day raises an alarm.",
    ),
  },
};

export const leakParams: Pick<PolicyDefinition<LeakParams>['params'], keyof LeakParams> = { ...limits, ...patterns };
