import { describe, expect, it } from '@jest/globals';
import { isWorkday } from '@shouwen/kernel';
import { birthdaysOn, holidayIn, isDayOfYear, planningWindow } from './calendar.ts';

describe('the days on which clients are greeted', () => {
  it.each([
    ['spring-festival', [2020, '01-25'], [2023, '01-22'], [2024, '02-10'], [2026, '02-17']],
    ['dragon-boat', [2020, '06-25'], [2023, '06-22'], [2025, '05-31'], [2026, '06-19']],
    ['mid-autumn', [2020, '10-01'], [2023, '09-29'], [2025, '10-06'], [2026, '09-25']],
  ] as const)('%s is the day of the moon, and officially a day off', (holiday, ...years) => {
    for (const [year, day] of years as readonly (readonly [number, string])[]) {
      expect(holidayIn(holiday, year)).toBe(`${year}-${day}`);
      expect(isWorkday(`${year}-${day}`)).toBe(false);
    }
  });

  it.each(['spring-festival', 'dragon-boat', 'mid-autumn'] as const)(
    '%s is known in every year with official data, and said to be unknown in the others',
    (holiday) => {
      for (let year = 2020; year <= 2026; year += 1) expect(holidayIn(holiday, year)).toMatch(new RegExp(`^${year}-`));
      for (const year of [2019, 2027])
        expect(holidayIn(holiday, year)).toMatchObject({ outcome: 'no-official-holidays', year });
    },
  );

  it.each([
    ['new-year', '2031-01-01'],
    ['labour-day', '2031-05-01'],
    ['national-day', '2031-10-01'],
  ] as const)('%s has its day in every year', (holiday, date) => {
    expect(holidayIn(holiday, 2031)).toBe(date);
  });

  it.each([
    ['28 February of a common year', '2026-02-28', '02-28', ['02-28', '02-29']],
    ['28 February of a leap year', '2028-02-28', '02-28', ['02-28']],
    ['29 February', '2028-02-29', '02-28', ['02-29']],
    ['1 March where the 28th stands for it', '2026-03-01', '02-28', ['03-01']],
    ['1 March where it stands itself', '2026-03-01', '03-01', ['03-01', '02-29']],
    ['1 March of a leap year', '2028-03-01', '03-01', ['03-01']],
  ])('%s', (_, date, leapDay, days) => {
    expect(birthdaysOn(date, leapDay)).toEqual(days);
  });

  it('the window has today and the last day ahead, over the end of a year', () => {
    expect(planningWindow('2026-12-30', 3)).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']);
    expect(planningWindow('2026-12-30', 0)).toEqual(['2026-12-30']);
  });

  it.each([
    ['02-29', true],
    ['02-30', false],
    ['04-31', false],
    ['12-31', true],
    ['1-5', false],
    ['13-01', false],
  ])('%s is a day of the year: %s', (day, is) => {
    expect(isDayOfYear(day)).toBe(is);
  });
});
