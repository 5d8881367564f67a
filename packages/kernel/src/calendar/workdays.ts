import { type Text, text } from '../decision/text.ts';
import { addDays, type IsoDate, weekdayOf } from './date.ts';
import { officialHolidays } from './holidays.ts';
import { defaultZone, endOfDay } from './zone.ts';

/** The answer when a year's official holidays are not (or not yet) in our data: we say so instead of guessing. */
export type NoOfficialHolidays = {
  readonly outcome: 'no-official-holidays';
  readonly year: number;
  readonly message: Text;
};

/**
 * Whether people work on that day by the official Chinese calendar, shifted working weekends included; `'unknown-year'`
 * when the State Council's notice of that year is not in our data.
 */
export const isWorkday = (date: IsoDate): boolean | 'unknown-year' => {
  const weekday = weekdayOf(date);
  const year = officialHolidays[date.slice(0, 4)];
  if (!year) return 'unknown-year';
  const day = date.slice(5);
  if (year.off.includes(day)) return false;
  return weekday <= 5 || year.worked.includes(day);
};

/**
 * The `count`-th working day after `date`, which itself does not count: one working day after a Friday is the next working
 * Monday. Zero gives the date itself.
 */
export const addWorkdays = (date: IsoDate, count: number): IsoDate | NoOfficialHolidays => {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`working days lie ahead: ${count}`);
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    const works = isWorkday(day);
    if (works === 'unknown-year') return noOfficialHolidays(Number(day.slice(0, 4)));
    if (works) left -= 1;
  }
  return day;
};

/** The deadline "within `count` working days of `date`": 24:00 of the last of them. */
export const deadlineAfterWorkdays = (
  date: IsoDate,
  count: number,
  zone: string = defaultZone,
): Date | NoOfficialHolidays => {
  const last = addWorkdays(date, count);
  return typeof last === 'string' ? endOfDay(last, zone) : last;
};

const noOfficialHolidays = (year: number): NoOfficialHolidays => ({
  outcome: 'no-official-holidays',
  year,
  message: text(
    `尚无${year}年的法定节假日安排数据，无法推算工作日。`,
    `There is no official holiday data for ${year}, so working days cannot be counted.`,
  ),
});
