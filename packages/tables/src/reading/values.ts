import { addDays, type IsoDate, isValidDate, isValidTime } from '@shouwen/kernel';

/** Full-width digits, letters and signs as narrow ones, as a person means them; blanks trimmed. */
export const narrow = (written: string): string => written.normalize('NFKC').trim();

/**
 * A day as people write it: 2026-3-5, 2026/03/05, 2026.3.5, 2026年3月5日, 20260305, in either width, and the number of days by
 * which a spreadsheet keeps it. A time behind it is left to `readClock`. Null when it is none.
 */
export const readDay = (written: string): IsoDate | null => {
  const plain = narrow(written);
  const [, year, month = '', day = ''] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT].*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    [];
  if (year === undefined) return daysOfSpreadsheet(plain);
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isValidDate(date) ? date : null;
};

/** 36526 is 2000-01-01, 73050 the end of 2099: other numbers are no days of a register. */
const daysOfSpreadsheet = (plain: string): IsoDate | null => {
  const days = /^\d{5}(\.\d+)?$/.test(plain) ? Math.floor(Number(plain)) : 0;
  return days >= 36_526 && days <= 73_050 ? addDays('1899-12-30', days) : null;
};

/**
 * A time of day as people write it: 9:30, 09:30:00, 9点30分, 上午9:30, 3:05 PM, in either width, also behind a day, and the part of a
 * day by which a spreadsheet keeps it. Null when it is none; a day without a time has none.
 */
export const readClock = (written: string): string | null => {
  const plain = narrow(written);
  const part = /^(?:\d{5})?(0?\.\d+)$/.exec(plain)?.[1];
  if (part !== undefined) return minutesText(Math.round(Number(part) * 24 * 60));
  const [, before = '', hour, minute = '00', after = ''] =
    /(?:^|[\sT日])(上午|下午|晚上|AM|PM)?\s*(\d{1,2})(?:[:点时](\d{1,2})?)(?:[:分]\d{0,2})?\s*(AM|PM)?$/i.exec(plain) ??
    [];
  if (hour === undefined) return null;
  const isLate = /下午|晚上|PM/i.test(before + after) && Number(hour) < 12;
  const clock = `${String(Number(hour) + (isLate ? 12 : 0)).padStart(2, '0')}:${minute.padStart(2, '0')}`;
  return isValidTime(clock) ? clock : null;
};

const minutesText = (minutes: number): string | null => {
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return isValidTime(clock) ? clock : null;
};
