import { formatYuan, type PolicyVersion, type Reasoning, reasoning, text } from '@shouwen/kernel';
import type { Penalty, PenaltyPolicy } from '../sanctions/index.ts';
import type { Deviation } from './deviation.ts';

export type CountedDeviation = Deviation & {
  /** In force on that day; null: the site had no penalties yet. */
  readonly policy: PolicyVersion<PenaltyPolicy> | null;
};

/** Where one is in the month, when a deviation is looked at: which one of its kind it is. */
type Ordinals = { late: number; leftEarly: number; absent: number };

/**
 * FI-4.01 to FI-4.03: what the lateness, early leaving and absences of a person cost in one calendar month. They count in the order of
 * their days, in whichever order they were recorded, so that the same month always costs the same.
 */
export const penaltiesOfMonth = (deviations: readonly CountedDeviation[], now: Date): Penalty[] => {
  const counted: Ordinals = { late: 0, leftEarly: 0, absent: 0 };
  return [...deviations].sort(byDay).flatMap(({ policy, ...deviation }) => {
    if (!policy?.params['attendance.enabled']) return [];
    const reasons = reasoning(now).under(policy).fact('on', deviation.on).fact('kind', deviation.kind);
    reasons.fact('minutes', deviation.minutes);
    const halfDays = absentHalfDays(deviation, policy.params, reasons);
    if (halfDays > 0) return [absence({ deviation, halfDays, policy, nth: ++counted.absent, reasons })];
    return deviation.kind === 'late'
      ? [lateness({ deviation, policy, nth: ++counted.late, reasons })]
      : [earlyLeaving({ deviation, policy, nth: ++counted.leftEarly, reasons })];
  });
};

const kinds: readonly Deviation['kind'][] = ['late', 'left-early', 'absent'];
const byDay = (a: Deviation, b: Deviation): number =>
  a.on === b.on ? kinds.indexOf(a.kind) - kinds.indexOf(b.kind) : a.on < b.on ? -1 : 1;

/** How much of the day one was absent: so told, or because it was so late or early that it counts as absence instead (FI-4.01). */
const absentHalfDays = ({ kind, minutes, halfDays }: Deviation, params: PenaltyPolicy, reasons: Reasoning): number => {
  if (kind === 'absent') return halfDays ?? 0;
  const [half, day] = [params['absent.halfDayFromMinutes'], params['absent.dayFromMinutes']];
  const away = minutes ?? 0;
  const rule = kind === 'late' ? 'FI-4.01' : 'FI-4.02';
  reasons.apply(rule);
  if (away >= day) return 2;
  if (away >= half) return 1;
  reasons.reject('FI-4.03', text(`不足 ${half} 分钟，不按旷工计。`, `Less than ${half} minutes: not absent.`));
  return 0;
};

type Counted = {
  readonly deviation: Deviation;
  readonly policy: PolicyVersion<PenaltyPolicy>;
  /** The first, second … of the month. */
  readonly nth: number;
  readonly reasons: Reasoning;
};

/** FI-4.01: 20, 40, 80 and again 80. */
const lateness = ({ deviation, policy: { params }, nth, reasons }: Counted): Penalty => {
  const known = [params['late.firstFen'], params['late.secondFen'], params['late.thirdFen']];
  const amountFen = known[nth - 1] ?? params['late.furtherFen'];
  const summary = text(
    `当月第 ${nth} 次迟到，罚款 ${formatYuan(amountFen)} 元。`,
    `Late for time ${nth} of the month: ${formatYuan(amountFen)} yuan.`,
  );
  return money(deviation, 'FI-4.01', { amountFen, nth, reasons, summary });
};

/** FI-4.02: the amount is raised from the third on; the first two stay as they are. */
const earlyLeaving = ({ deviation, policy: { params }, nth, reasons }: Counted): Penalty => {
  const amountFen = nth >= params['leftEarly.raisedFrom'] ? params['leftEarly.raisedFen'] : params['leftEarly.fen'];
  const summary = text(
    `当月第 ${nth} 次早退，罚款 ${formatYuan(amountFen)} 元。`,
    `Left early for time ${nth} of the month: ${formatYuan(amountFen)} yuan.`,
  );
  return money(deviation, 'FI-4.02', { amountFen, nth, reasons, summary });
};

type Told = Pick<Counted, 'nth' | 'reasons'> & {
  readonly amountFen: number;
  readonly summary: ReturnType<typeof text>;
};

const money = (
  { deviationId }: Deviation,
  code: 'FI-4.01' | 'FI-4.02',
  { amountFen, nth, reasons, summary }: Told,
): Penalty => {
  reasons.fact('ordinalInMonth', nth).fact('amountFen', amountFen);
  const explanation = reasons.explain('proposed', summary);
  return { deviationId, code, amountFen, payHalfDays: 0, payFen: null, grave: false, explanation };
};

/** FI-4.03: the fine, the pay of the time missed, and a proposal of dismissal when grave. */
const absence = (counted: Counted & { readonly halfDays: number }): Penalty => {
  const { deviation, halfDays, policy, nth, reasons } = counted;
  const { params } = policy;
  const [days, half] = [Math.floor(halfDays / 2), halfDays % 2];
  const amountFen = days * params['absent.dayFen'] + half * params['absent.halfDayFen'];
  const daily = params['absent.dailyPayFen'];
  const payFen = daily === null ? null : Math.floor((daily * halfDays + 1) / 2);
  const grave = deviation.grave && nth >= params['absent.dismissalFrom'];
  reasons.apply('FI-4.03').fact('halfDays', halfDays).fact('grave', deviation.grave).fact('ordinalInMonth', nth);
  reasons.fact('amountFen', amountFen).fact('payHalfDays', halfDays).fact('payFen', payFen);
  const yuan = formatYuan(amountFen);
  const summary = text(
    `旷工 ${halfDays} 个半天，罚款 ${yuan} 元，并扣相应工资。`,
    `Absent for ${halfDays} half days: ${yuan} yuan, and the pay of that time.`,
  );
  const { deviationId } = deviation;
  const explanation = reasons.explain('proposed', summary);
  return { deviationId, code: 'FI-4.03', amountFen, payHalfDays: halfDays, payFen, grave, explanation };
};
