import { addDays, type IsoDate, isValidDate, isWorkday, type Text, text } from '@shouwen/kernel';
import type { Holiday } from './greeting.ts';

/** The answer for a feast of the moon in a year whose official calendar is not (or not yet) in our data: said, not guessed. */
export type NoOfficialDay = { readonly outcome: 'no-official-holidays'; readonly year: number; readonly message: Text };

const fixedDays: Partial<Record<Holiday, string>> = {
  'new-year': '01-01',
  'labour-day': '05-01',
  'national-day': '10-01',
};

type MoonDay = { readonly month: number; readonly day: number; readonly from: string; readonly through: string };
const moonDays: Partial<Record<Holiday, MoonDay>> = {
  'spring-festival': { month: 1, day: 1, from: '01-20', through: '02-21' },
  'dragon-boat': { month: 5, day: 5, from: '05-25', through: '06-26' },
  'mid-autumn': { month: 8, day: 15, from: '09-06', through: '10-08' },
};

const moon = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });

/** A leap month has its number with a suffix, so that it is no feast. */
const isMoonDay = (date: IsoDate, { month, day }: MoonDay): boolean => {
  const parts = moon.formatToParts(new Date(`${date}T12:00:00Z`));
  const part = (type: string) => parts.find((one) => one.type === type)?.value;
  return part('month') === String(month) && part('day') === String(day);
};

/**
 * The day of a holiday in a year (CR-7.01). A feast of the moon is the day of the Chinese calendar, taken only if the official
 * calendar of the year is known and has it as a day off.
 */
export const holidayIn = (holiday: Holiday, year: number): IsoDate | NoOfficialDay => {
  const fixed = fixedDays[holiday];
  if (fixed !== undefined) return `${year}-${fixed}`;
  const moonDay = moonDays[holiday];
  for (let date = `${year}-${moonDay?.from}`; moonDay && date <= `${year}-${moonDay.through}`; date = addDays(date, 1))
    if (isMoonDay(date, moonDay) && isWorkday(date) === false) return date;
  const zh = `尚无${year}年的法定节假日安排数据，无法推算该节日。`;
  const en = `There is no official holiday data for ${year}, so the day of this holiday is not known.`;
  return { outcome: 'no-official-holidays', year, message: text(zh, en) };
};

/** The days of the year, MM-DD, whose birthdays are greeted on that day: in a common year another day stands for 29 February. */
export const birthdaysOn = (date: IsoDate, leapDay: string): readonly string[] => {
  const day = date.slice(5);
  const isCommonYear = !isValidDate(`${date.slice(0, 4)}-02-29`);
  return isCommonYear && day === leapDay ? [day, '02-29'] : [day];
};

/** True for a day, MM-DD, that exists in a leap year. */
export const isDayOfYear = (day: string): boolean => /^\d\d-\d\d$/.test(day) && isValidDate(`2028-${day}`);

/** The days from today on for which greetings are planned: today and so many more. */
export const planningWindow = (today: IsoDate, planDays: number): readonly IsoDate[] =>
  Array.from({ length: planDays + 1 }, (_, ahead) => addDays(today, ahead));
