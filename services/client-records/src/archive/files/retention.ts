import { type IsoDate, isValidDate, monthsWindowEnd } from '@shouwen/kernel';

/** How long a file is kept: so many years from that day on, or for ever (CR-3.01). */
export type Retention = { readonly from: IsoDate; readonly years: number | null };

export const mostYears = 100;

export const isRetention = ({ from, years }: Retention): boolean =>
  isValidDate(from) &&
  from >= '1900-01-01' &&
  from < '2200-01-01' &&
  (years === null || (Number.isInteger(years) && years >= 1 && years <= mostYears));

/**
 * The last day on which the file must be kept, null for ever: the day before the same day of the year in which the period is over,
 * and the last day of February for one that begins on the 29th and ends in a common year.
 */
export const keptThrough = ({ from, years }: Retention): IsoDate | null =>
  years === null ? null : monthsWindowEnd(from, years * 12);

/** CR-3.05: over from the day after the last one, never before its time, and never when it is for ever. */
export const isRetentionOver = (keepThrough: IsoDate | null, today: IsoDate): boolean =>
  keepThrough !== null && keepThrough < today;
