import {
  contradiction,
  type IntSpec,
  lastDayOfMonth,
  mustAddUpTo100,
  type PolicyDefinition,
  type PolicyFault,
  type RuleId,
  text,
} from '@shouwen/kernel';

/** The parameters of tiers and key clients (CR-6.01, CR-6.02, CR-6.05). Days of the year are MM-DD. */
export type TierParams = {
  readonly 'review.from': string;
  /** The last day of discussion; with its end the review is closed. */
  readonly 'review.to': string;
  readonly 'tier.provisional': string;
  readonly 'tier.probationMonths': number;
  readonly 'tier.weightSales': number;
  readonly 'tier.weightPrice': number;
  readonly 'tier.weightPayment': number;
  readonly 'tier.weightCredit': number;
  readonly 'tier.salesHighYuan': number;
  readonly 'tier.salesMiddleYuan': number;
  readonly 'tier.priceHighPercent': number;
  readonly 'tier.priceMiddlePercent': number;
  readonly 'tier.paymentDays': number;
  readonly 'tier.promptPercent': number;
  readonly 'tier.aPoints': number;
  readonly 'tier.bPoints': number;
  readonly 'tier.visitDaysA': number;
  readonly 'tier.visitDaysB': number;
  readonly 'tier.exceptPricePercent': number;
  readonly 'keyClients.percent': number;
  readonly 'keyClients.silentDays': number;
  readonly 'keyClients.fallPercent': number;
};

const percent = text('%', 'per cent');
const days = text('天', 'days');
const yuan = text('元', 'yuan');

const whole = (
  [rule, unit]: readonly [RuleId, IntSpec<number>['unit'] | null],
  [min, max, value]: readonly [number, number, number],
  [zh, en]: readonly [string, string],
): IntSpec<number> => ({
  ...{ type: 'int', min, max, default: value, rule },
  ...(unit ? { unit } : {}),
  sentence: text(`${zh}。`, `${en}.`),
});

const points = ['CR-6.01', text('分', 'points')] as const;
const weight = (value: number, said: readonly [string, string]) => whole(['CR-6.01', percent], [0, 100, value], said);
const most = 1_000_000_000;

/** 29 February is no day of most years. */
const dayOfYear = (value: string, [zh, en]: readonly [string, string]) =>
  ({
    type: 'enum',
    options: Array.from({ length: 12 }, (_, month) => daysOfMonth(month + 1)).flat(),
    default: value,
    rule: 'CR-6.01',
    sentence: text(`${zh}。`, `${en}.`),
  }) as const;

const two = (number: number): string => String(number).padStart(2, '0');
const daysOfMonth = (month: number): string[] =>
  Array.from(
    { length: Number(lastDayOfMonth(`2027-${two(month)}-01`).slice(8)) },
    (_, day) => `${two(month)}-${two(day + 1)}`,
  );

export const tierParams: Pick<PolicyDefinition<TierParams>['params'], keyof TierParams> = {
  'review.from': dayOfYear('03-25', ['年度客户分级评审的首日', 'The first day of the yearly review of the tiers']),
  'review.to': dayOfYear('03-30', [
    '年度评审的末日，当日结束后生效',
    'The last day of the yearly review; with its end the tiers hold',
  ]),
  'tier.provisional': {
    ...{ type: 'enum', options: ['A', 'B', 'C'], default: 'C', rule: 'CR-6.01' },
    sentence: text('新客户建档时的暂定等级。', 'The provisional tier of a client whose record was just opened.'),
  },
  'tier.probationMonths': whole(
    ['CR-6.01', text('个月', 'months')],
    [1, 24, 6],
    ['新客户满几个月后正式评级', 'After how many months a new client is judged'],
  ),
  'tier.weightSales': weight(40, ['年度销售额的权重', 'The weight of the sales of the year']),
  'tier.weightPrice': weight(20, ['价格水平的权重', 'The weight of the price level']),
  'tier.weightPayment': weight(20, ['回款记录的权重', 'The weight of the payment record']),
  'tier.weightCredit': weight(20, ['资信等级的权重', 'The weight of the credit grade']),
  'tier.salesHighYuan': whole(
    ['CR-6.01', yuan],
    [1, most, 3_000_000],
    ['年度销售额达此数得满分', 'Sales of the year from this on have all points'],
  ),
  'tier.salesMiddleYuan': whole(
    ['CR-6.01', yuan],
    [1, most, 1_000_000],
    ['年度销售额达此数得六成分', 'Sales of the year from this on have three fifths of the points'],
  ),
  'tier.priceHighPercent': whole(
    ['CR-6.01', percent],
    [1, 500, 105],
    ['成交价达同项目同类均价的此比例得满分', 'Prices from this part of the average on have all points'],
  ),
  'tier.priceMiddlePercent': whole(
    ['CR-6.01', percent],
    [1, 500, 95],
    [
      '成交价达同项目同类均价的此比例得六成分',
      'Prices from this part of the average on have three fifths of the points',
    ],
  ),
  'tier.paymentDays': whole(
    ['CR-6.01', days],
    [0, 730, 90],
    ['成交满几天后计入回款考核', 'How many days after a deal its payment is looked at'],
  ),
  'tier.promptPercent': whole(
    ['CR-6.01', percent],
    [1, 100, 95],
    ['已到考核期的成交回款达此比例为及时', 'Payment is prompt when this part of the deals looked at was paid'],
  ),
  'tier.aPoints': whole(points, [1, 100, 75], ['A级所需分数', 'How many points tier A takes']),
  'tier.bPoints': whole(points, [0, 99, 45], ['B级所需分数', 'How many points tier B takes']),
  'tier.visitDaysA': whole(
    ['CR-6.02', days],
    [1, 366, 30],
    ['A级客户至少几天走访一次', 'Clients of tier A are visited every so many days'],
  ),
  'tier.visitDaysB': whole(
    ['CR-6.02', days],
    [1, 366, 60],
    ['B级客户至少几天走访一次', 'Clients of tier B are visited every so many days'],
  ),
  'tier.exceptPricePercent': whole(
    ['CR-6.02', percent],
    [1, 500, 100],
    [
      'B、C级客户的订单价格达均价的此比例方可申请A级待遇',
      'An order of a B or C client at this part of the average price may get the treatment of A',
    ],
  ),
  'keyClients.percent': whole(
    ['CR-6.05', percent],
    [20, 30, 25],
    ['贡献最大的百分之几为重点客户', 'Which part of the clients, those who bring most, are the key clients'],
  ),
  'keyClients.silentDays': whole(
    ['CR-6.05', days],
    [1, 730, 90],
    [
      '几天无联系、来访或成交视为可能流失',
      'After how many days without contact, visit or deal a key client may be about to be lost',
    ],
  ),
  'keyClients.fallPercent': whole(
    ['CR-6.05', percent],
    [1, 100, 30],
    [
      '销售额较上年下降几成以上视为可能流失',
      'A fall of the sales by this part against the year before shows a key client who may be about to be lost',
    ],
  ),
};

/** What the parameters of tiers must not say together. */
export const tierContradiction = (params: TierParams): PolicyFault | null => {
  const weights = mustAddUpTo100(params, [
    'tier.weightSales',
    'tier.weightPrice',
    'tier.weightPayment',
    'tier.weightCredit',
  ]);
  if (weights) return weights;
  if (params['review.to'] < params['review.from'])
    return contradiction('review.to', text('末日不得早于首日。', 'the last day is not before the first.'));
  if (params['tier.bPoints'] >= params['tier.aPoints'])
    return contradiction('tier.bPoints', text('须低于A级分数。', 'below the points of tier A.'));
  if (params['tier.salesMiddleYuan'] > params['tier.salesHighYuan'])
    return contradiction('tier.salesMiddleYuan', text('不得高于满分线。', 'not above what has all points.'));
  if (params['tier.priceMiddlePercent'] > params['tier.priceHighPercent'])
    return contradiction('tier.priceMiddlePercent', text('不得高于满分线。', 'not above what has all points.'));
  return null;
};
