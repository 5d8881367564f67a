/** A calendar day, `YYYY-MM-DD`, without time and zone. */
export type IsoDate = string;

const dayMilliseconds = 86_400_000;

/** True when the text is a day that exists: `2028-02-29` is, `2026-02-29` and `2026-2-1` are not. */
export const isValidDate = (date: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const midnight = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
};

/** The day `days` later, or earlier when negative. Throws RangeError on a date that does not exist. */
export const addDays = (date: IsoDate, days: number): IsoDate => {
  if (!Number.isSafeInteger(days)) throw new RangeError(`days are whole: ${days}`);
  return fromDayNumber(dayNumber(date) + days);
};

/** How many days later `to` is than `from`; negative when it is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from);

/** The day of the week, 1 Monday to 7 Sunday. */
export const weekdayOf = (date: IsoDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

/** The last day of the month of that day. */
export const lastDayOfMonth = (date: IsoDate): IsoDate => addDays(firstOfMonthAfter(date, 1), -1);

/**
 * The last day of a window of one month that opens on `date`: the day before the same day number of the next month, and the
 * last day of that month when it has no such number. 15 March runs through 14 April, 31 January through the end of February.
 */
export const monthWindowEnd = (date: IsoDate): IsoDate => monthsWindowEnd(date, 1);

/** The same for several months: six from 15 March run through 14 September, six from 31 August through the end of February. */
export const monthsWindowEnd = (date: IsoDate, months: number): IsoDate => {
  if (!Number.isSafeInteger(months) || months < 1) throw new RangeError(`a window has at least one month: ${months}`);
  const last = firstOfMonthAfter(date, months);
  const sameNumber = `${last.slice(0, 8)}${date.slice(8)}`;
  return isValidDate(sameNumber) ? addDays(sameNumber, -1) : lastDayOfMonth(last);
};

/** The last day of a claim window of `days` days, the day of the event being day 1: seven days from the 1st end with the 7th. */
export const claimWindowEnd = (date: IsoDate, days: number): IsoDate => {
  if (!Number.isSafeInteger(days) || days < 1) throw new RangeError(`a window has at least one day: ${days}`);
  return addDays(date, days - 1);
};

const firstOfMonthAfter = (date: IsoDate, months: number): IsoDate => {
  dayNumber(date);
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7)) - 1;
  return new Date(Date.UTC(year, month + months, 1)).toISOString().slice(0, 10);
};

const dayNumber = (date: IsoDate): number => {
  if (!isValidDate(date)) throw new RangeError(`not a date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / dayMilliseconds;
};

const fromDayNumber = (day: number): IsoDate => {
  const date = new Date(day * dayMilliseconds).toISOString();
  if (date.length !== 24) throw new RangeError('the calendar ends with the year 9999');
  return date.slice(0, 10);
};
