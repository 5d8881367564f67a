import { addDays } from '@shouwen/kernel';

/** How often a report is made (CR-4.09). */
export const rhythms = ['once', 'monthly', 'quarterly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** First and last day, both included. */
export type Period = { readonly from: string; readonly through: string };

const monthsOf: Readonly<Record<Rhythm, number>> = { once: 1, monthly: 1, quarterly: 3 };

/** The last whole month, or quarter, that was over before that day. */
export const lastPeriodBefore = (day: string, rhythm: Rhythm): Period => {
  const months = monthsOf[rhythm];
  const [year = 0, month = 0] = day.split('-').map(Number);
  const begun = year * 12 + Math.floor((month - 1) / months) * months;
  return { from: firstOf(begun - months), through: addDays(firstOf(begun), -1) };
};

/** Every period that is due by that day, from the last one before it was granted; one only, when it was asked for once. */
export const periodsDue = (
  rhythm: Rhythm,
  { grantedOn, today }: { readonly grantedOn: string; readonly today: string },
): Period[] => {
  const first = lastPeriodBefore(grantedOn, rhythm);
  if (rhythm === 'once') return [first];
  const periods: Period[] = [];
  for (let one = lastPeriodBefore(today, rhythm); one.from >= first.from; one = lastPeriodBefore(one.from, rhythm))
    periods.unshift(one);
  return periods;
};

const firstOf = (months: number): string =>
  `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
