import { defaultZone, siteDate, startOfDay } from '@shouwen/kernel';
import { firstDayAfter, type Month, monthOf } from './month.ts';

/** A site's book: its zone, and up to which month it is locked. */
export type SiteBook = { readonly timeZone: string; readonly lockedThrough: Month | null };

/** A site that the ledger has not heard of yet keeps the default zone and has nothing closed. */
export const newBook: SiteBook = { timeZone: defaultZone, lockedThrough: null };

/** When a posting counts in balances, and in which month's book it stands. */
export type Effective = { readonly effectiveAt: Date; readonly bookMonth: Month };

/**
 * FI-2.03: what happened in a closed month counts from the first instant of the first open one, so that a balance once told
 * for a closed month stays true. Everything else counts from when it happened.
 */
export const effectiveTime = (occurredAt: Date, { timeZone, lockedThrough }: SiteBook): Effective => {
  const month = monthOf(siteDate(occurredAt, timeZone));
  if (lockedThrough === null || month > lockedThrough) return { effectiveAt: occurredAt, bookMonth: month };
  const first = firstDayAfter(lockedThrough);
  return { effectiveAt: startOfDay(first, timeZone), bookMonth: monthOf(first) };
};
