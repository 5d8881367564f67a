import { addDays, type IsoDate, monthsWindowEnd } from '@shouwen/kernel';
import type { TierParams } from '../../policies/index.ts';

type Dates = Pick<TierParams, 'review.from' | 'review.to'>;

const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));

/** The window of the yearly review in a year: first and last day, both included (CR-6.01). */
export const reviewWindow = (year: number, params: Dates): { readonly from: IsoDate; readonly to: IsoDate } => ({
  from: `${year}-${params['review.from']}`,
  to: `${year}-${params['review.to']}`,
});

/** The year whose review is to be open on that day; null outside the window. */
export const reviewYearOn = (today: IsoDate, params: Dates): number | null => {
  const { from, to } = reviewWindow(yearOf(today), params);
  return from <= today && today <= to ? yearOf(today) : null;
};

/** Until when a tier given in that year's review holds: the last day of the next year's. */
export const reviewedThrough = (year: number, params: Dates): IsoDate => reviewWindow(year + 1, params).to;

/** Until when a tier given on that day holds: the last day of the first review that begins on it or later. */
export const judgedThrough = (on: IsoDate, params: Dates): IsoDate => {
  const { from, to } = reviewWindow(yearOf(on), params);
  return on <= from ? to : reviewedThrough(yearOf(on), params);
};

/** The same day number some months later; the last day of a month that has no such number: 31 August, the end of February. */
export const judgedOn = (openedOn: IsoDate, months: number): IsoDate => {
  const last = monthsWindowEnd(openedOn, months);
  const next = addDays(last, 1);
  return next.slice(8) === openedOn.slice(8) ? next : last;
};

/** The deals of the year before a day: from the same day of last year on, until the day before. */
export const yearBefore = (day: IsoDate): { readonly from: IsoDate; readonly through: IsoDate } => {
  const lastYear = `${yearOf(day) - 1}${day.slice(4)}`;
  return { from: day.endsWith('02-29') ? `${yearOf(day) - 1}-03-01` : lastYear, through: addDays(day, -1) };
};
