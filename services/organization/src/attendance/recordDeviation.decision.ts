import {
  accepted,
  type Decision,
  firstRefusal,
  isValidDate,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Deviation, DeviationKind } from './deviation.ts';

export type DeviationFacts = {
  readonly now: Date;
  readonly recorderId: string;
  readonly staffId: string;
  readonly on: string;
  /** The day at the site. */
  readonly today: string;
  readonly kind: DeviationKind;
  readonly minutes: number | null;
  readonly halfDays: number | null;
  readonly grave: boolean;
  /** Whether the person has a post at the site on that day. */
  readonly hasPost: boolean;
  /** Whether the person is away with leave that day. */
  readonly onLeave: boolean;
  /** What is recorded about the person on that day. */
  readonly known: readonly Deviation[];
};
export type DeviationCode =
  | 'BAD_INPUT'
  | 'OWN_DEVIATION'
  | 'DEVIATION_AHEAD'
  | 'STAFF_NOT_AT_SITE'
  | 'ON_LEAVE'
  | 'DEVIATION_RECORDED'
  | 'ABSENT_ALL_DAY';
export type DeviationRecorded = { readonly type: 'DeviationRecorded' };

type Rule = Requirement<DeviationFacts, Refusal<DeviationCode>>;
const refusal = (code: DeviationCode, zh: string, en: string): Refusal<DeviationCode> => ({
  code,
  rule: code === 'BAD_INPUT' ? null : 'OR-4.03',
  message: text(zh, en),
});

const notOneself: Rule = ({ staffId, recorderId }) =>
  staffId === recorderId
    ? refusal('OWN_DEVIATION', '不能登记本人的考勤。', 'Nobody records their own attendance.')
    : null;

const isADay: Rule = ({ on }) =>
  isValidDate(on) ? null : refusal('BAD_INPUT', '日期无效。', 'This is not a day of the calendar.');

const notAhead: Rule = ({ on, today }) =>
  on > today ? refusal('DEVIATION_AHEAD', '不能登记未来的考勤。', 'Attendance is not recorded ahead.') : null;

const worksThere: Rule = ({ hasPost }) =>
  hasPost
    ? null
    : refusal('STAFF_NOT_AT_SITE', '当日该人员在本案场无任职。', 'This person has no post at the site on that day.');

/** Absent is who is away without leave; and who has leave cannot be late. */
const withoutLeave: Rule = ({ onLeave }) =>
  onLeave ? refusal('ON_LEAVE', '当日该人员已获批请假。', 'This person has leave on that day.') : null;

const within = (value: number | null, most: number): boolean =>
  value !== null && Number.isInteger(value) && value >= 1 && value <= most;

/** Late and early by minutes of the day, absent by half days; only an absence can be grave (FI-4.03). */
const isMeasured: Rule = ({ kind, minutes, halfDays, grave }) => {
  const fits =
    kind === 'absent' ? minutes === null && within(halfDays, 2) : halfDays === null && within(minutes, 1_439) && !grave;
  return fits
    ? null
    : refusal(
        'BAD_INPUT',
        '迟到、早退须填分钟数，旷工须填一或两个半天；仅旷工可记情节严重。',
        'Lateness and early leaving take minutes, an absence takes one or two half days; only an absence can be grave.',
      );
};

const oncePerDay: Rule = ({ known, kind }) =>
  known.some((one) => one.kind === kind)
    ? refusal('DEVIATION_RECORDED', '当日同类考勤异常已登记。', 'This was recorded for that day already.')
    : null;

/** Who was away all day was neither late nor early. */
const notAwayAllDay: Rule = ({ known, kind, halfDays }) =>
  (kind === 'absent' && halfDays === 2 && known.length > 0) || known.some((one) => one.halfDays === 2)
    ? refusal(
        'ABSENT_ALL_DAY',
        '全天旷工与当日其他考勤异常不能并存。',
        'Who is absent all day is neither late nor early that day.',
      )
    : null;

export const deviationRules: readonly Rule[] = [
  notOneself,
  isADay,
  notAhead,
  worksThere,
  withoutLeave,
  isMeasured,
  oncePerDay,
  notAwayAllDay,
];

/** OR-4.03: may this lateness, early leaving or absence be recorded? */
export const decideDeviation = (facts: DeviationFacts): Decision<DeviationRecorded, Refusal<DeviationCode>> => {
  const { on, kind, minutes, halfDays, grave } = facts;
  const reasons = reasoning(facts.now).apply('OR-4.03').fact('on', on).fact('kind', kind);
  reasons.fact('minutes', minutes).fact('halfDays', halfDays).fact('grave', grave);
  const fault = firstRefusal(deviationRules, facts);
  if (fault) return refused(fault, reasons.explain(fault.code, fault.message));
  const summary = text('考勤异常已登记，由财务计算处罚。', 'Recorded; finance computes the penalty.');
  return accepted([{ type: 'DeviationRecorded' }], reasons.explain('DEVIATION_RECORDED', summary));
};
