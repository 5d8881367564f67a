import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, isValidDate, weekdayOf } from './date.ts';
import { officialHolidays } from './holidays.ts';
import { addWorkdays, deadlineAfterWorkdays, isWorkday } from './workdays.ts';

describe('isWorkday', () => {
  it.each([
    ['a plain Monday', '2026-03-02', true],
    ['a plain Saturday', '2026-03-07', false],
    ['a Sunday shifted to work', '2026-01-04', true],
    ['a Friday given free for it', '2026-01-02', false],
    ['a Saturday worked before the Spring Festival', '2026-02-14', true],
    ['the last day of the Spring Festival, a Monday', '2026-02-23', false],
    ['the day after', '2026-02-24', true],
    ['the prolonged Spring Festival of 2020, a Saturday that was to be worked', '2020-02-01', false],
    ['a Saturday that belongs to the next new year', '2022-12-31', false],
  ])('%s', (_, date, works) => {
    expect(isWorkday(date)).toBe(works);
  });

  it('says so when a year has no official data', () => {
    expect(isWorkday('2019-12-31')).toBe('unknown-year');
    expect(isWorkday('2020-01-02')).toBe(true);
    expect(isWorkday('2026-12-31')).toBe(true);
    expect(isWorkday('2027-01-01')).toBe('unknown-year');
  });
});

describe('addWorkdays', () => {
  it.each([
    ['Friday to Monday', '2026-03-06', 1, '2026-03-09'],
    ['over the National Day week to the first working day', '2026-09-30', 1, '2026-10-08'],
    ['a shifted Saturday counts', '2026-10-09', 1, '2026-10-10'],
    ['none', '2026-03-07', 0, '2026-03-07'],
    ['five make a week', '2026-03-02', 5, '2026-03-09'],
  ])('%s', (_, from, count, to) => {
    expect(addWorkdays(from, count)).toBe(to);
  });

  it('answers that the year is unknown instead of guessing', () => {
    expect(addWorkdays('2026-12-30', 1)).toBe('2026-12-31');
    expect(addWorkdays('2026-12-31', 1)).toMatchObject({ outcome: 'no-official-holidays', year: 2027 });
    expect(deadlineAfterWorkdays('2026-12-31', 1)).toMatchObject({ year: 2027 });
  });

  it('refuses to count backwards', () => {
    expect(() => addWorkdays('2026-03-02', -1)).toThrow(RangeError);
  });

  it('counts exactly the working days on the way, and composes', () => {
    const from = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2020-01-01', days));
    fc.assert(
      fc.property(from, fc.nat({ max: 60 }), fc.nat({ max: 60 }), (date, first, second) => {
        const middle = addWorkdays(date, first) as string;
        const end = addWorkdays(date, first + second);
        expect(addWorkdays(middle, second)).toBe(end);
        let worked = 0;
        for (let day = date; day !== end; ) {
          day = addDays(day, 1);
          if (isWorkday(day) === true) worked += 1;
        }
        expect(worked).toBe(first + second);
      }),
    );
  });

  it('a complaint accepted on Friday is due on Monday at 24:00', () => {
    expect(deadlineAfterWorkdays('2026-03-06', 1)).toEqual(new Date('2026-03-09T16:00:00Z'));
  });
});

describe('the official data', () => {
  it.each(Object.entries(officialHolidays))(
    '%s holds real days, worked ones at weekends and off ones never worked',
    (year, data) => {
      const dates = (days: readonly string[]) => days.map((day) => `${year}-${day}`);
      expect([...dates(data.off), ...dates(data.worked)].every(isValidDate)).toBe(true);
      expect(dates(data.worked).every((date) => weekdayOf(date) >= 6)).toBe(true);
      expect(data.off.filter((day) => data.worked.includes(day))).toEqual([]);
    },
  );

  it.each([
    ['2021', 250],
    ['2022', 249],
    ['2025', 248],
    ['2026', 248],
  ])('%s has %d working days, as the ministry counts them', (year, days) => {
    const all = Array.from({ length: 365 }, (_, index) => addDays(`${year}-01-01`, index));
    expect(all.filter((date) => isWorkday(date) === true)).toHaveLength(days);
  });
});
