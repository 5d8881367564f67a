import { type PolicyDefinition, text } from '@shouwen/kernel';

/** What SR-1 and SR-4 leave to the company beyond the order of the turns. */
export type ReceptionPolicy = {
  /** SR-1.09, V-08: a meal absence longer than this many minutes is a violation. */
  readonly 'lunch.longestMinutes': number;
  /** SR-1.10: whether a turn needs the preparation of the day confirmed, and is not only cancelled by the manager. */
  readonly 'preparation.required': boolean;
  /** SR-1.12: within how many rings the office line is answered. */
  readonly 'phone.rings': number;
  /** SR-4.02, SR-4.03, SR-4.05: whether a client may have another consultant in mid-reception at all. */
  readonly 'designation.enabled': boolean;
  /** SR-5.01: whether a leader may designate who receives a company client. */
  readonly 'companyClient.leaderDesignates': boolean;
  /** SR-4.05: whether the manager may grant a priority turn to whoever was replaced. */
  readonly 'makeUp.afterReplacement': 'always' | 'not-after-serious-fault' | 'never';
};

/** The presets of the rulebook. */
export const receptionPresets = {
  'one-month': {
    'lunch.longestMinutes': 90,
    'preparation.required': false,
    'phone.rings': 3,
    'designation.enabled': true,
    'companyClient.leaderDesignates': true,
    'makeUp.afterReplacement': 'not-after-serious-fault',
  },
  'triple-confirmation': {
    'lunch.longestMinutes': 90,
    'preparation.required': false,
    'phone.rings': 3,
    'designation.enabled': false,
    'companyClient.leaderDesignates': false,
    'makeUp.afterReplacement': 'not-after-serious-fault',
  },
} as const satisfies Record<string, ReceptionPolicy>;

const preset = receptionPresets['one-month'];

export const receptionParams: PolicyDefinition<ReceptionPolicy>['params'] = {
  'lunch.longestMinutes': {
    type: 'int',
    min: 1,
    max: 480,
    default: preset['lunch.longestMinutes'],
    unit: text('分钟', 'minutes'),
    rule: 'SR-1.09',
    sentence: text('用餐离场超过几分钟记违规。', 'After how many minutes an absence for the meal is a violation.'),
  },
  'preparation.required': {
    type: 'boolean',
    default: preset['preparation.required'],
    rule: 'SR-1.10',
    sentence: text(
      '未确认接待前准备的，是否自动轮空。',
      'Whether whoever has not been confirmed as prepared is skipped without anybody cancelling the turn.',
    ),
  },
  'phone.rings': {
    type: 'int',
    min: 1,
    max: 20,
    default: preset['phone.rings'],
    unit: text('声', 'rings'),
    rule: 'SR-1.12',
    sentence: text('电话应在振铃几声内接听。', 'Within how many rings the office line is answered.'),
  },
  'designation.enabled': {
    type: 'boolean',
    default: preset['designation.enabled'],
    rule: 'SR-4.02',
    sentence: text(
      '接待中途客户要求换人的，是否可由经理决定更换。',
      'Whether the manager may give a client who asks for it another consultant in mid-reception.',
    ),
  },
  'companyClient.leaderDesignates': {
    type: 'boolean',
    default: preset['companyClient.leaderDesignates'],
    rule: 'SR-5.01',
    sentence: text(
      '公司客户可否由领导指定置业顾问接待。',
      'Whether a leader may designate the consultant who receives a company client.',
    ),
  },
  'makeUp.afterReplacement': {
    type: 'enum',
    options: ['always', 'not-after-serious-fault', 'never'],
    default: preset['makeUp.afterReplacement'],
    rule: 'SR-4.05',
    sentence: text(
      '被客户拒绝而更换的置业顾问，经理可否安排优先轮值。',
      'Whether the manager may grant a priority turn to a consultant whom the client rejected.',
    ),
  },
};
