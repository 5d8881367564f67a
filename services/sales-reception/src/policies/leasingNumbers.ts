import { type IntSpec, type RuleId, type Text, text } from '@shouwen/kernel';

type Line = readonly [
  value: number,
  range: readonly [least: number, most: number],
  rule: RuleId,
  unit: Text,
  sentence: Text,
];

const percent = text('%', 'per cent');
const days = text('天', 'days');
const months = text('个月', 'months');
const fen = text('分', 'fen');

const discount = (value: number, tenant: Text, term: Text): Line => [
  value,
  [0, 50],
  'SR-10.02',
  percent,
  text(
    `洽谈人对${tenant.zh}、${term.zh}可给予的租金折扣。`,
    `What a negotiator may take off the rent for ${tenant.en} and ${term.en}.`,
  ),
];
const [ordinary, known, renowned] = [
  text('一般租户', 'an ordinary tenant'),
  text('较知名租户', 'a known tenant'),
  text('知名租户', 'a renowned tenant'),
];
const [short, long, veryLong] = [
  text('一般租期', 'a usual term'),
  text('长租期', 'a long term'),
  text('超长租期', 'a very long term'),
];
const stage = (value: number, name: Text): Line => [
  value,
  [1, 180],
  'SR-11.01',
  days,
  text(`${name.zh}阶段的期限。`, `Within how many days the stage ${name.en} is to be finished.`),
];

/** The numbers of SR-10 and SR-11. The sources name few; the others are what a leasing desk would set first. */
const lines = {
  'lease.discount.ordinary.short': discount(0, ordinary, short),
  'lease.discount.ordinary.long': discount(3, ordinary, long),
  'lease.discount.ordinary.veryLong': discount(5, ordinary, veryLong),
  'lease.discount.known.short': discount(2, known, short),
  'lease.discount.known.long': discount(5, known, long),
  'lease.discount.known.veryLong': discount(8, known, veryLong),
  'lease.discount.renowned.short': discount(5, renowned, short),
  'lease.discount.renowned.long': discount(8, renowned, long),
  'lease.discount.renowned.veryLong': discount(12, renowned, veryLong),
  'lease.longFromMonths': [24, [2, 600], 'SR-10.02', months, text('长租期起点。', 'From when on a lease is long.')],
  'lease.veryLongFromMonths': [
    36,
    [3, 600],
    'SR-10.02',
    months,
    text('超长租期起点。', 'From when on a lease is very long.'),
  ],
  'lease.phoneLineFen': [
    3_500,
    [0, 10_000_000],
    'SR-10.02',
    fen,
    text('每条电话线月租。', 'The monthly fee of a telephone line.'),
  ],
  'lease.parkingPlaceFen': [
    50_000,
    [0, 10_000_000],
    'SR-10.02',
    fen,
    text('每个停车位月租。', 'The monthly fee of a parking place.'),
  ],
  'lease.areaTolerance': [
    10,
    [0, 100],
    'SR-10.01',
    percent,
    text('推荐空房时面积可偏离多少。', 'How far a recommended space may be from the area wanted.'),
  ],
  'lease.firstFollowUpFromDays': [
    2,
    [1, 30],
    'SR-10.03',
    days,
    text(
      '来访后至少几天方可首次跟进。',
      'How many days after the visit the first follow-up may be made at the earliest.',
    ),
  ],
  'lease.firstFollowUpThroughDays': [
    3,
    [1, 30],
    'SR-10.03',
    days,
    text('来访后几天内须首次跟进。', 'Within how many days after the visit the first follow-up is due.'),
  ],
  'lease.followUpEveryDays': [
    14,
    [1, 90],
    'SR-10.03',
    days,
    text('此后每隔几天跟进。', 'How often it is followed up afterwards.'),
  ],
  'lease.followUpForDays': [
    180,
    [7, 1000],
    'SR-10.03',
    days,
    text('跟进持续多久。', 'For how long an enquiry is followed up.'),
  ],
  'quote.cautiousRentStepFen': [
    100_000,
    [1, 100_000_000],
    'SR-10.06',
    fen,
    text('保守报价：租金向上取整的单位。', 'A cautious quote: the step to which a rent is rounded up.'),
  ],
  'quote.cautiousPriceStepFen': [
    10_000_000,
    [1, 10_000_000_000],
    'SR-10.05',
    fen,
    text('保守报价：售价向上取整的单位。', 'A cautious quote: the step to which a price is rounded up.'),
  ],
  'pipeline.days.needs': stage(3, text('需求', 'needs')),
  'pipeline.days.matching': stage(5, text('配对', 'matching')),
  'pipeline.days.viewing': stage(14, text('带看', 'viewing')),
  'pipeline.days.negotiation': stage(10, text('洽谈', 'negotiation')),
  'pipeline.days.signing': stage(7, text('签约', 'signing')),
  'pipeline.rejectionWeight': [
    2,
    [0, 10],
    'SR-11.02',
    text('分', 'points'),
    text('客户曾否定的特征每项扣几分。', 'How many points a proposal loses for each attribute rejected before.'),
  ],
} as const satisfies Record<string, Line>;

type Key = keyof typeof lines;

const each = <V>(made: (line: Line) => V): Record<Key, V> =>
  Object.fromEntries(Object.entries(lines).map(([key, line]) => [key, made(line as Line)])) as Record<Key, V>;

export const leasingNumbers = {
  values: each(([value]) => value),
  params: each(
    ([value, [min, max], rule, unit, sentence]): IntSpec<number> => ({
      type: 'int',
      min,
      max,
      default: value,
      unit,
      rule,
      sentence,
    }),
  ),
};
