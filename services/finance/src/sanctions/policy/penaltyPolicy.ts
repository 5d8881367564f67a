import {
  contradiction,
  definePolicy,
  type IntSpec,
  type PolicyFault,
  type RuleId,
  ruleOf,
  text,
} from '@shouwen/kernel';
import { type FineCode, fineSchedule, ruledYuan } from '../schedule/fineSchedule.ts';
import { type AttendanceParams, absenceIsOutOfOrder, attendanceParams, attendancePresets } from './attendanceParams.ts';

/** The ends of each code's amount; the same twice is a fixed amount. */
type AmountKey = `${FineCode | 'unlisted'}.${'leastFen' | 'mostFen'}`;

/** The parameters of FI-3 and FI-4 for one site. Amounts are fen for each occurrence. */
export type PenaltyPolicy = {
  readonly 'fines.enabled': boolean;
  readonly 'schedule.sales': boolean;
  readonly 'schedule.club': boolean;
  /** Which of the two entries for a complaint applies. */
  readonly 'complaint.code': string;
  /** Days after the confirmation; null: until the fine is deducted. */
  readonly 'contest.days': number | null;
  readonly 'suspension.mostDays': number;
} & AttendanceParams &
  Readonly<Record<AmountKey, number>>;

const fen = text('分', 'fen');
const days = text('天', 'days');

const end = (rule: RuleId, [zh, en]: readonly [string, string], value: number): IntSpec<number> => ({
  type: 'int',
  min: 0,
  max: 100_000_000,
  default: value,
  rule,
  unit: fen,
  sentence: text(`${ruleOf(rule).text.zh}（${zh}）`, `${ruleOf(rule).text.en} (${en})`),
});

const ends = (key: string, rule: RuleId, [least, most]: readonly [number, number]): [string, IntSpec<number>][] => [
  [`${key}.leastFen`, end(rule, ['每次最低', 'least, each'], least)],
  [`${key}.mostFen`, end(rule, ['每次最高', 'most, each'], most)],
];

const unlisted = [ruledYuan[0] * 100, ruledYuan[1] * 100] as const;
const amountParams = Object.fromEntries([
  ...fineSchedule.flatMap(({ code, leastFen, mostFen }) => ends(code, code, [leastFen, mostFen])),
  ...ends('unlisted', 'FI-3', unlisted),
]) as Readonly<Record<AmountKey, IntSpec<number>>>;

const leastAboveMost = (params: PenaltyPolicy): PolicyFault | null => {
  const codes: readonly (FineCode | 'unlisted')[] = [...fineSchedule.map(({ code }) => code), 'unlisted'];
  const wrong = codes.find((code) => params[`${code}.leastFen`] > params[`${code}.mostFen`]);
  const message = text('最低不得高于最高。', 'the least may not be above the most.');
  return wrong === undefined ? null : contradiction(`${wrong}.leastFen`, message);
};

/** What violations and deviations of attendance cost at a site, and how long what may be done about it. */
export const penaltyPolicy = definePolicy<PenaltyPolicy>({
  name: 'penalties',
  params: {
    'fines.enabled': {
      type: 'boolean',
      default: true,
      rule: 'FI-3',
      sentence: text('案场是否实行罚款。', 'Whether the site has fines at all.'),
    },
    'schedule.sales': {
      type: 'boolean',
      default: true,
      rule: 'FI-3',
      sentence: text(
        '是否适用销售现场处罚条例（V-01至V-52）。',
        'Whether the schedule of the sales floor applies, V-01 to V-52.',
      ),
    },
    'schedule.club': {
      type: 'boolean',
      default: false,
      rule: 'FI-3',
      sentence: text('是否适用会所处罚条款（K-01至K-05）。', 'Whether the schedule of the club applies, K-01 to K-05.'),
    },
    'complaint.code': {
      type: 'enum',
      options: ['V-39', 'V-50'],
      default: 'V-39',
      rule: 'FI-3',
      sentence: text('客户投诉适用哪一条款。', 'Which of the two entries applies to a complaint by a client.'),
    },
    'contest.days': {
      type: 'int',
      min: 1,
      max: 366,
      nullable: true,
      default: null,
      unit: days,
      rule: 'FI-3',
      sentence: text(
        '处罚确认后几日内可提出异议；不设的，扣除之前均可。',
        'Within how many days of its confirmation a fine may be contested; without it, until it is deducted.',
      ),
    },
    'suspension.mostDays': {
      type: 'int',
      min: 1,
      max: 366,
      default: 90,
      unit: days,
      rule: 'FI-3',
      sentence: text('停盘最长几日。', 'How many days a suspension may last at most, when it has an end.'),
    },
    ...attendanceParams,
    ...amountParams,
  },
  presets: {
    // S0.2 has no schedule: a site that wants one switches it on.
    'one-month': { 'fines.enabled': false, ...attendancePresets['one-month'] },
    'triple-confirmation': { ...attendancePresets['triple-confirmation'] },
  },
  check: (params) => {
    const message = text('旷工半天的起点不得晚于旷工一天。', 'half a day may not begin after a whole one.');
    if (absenceIsOutOfOrder(params)) return contradiction('absent.halfDayFromMinutes', message);
    return leastAboveMost(params);
  },
});
