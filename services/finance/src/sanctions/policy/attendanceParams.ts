import { type IntSpec, type PolicyDefinition, type RuleId, text } from '@shouwen/kernel';

/** The parameters of FI-4; amounts in fen. */
export type AttendanceParams = {
  readonly 'attendance.enabled': boolean;
  readonly 'late.firstFen': number;
  readonly 'late.secondFen': number;
  readonly 'late.thirdFen': number;
  readonly 'late.furtherFen': number;
  readonly 'leftEarly.fen': number;
  readonly 'leftEarly.raisedFen': number;
  readonly 'leftEarly.raisedFrom': number;
  readonly 'absent.halfDayFromMinutes': number;
  readonly 'absent.dayFromMinutes': number;
  readonly 'absent.halfDayFen': number;
  readonly 'absent.dayFen': number;
  readonly 'absent.dismissalFrom': number;
  /** What a day's work is paid at the site; null: finance does not know, payroll keeps the pay back. */
  readonly 'absent.dailyPayFen': number | null;
};

type Specs = Pick<PolicyDefinition<AttendanceParams>['params'], keyof AttendanceParams>;

const fen = text('分', 'fen');
const minutes = text('分钟', 'minutes');
const times = text('次', 'occurrences');

const amount = (rule: RuleId, value: number, [zh, en]: readonly [string, string]): IntSpec<number> => ({
  type: 'int',
  min: 0,
  max: 100_000_000,
  default: value,
  rule,
  unit: fen,
  sentence: text(`${zh}。`, `${en}.`),
});

const count = (
  rule: RuleId,
  [min, max, value]: readonly [number, number, number],
  { unit, sentence: [zh, en] }: { unit: typeof fen; sentence: readonly [string, string] },
): IntSpec<number> => ({ type: 'int', min, max, default: value, rule, unit, sentence: text(`${zh}。`, `${en}.`) });

export const attendanceParams: Specs = {
  'attendance.enabled': {
    type: 'boolean',
    default: true,
    rule: 'FI-4.01',
    sentence: text('是否实行考勤处罚。', 'Whether lateness, early leaving and absence are fined.'),
  },
  'late.firstFen': amount('FI-4.01', 2_000, ['当月第一次迟到', 'The first lateness of a month']),
  'late.secondFen': amount('FI-4.01', 4_000, ['当月第二次迟到', 'The second lateness of a month']),
  'late.thirdFen': amount('FI-4.01', 8_000, ['当月第三次迟到', 'The third lateness of a month']),
  // The source stops at the third.
  'late.furtherFen': amount('FI-4.01', 8_000, ['当月第四次及以后每次迟到', 'Each further lateness of a month']),
  'leftEarly.fen': amount('FI-4.02', 5_000, ['每次早退', 'Leaving early']),
  'leftEarly.raisedFen': amount('FI-4.02', 10_000, ['早退次数多时每次', 'Leaving early, when it is often']),
  // "More than three times" in the source, which can be read as three times or more, and is.
  'leftEarly.raisedFrom': count('FI-4.02', [2, 100, 3], {
    unit: times,
    sentence: ['当月自第几次早退起提高罚款', 'From which early leaving of a month on the higher amount applies'],
  }),
  'absent.halfDayFromMinutes': count('FI-4.01', [1, 1_440, 60], {
    unit: minutes,
    sentence: ['迟到、早退达几分钟按旷工半天', 'From how many minutes on it is half a day absent instead'],
  }),
  'absent.dayFromMinutes': count('FI-4.01', [1, 1_440, 240], {
    unit: minutes,
    sentence: ['迟到、早退达几分钟按旷工一天', 'From how many minutes on it is a full day absent instead'],
  }),
  'absent.halfDayFen': amount('FI-4.03', 10_000, ['旷工半天', 'Half a day absent']),
  'absent.dayFen': amount('FI-4.03', 20_000, ['旷工一天', 'A day absent']),
  'absent.dismissalFrom': count('FI-4.03', [1, 100, 1], {
    unit: times,
    sentence: [
      '情节严重的旷工，当月自第几次起提请辞退',
      'From which absence of a month on a grave one brings a proposal of dismissal',
    ],
  }),
  'absent.dailyPayFen': {
    type: 'int',
    min: 1,
    max: 100_000_000,
    nullable: true,
    default: null,
    rule: 'FI-4.03',
    unit: fen,
    sentence: text(
      '日工资；不设的，由薪资部门扣除。',
      'The pay of a day; without it, payroll keeps the pay of an absence back.',
    ),
  },
};

export const attendancePresets = {
  'one-month': { 'attendance.enabled': false },
  'triple-confirmation': {},
} as const satisfies Readonly<Record<string, Partial<AttendanceParams>>>;

/** What the parameters must not say together: a half day absent begins before a whole one. */
export const absenceIsOutOfOrder = (params: AttendanceParams): boolean =>
  params['absent.halfDayFromMinutes'] > params['absent.dayFromMinutes'];
