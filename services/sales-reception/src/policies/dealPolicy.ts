import { type PolicyDefinition, text } from '@shouwen/kernel';

/** What SR-9 leaves to the company. A deadline in days begins on the next day and ends at 24:00 of the last. */
export type DealPolicy = {
  /** SR-9.01: how many hours a unit is held for a client. */
  readonly 'hold.hours': number;
  /** SR-9.01: how many units one consultant may hold at a time. */
  readonly 'hold.maxPerConsultant': number;
  /** SR-9.03: within how many days of its approval a price may be used. */
  readonly 'price.approvalDays': number;
  /** SR-9.02, V-17: a deal written down more days than these after its day is a violation; null: never. */
  readonly 'deal.lateAfterDays': number | null;
  /** SR-9.02: a deal older than this is not written down any more. */
  readonly 'deal.closedBooksAfterDays': number;
  /** SR-9.02: whether the keys are handed over only when everything is paid. */
  readonly 'handover.needsFullPayment': boolean;
};

/** The sources name the rules and no numbers: these are our reading. */
export const dealPresets: Readonly<Record<'one-month' | 'triple-confirmation', DealPolicy>> = {
  'one-month': {
    'hold.hours': 48,
    'hold.maxPerConsultant': 3,
    'price.approvalDays': 7,
    'deal.lateAfterDays': 0,
    'deal.closedBooksAfterDays': 31,
    'handover.needsFullPayment': true,
  },
  'triple-confirmation': {
    'hold.hours': 24,
    'hold.maxPerConsultant': 2,
    'price.approvalDays': 3,
    'deal.lateAfterDays': 0,
    'deal.closedBooksAfterDays': 31,
    'handover.needsFullPayment': true,
  },
};

const standard = dealPresets['one-month'];
const days = text('天', 'days');

export const dealParams: PolicyDefinition<DealPolicy>['params'] = {
  'hold.hours': {
    type: 'int',
    min: 1,
    max: 720,
    default: standard['hold.hours'],
    unit: text('小时', 'hours'),
    rule: 'SR-9.01',
    sentence: text('按程序为客户保留房源的时长。', 'How long a unit is held for a client by the procedure.'),
  },
  'hold.maxPerConsultant': {
    type: 'int',
    min: 1,
    max: 100,
    default: standard['hold.maxPerConsultant'],
    unit: text('套', 'units'),
    rule: 'SR-9.01',
    sentence: text('一名置业顾问同时可保留的套数。', 'How many units one consultant may hold at a time.'),
  },
  'price.approvalDays': {
    type: 'int',
    min: 0,
    max: 90,
    default: standard['price.approvalDays'],
    unit: days,
    rule: 'SR-9.03',
    sentence: text('批准的价格在批准后几日内可用。', 'Within how many days of its approval a price may be used.'),
  },
  'deal.lateAfterDays': {
    type: 'int',
    min: 0,
    max: 31,
    nullable: true,
    default: standard['deal.lateAfterDays'],
    unit: days,
    rule: 'SR-9.02',
    sentence: text(
      '成交后超过几日登记即为违规（V-17）；不设的，不计。',
      'A deal written down more than so many days after its day is a violation (V-17); none: never.',
    ),
  },
  'deal.closedBooksAfterDays': {
    type: 'int',
    min: 0,
    max: 366,
    default: standard['deal.closedBooksAfterDays'],
    unit: days,
    rule: 'SR-9.02',
    sentence: text('超过几日的成交不得补登。', 'A step older than so many days is not written down any more.'),
  },
  'handover.needsFullPayment': {
    type: 'boolean',
    default: standard['handover.needsFullPayment'],
    rule: 'SR-9.02',
    sentence: text('是否付清全款方可交房。', 'Whether a unit is handed over only when everything is paid.'),
  },
};
