import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  claimWindowEnd,
  daysBetween,
  isValidDate,
  lastDayOfMonth,
  monthsWindowEnd,
  monthWindowEnd,
  weekdayOf,
} from './date.ts';

const date = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));

describe('monthWindowEnd', () => {
  it.each([
    ['2026-03-15', '2026-04-14'],
    ['2026-06-01', '2026-06-30'],
    ['2026-01-31', '2026-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-01-30', '2026-02-28'],
    ['2028-01-30', '2028-02-29'],
    ['2026-01-29', '2026-02-28'],
    ['2028-01-29', '2028-02-28'],
    ['2026-01-28', '2026-02-27'],
    ['2026-03-31', '2026-04-30'],
    ['2026-12-31', '2027-01-30'],
    ['2026-12-01', '2026-12-31'],
  ])('a month from %s runs through %s', (from, through) => {
    expect(monthWindowEnd(from)).toBe(through);
  });

  it('never ends earlier for a later day, and lasts 28 to 31 days', () => {
    fc.assert(
      fc.property(date, (day) => {
        const days = daysBetween(day, monthWindowEnd(day)) + 1;
        expect(days).toBeGreaterThanOrEqual(28);
        expect(days).toBeLessThanOrEqual(31);
        expect(monthWindowEnd(addDays(day, 1)) >= monthWindowEnd(day)).toBe(true);
      }),
    );
  });
});

describe('monthsWindowEnd', () => {
  it.each([
    ['2026-03-15', 6, '2026-09-14'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-08-01', 6, '2027-01-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-28'],
  ])('from %s %d months run through %s', (from, months, through) => {
    expect(monthsWindowEnd(from, months)).toBe(through);
  });

  it.each([0, -1, 0.5])('refuses %d months', (months) => {
    expect(() => monthsWindowEnd('2026-03-15', months)).toThrow(RangeError);
  });

  it('of one month is monthWindowEnd, and never ends earlier for a later day', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (day, months) => {
        expect(monthsWindowEnd(day, 1)).toBe(monthWindowEnd(day));
        expect(monthsWindowEnd(addDays(day, 1), months) >= monthsWindowEnd(day, months)).toBe(true);
      }),
    );
  });
});

describe('claimWindowEnd', () => {
  it('counts the day of the event as day 1: seven days from the 1st end with the 7th', () => {
    expect(claimWindowEnd('2026-06-01', 7)).toBe('2026-06-07');
    expect(claimWindowEnd('2026-06-01', 10)).toBe('2026-06-10');
    expect(claimWindowEnd('2026-06-01', 1)).toBe('2026-06-01');
  });

  it('refuses a window without days', () => {
    expect(() => claimWindowEnd('2026-06-01', 0)).toThrow(RangeError);
    expect(() => claimWindowEnd('2026-06-01', 1.5)).toThrow(RangeError);
  });
});

describe('days', () => {
  it('addDays and daysBetween are inverse', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
    );
  });

  it('a later day has the larger text, and the week goes round', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 5000 }), (day, days) => {
        expect(addDays(day, days) > day).toBe(true);
        expect(weekdayOf(addDays(day, days))).toBe(((weekdayOf(day) - 1 + days) % 7) + 1);
      }),
    );
  });

  it.each([
    ['2026-03-02', 1],
    ['2026-03-08', 7],
    ['1969-12-31', 3],
  ])('%s is day %d of the week', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday);
  });

  it.each([
    ['2026-02-01', '2026-02-28'],
    ['2028-02-10', '2028-02-29'],
    ['2026-12-31', '2026-12-31'],
  ])('the month of %s ends on %s', (day, last) => {
    expect(lastDayOfMonth(day)).toBe(last);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-2-1', '20260201', '', '2026-02-01T00:00'])(
    '%j is not a date',
    (day) => {
      expect(isValidDate(day)).toBe(false);
      expect(() => addDays(day, 1)).toThrow(RangeError);
      expect(() => monthWindowEnd(day)).toThrow(RangeError);
    },
  );

  it('has leap days and an end', () => {
    expect(isValidDate('2028-02-29')).toBe(true);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
  });
});
