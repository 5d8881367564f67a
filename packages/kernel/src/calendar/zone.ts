import { addDays, type IsoDate, isValidDate } from './date.ts';

/** A time of day on the clock of a site, `HH:MM`, 00:00 to 23:59; `24:00` is the start of the next day. */
export type ClockTime = string;

/** The zone of a site that names no other. */
export const defaultZone = 'Asia/Shanghai';

/** The calendar day of an instant on the site's wall. */
export const siteDate = (at: Date, zone: string = defaultZone): IsoDate => wallClock(at, zone).slice(0, 10);

/** The time of day of an instant on the site's wall, seconds cut off. */
export const siteTime = (at: Date, zone: string = defaultZone): ClockTime => wallClock(at, zone).slice(11, 16);

/**
 * The instant at which the site's wall shows that day and time. A time that a clock change skips is read with the offset
 * from before the change, a time that occurs twice is the earlier one. Throws RangeError on what is no date or time.
 */
export const instantOf = (date: IsoDate, time: ClockTime, zone: string = defaultZone): Date => {
  if (time === '24:00') return startOfDay(addDays(date, 1), zone);
  if (!isValidDate(date) || !isValidTime(time)) throw new RangeError(`no such time: ${date} ${time}`);
  const asIfUtc = Date.parse(`${date}T${time}:00Z`);
  const before = asIfUtc - offsetAt(asIfUtc - dayMilliseconds, zone);
  const after = asIfUtc - offsetAt(asIfUtc + dayMilliseconds, zone);
  const shown = [before, after].filter((instant) => instant + offsetAt(instant, zone) === asIfUtc);
  return new Date(shown.length > 0 ? Math.min(...shown) : before);
};

/** The first instant of the day at the site. */
export const startOfDay = (date: IsoDate, zone: string = defaultZone): Date => instantOf(date, '00:00', zone);

/** 24:00 of the day at the site, which is the first instant of the next: whatever is before it is still that day. */
export const endOfDay = (date: IsoDate, zone: string = defaultZone): Date => startOfDay(addDays(date, 1), zone);

/**
 * The deadline "within `days` days of `date`": it begins on the next day and ends at 24:00 of the last one. Done on the 1st,
 * within three days is until 24:00 of the 4th; what happens before the returned instant is in time.
 */
export const deadlineAfterDays = (date: IsoDate, days: number, zone: string = defaultZone): Date => {
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError(`a deadline lies ahead: ${days} days`);
  return endOfDay(addDays(date, days), zone);
};

/** The instant so many minutes later. */
export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/** True for `HH:MM` from 00:00 to 23:59. */
export const isValidTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);

/** True when the machine knows the zone by that name. */
export const isKnownZone = (zone: string): boolean => {
  try {
    return formatterOf(zone) !== undefined;
  } catch {
    return false;
  }
};

const dayMilliseconds = 86_400_000;

const offsetAt = (wholeMinute: number, zone: string): number =>
  Date.parse(`${wallClock(new Date(wholeMinute), zone)}Z`) - wholeMinute;

/** The wall's reading as `YYYY-MM-DDTHH:MM:SS`. */
const wallClock = (at: Date, zone: string): string => {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = value;
  const { year = '', month, day, hour, minute, second } = parts;
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`;
};

/** Making a formatter is slow, using one is not; there are as many as zones in use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
};
