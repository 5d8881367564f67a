import type { RuleId } from '@shouwen/kernel';
import type { Effect, EffectCondition, EffectRule } from './effects.ts';

/** The codes of FI-3: the sales floor and the club. */
export type FineCode = Extract<RuleId, `V-${string}` | `K-${string}`>;

/** What the amount is for; however it is counted, the violation says how many of them there were. */
export type FineUnit = 'occurrence' | 'item' | 'unit' | 'day';

/** Who is fined; a violation is recorded for each of them. */
export type FinedParty = 'offender' | 'each-party' | 'author-and-checker' | 'department-head' | 'head-and-employee';

export type ScheduleEntry = {
  readonly code: FineCode;
  readonly schedule: 'sales' | 'club';
  /** Null where the amount is the same for all. */
  readonly by: 'ruling' | 'price' | null;
  readonly leastFen: number;
  readonly mostFen: number;
  readonly unit: FineUnit;
  readonly fined: FinedParty;
  readonly effects: readonly EffectRule[];
};

type More = Partial<Omit<ScheduleEntry, 'code' | 'schedule' | 'leastFen' | 'mostFen'>>;

/** Yuan as the rulebook writes them; one figure, or the ends of a range. */
const fine = (code: FineCode, [least, most = least]: readonly [number, number?], more: More = {}): ScheduleEntry => ({
  code,
  schedule: code.startsWith('K') ? 'club' : 'sales',
  by: null,
  leastFen: Math.round(least * 100),
  mostFen: Math.round(most * 100),
  unit: 'occurrence',
  fined: 'offender',
  effects: [],
  ...more,
});

const rule =
  (when: EffectCondition) =>
  (...oneOf: Effect[]): EffectRule => ({ when, oneOf });
const always = rule('always');
const ifGrave = rule('grave');
const ifDeal = rule('deal');
const may = rule('choice');

const suspended = { effects: [always('suspend')] };
const byWeight = may('suspend', 'dismissal');
const liable = always('liability');

/** What is ruled goes up to the dearest entry of the schedule, and a price as far as an amount is plausible: our reading, a parameter. */
export const ruledYuan = [0, 20_000] as const;
const priceYuan = [0.01, 100_000] as const;

/** FI-3: what a violation costs and brings. The amounts are the usual ones; a site's policy may set others. */
export const fineSchedule: readonly ScheduleEntry[] = [
  fine('V-01', [20]),
  fine('V-02', [20]),
  fine('V-03', [20]),
  fine('V-04', [20]),
  fine('V-05', [50]),
  fine('V-06', [20]),
  fine('V-07', [50]),
  fine('V-08', [50]),
  fine('V-09', [50]),
  fine('V-10', [50]),
  fine('V-11', [50]),
  fine('V-12', [50]),
  fine('V-13', [100], suspended),
  fine('V-14', [100], suspended),
  fine('V-15', [100], suspended),
  fine('V-16', [100, 1_000], suspended),
  fine('V-17', [50], { unit: 'item' }),
  fine('V-18', [50], { unit: 'item' }),
  fine('V-19', [50]),
  fine('V-20', [50]),
  fine('V-21', [50]),
  fine('V-22', [50]),
  fine('V-23', [100]),
  fine('V-24', [50]),
  fine('V-25', [50], { effects: [may('suspend')] }),
  fine('V-26', [100, 1_000], suspended),
  fine('V-27', [200], suspended),
  // For losses: where there were any.
  fine('V-28', [100], { effects: [may('liability')] }),
  fine('V-29', [200], { effects: [liable, byWeight] }),
  fine('V-30', [200]),
  fine('V-31', [100], { unit: 'unit', fined: 'author-and-checker', effects: [liable, ifGrave('dismissal')] }),
  fine('V-32', [500], { effects: [ifDeal('withhold-deal')] }),
  fine('V-33', [100], { effects: [liable, byWeight] }),
  fine('V-34', [100], { unit: 'unit' }),
  fine('V-35', [200]),
  fine('V-36', [1_000], { effects: [ifGrave('withhold-month'), ifGrave('dismissal')] }),
  fine('V-37', [500], { effects: [always('withhold-deal', 'withhold-all'), liable, byWeight] }),
  fine('V-38', [500]),
  fine('V-39', [1_000], { effects: [ifGrave('withhold-all'), ifGrave('dismissal'), ifGrave('liability')] }),
  fine('V-40', [100]),
  fine('V-41', [500], suspended),
  fine('V-42', [2_000], { unit: 'item', effects: [ifGrave('withhold-all'), byWeight] }),
  fine('V-43', priceYuan, { by: 'price' }),
  fine('V-44', [50]),
  fine('V-45', [50]),
  fine('V-46', [100]),
  fine('V-47', [500], suspended),
  fine('V-48', [1_000], { effects: [always('client-returned'), may('dismissal')] }),
  fine('V-49', [1_000], { fined: 'each-party' }),
  fine('V-50', [100, 1_000], { effects: [may('client-reassigned')] }),
  fine('V-51', [1_000, 20_000], { effects: [always('off-site'), liable] }),
  fine('V-52', ruledYuan, { by: 'ruling', effects: [always('off-site'), always('client-reassigned')] }),
  fine('K-01', [10], { unit: 'day', fined: 'department-head' }),
  fine('K-02', [100], { fined: 'each-party' }),
  fine('K-03', [100]),
  fine('K-04', [100], { fined: 'head-and-employee' }),
  fine('K-05', [500], { fined: 'head-and-employee', effects: [always('client-reassigned')] }),
];

const byCode: ReadonlyMap<string, ScheduleEntry> = new Map(fineSchedule.map((entry) => [entry.code, entry]));

/** The entry of a code; null for what is none. */
export const entryOf = (code: string | null): ScheduleEntry | null =>
  code === null ? null : (byCode.get(code) ?? null);

/** FI-3, one act, one code: each of these is less specific than the one before it. */
const fromSpecificToGeneral: readonly (readonly string[])[] = [
  ['V-51', 'V-42'],
  ['V-48', 'V-47', 'V-27'],
  ['FI-4.03', 'V-14'],
];

/** Whether `code` says more about the same act than `other` does. */
export const isMoreSpecific = (code: string | null, other: string | null): boolean =>
  fromSpecificToGeneral.some((codes) => {
    const [one, two] = [codes.indexOf(code ?? ''), codes.indexOf(other ?? '')];
    return one >= 0 && two >= 0 && one < two;
  });
