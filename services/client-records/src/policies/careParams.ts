import { type IntSpec, type ListSpec, type PolicyDefinition, type RuleId, text } from '@shouwen/kernel';

/** The parameters of care and satisfaction (CR-7). */
export type CareParams = {
  /** Greetings are planned so many days ahead. */
  readonly 'greeting.planDays': number;
  /** A greeting may be made up for until so many days after its day. */
  readonly 'greeting.graceDays': number;
  readonly 'greeting.leapDay': string;
  readonly 'greeting.holidays': readonly string[];
  readonly 'greeting.birthday.vip': readonly string[];
  readonly 'greeting.birthday.a': readonly string[];
  readonly 'greeting.birthday.b': readonly string[];
  readonly 'greeting.birthday.c': readonly string[];
  readonly 'greeting.holiday.vip': readonly string[];
  readonly 'greeting.holiday.a': readonly string[];
  readonly 'greeting.holiday.b': readonly string[];
  readonly 'greeting.holiday.c': readonly string[];
  readonly 'event.benefitDays': number;
  readonly 'survey.afterServiceDays': number;
  readonly 'survey.afterComplaintDays': number;
  readonly 'survey.yearlyDays': number;
  readonly 'survey.answerDays': number;
  readonly 'survey.target': number;
  readonly 'survey.measureDays': number;
  readonly 'lost.afterDays': number;
};

/** How somebody may be greeted (CR-7.01). */
export const greetingKinds = ['call', 'message', 'flowers', 'cake'] as const;

/** The holidays on which clients may be greeted; the graves are swept in silence. */
export const greetingHolidays = [
  'new-year',
  'spring-festival',
  'labour-day',
  'dragon-boat',
  'mid-autumn',
  'national-day',
] as const;

const days = text('天', 'days');

const daysOf = (
  rule: RuleId,
  [min, max, value]: readonly [number, number, number],
  [zh, en]: readonly [string, string],
) =>
  ({
    type: 'int',
    min,
    max,
    default: value,
    rule,
    unit: days,
    sentence: text(`${zh}。`, `${en}.`),
  }) satisfies IntSpec<number>;

const kinds = (value: readonly string[], [zh, en]: readonly [string, string]): ListSpec<readonly string[]> => ({
  type: 'list',
  options: greetingKinds,
  minItems: 0,
  maxItems: greetingKinds.length,
  default: value,
  rule: 'CR-7.01',
  sentence: text(`${zh}以何种方式问候；空为不问候。`, `How ${en} are greeted; none: not at all.`),
});

export const careParams: Pick<PolicyDefinition<CareParams>['params'], keyof CareParams> = {
  'greeting.planDays': daysOf('CR-7.01', [0, 60, 7], ['问候提前几天安排', 'How many days ahead greetings are planned']),
  'greeting.graceDays': daysOf(
    'CR-7.01',
    [0, 30, 3],
    ['逾期几天内仍可补办', 'How many days late a greeting may still be made'],
  ),
  'greeting.leapDay': {
    type: 'enum',
    options: ['02-28', '03-01'],
    default: '02-28',
    rule: 'CR-7.01',
    sentence: text(
      '2月29日的生日在平年于哪一天问候。',
      'On which day a birthday on 29 February is greeted in a year without one.',
    ),
  },
  'greeting.holidays': {
    type: 'list',
    options: greetingHolidays,
    minItems: 0,
    maxItems: greetingHolidays.length,
    default: ['spring-festival', 'dragon-boat', 'mid-autumn', 'national-day'],
    rule: 'CR-7.01',
    sentence: text('在哪些节日问候客户。', 'On which holidays clients are greeted.'),
  },
  'greeting.birthday.vip': kinds(['call', 'flowers', 'cake'], ['贵宾生日', 'VIP clients on birthdays']),
  'greeting.birthday.a': kinds(['call', 'flowers'], ['A级客户生日', 'clients of tier A on birthdays']),
  'greeting.birthday.b': kinds(['call'], ['B级客户生日', 'clients of tier B on birthdays']),
  'greeting.birthday.c': kinds(['message'], ['C级及未分级客户生日', 'clients of tier C or none on birthdays']),
  'greeting.holiday.vip': kinds(['call'], ['贵宾节日', 'VIP clients on holidays']),
  'greeting.holiday.a': kinds(['call'], ['A级客户节日', 'clients of tier A on holidays']),
  'greeting.holiday.b': kinds(['message'], ['B级客户节日', 'clients of tier B on holidays']),
  'greeting.holiday.c': kinds(['message'], ['C级及未分级客户节日', 'clients of tier C or none on holidays']),
  'event.benefitDays': daysOf(
    'CR-7.02',
    [1, 366, 90],
    ['活动后几天内的来访与成交计入活动成效', 'Visits and deals within how many days count as benefit of an event'],
  ),
  'survey.afterServiceDays': daysOf(
    'CR-7.03',
    [0, 90, 3],
    ['服务后几天调查满意度', 'How many days after a service the client is asked'],
  ),
  'survey.afterComplaintDays': daysOf(
    'CR-7.03',
    [0, 90, 14],
    ['投诉登记后几天调查满意度', 'How many days after a complaint was registered the client is asked'],
  ),
  'survey.yearlyDays': daysOf(
    'CR-7.03',
    [180, 366, 365],
    ['年度调查的间隔', 'How many days lie between two yearly surveys'],
  ),
  'survey.answerDays': daysOf('CR-7.03', [1, 90, 14], ['调查几天后截止', 'For how many days a survey can be answered']),
  'survey.target': {
    type: 'int',
    min: 1,
    max: 100,
    default: 80,
    rule: 'CR-7.03',
    unit: text('%', 'per cent'),
    sentence: text(
      '满意率低于此目标的，须有改进措施。',
      'A satisfaction rate below this needs an improvement measure.',
    ),
  },
  'survey.measureDays': daysOf(
    'CR-7.03',
    [1, 90, 7],
    ['低于目标后几天内须定出改进措施', 'Within how many days of a rate below the target a measure is planned'],
  ),
  'lost.afterDays': daysOf(
    'CR-7.04',
    [0, 365, 7],
    [
      '最后一项归属或成交终止几天后列为流失',
      'How many days after the last claim or deal ended a client counts as lost',
    ],
  ),
};
