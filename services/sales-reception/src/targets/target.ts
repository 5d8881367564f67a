import { isValidDate, lastDayOfMonth } from '@shouwen/kernel';

/** What is to be reached in a month or a year (SR-8.04). */
export type Goals = { readonly units: number; readonly amountFen: number; readonly cashFen: number };

/** The goals of a consultant, or of the site itself when there is no `staffId`. */
export type Target = Goals & { readonly siteId: string; readonly staffId: string | null; readonly period: string };

export type Days = { readonly from: string; readonly through: string };

/** The days of `2026-03` or `2026`, both ends included; null for what is neither a month nor a year. */
export const daysOf = (period: string): Days | null => {
  if (/^\d{4}$/.test(period)) {
    const days = { from: `${period}-01-01`, through: `${period}-12-31` };
    return isValidDate(days.from) && period >= '2000' ? days : null;
  }
  if (!/^\d{4}-\d{2}$/.test(period) || period < '2000') return null;
  const from = `${period}-01`;
  return isValidDate(from) ? { from, through: lastDayOfMonth(from) } : null;
};
