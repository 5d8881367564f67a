import type { RuleId } from '@shouwen/kernel';
import type { AmountBasis } from '../fine.ts';
import { entryOf, type FineCode } from '../schedule/fineSchedule.ts';
import type { PenaltyPolicy } from './penaltyPolicy.ts';

/** What an act of a code may cost, all its occurrences together. */
export type AmountLimits = { readonly basis: AmountBasis; readonly leastFen: number; readonly mostFen: number };

/** FI-3: the limits of a code at a site; of null, which no schedule has, those of a ruling. */
export const amountUnder = (params: PenaltyPolicy, code: RuleId | null, occurrences: number): AmountLimits => {
  const entry = entryOf(code);
  const key: FineCode | 'unlisted' = entry?.code ?? 'unlisted';
  const [least, most] = [params[`${key}.leastFen`], params[`${key}.mostFen`]];
  const basis = entry === null ? 'ruling' : (entry.by ?? (least === most ? 'fixed' : 'range'));
  // A ruling and a price are for the whole act.
  const times = basis === 'ruling' || basis === 'price' ? 1 : occurrences;
  return { basis, leastFen: least * times, mostFen: most * times };
};

/** Whether a code's schedule is in use at the site; codes that no schedule has are not. */
export const isListed = (params: PenaltyPolicy, code: string | null): boolean => {
  const entry = entryOf(code);
  return entry !== null && params[entry.schedule === 'club' ? 'schedule.club' : 'schedule.sales'];
};
