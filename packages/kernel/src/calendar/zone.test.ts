import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './date.ts';
import {
  deadlineAfterDays,
  endOfDay,
  instantOf,
  isKnownZone,
  isValidTime,
  minutesAfter,
  siteDate,
  siteTime,
  startOfDay,
} from './zone.ts';

const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'UTC'];
const zone = fc.constantFrom(...zones);
const instant = fc.date({
  min: new Date('1985-01-01T00:00:00Z'),
  max: new Date('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('the wall clock of a site', () => {
  it.each([
    ['2026-03-01T15:59:59.999Z', '2026-03-01', '23:59'],
    ['2026-03-01T16:00:00.000Z', '2026-03-02', '00:00'],
    ['2026-03-02T01:05:30.000Z', '2026-03-02', '09:05'],
    ['1969-12-31T16:00:00.500Z', '1970-01-01', '00:00'],
  ])('%s is %s %s in Shanghai', (at, date, time) => {
    expect(siteDate(new Date(at))).toBe(date);
    expect(siteTime(new Date(at))).toBe(time);
  });

  it.each([
    ['2026-03-02', '09:00', 'Asia/Shanghai', '2026-03-02T01:00:00.000Z'],
    ['2026-03-02', '24:00', 'Asia/Shanghai', '2026-03-02T16:00:00.000Z'],
    ['1988-07-01', '09:00', 'Asia/Shanghai', '1988-07-01T00:00:00.000Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-09-06', '00:00', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ])('%s %s in %s is %s', (date, time, where, at) => {
    expect(instantOf(date, time, where).toISOString()).toBe(at);
  });

  it('date and time of an instant lead back to its minute', () => {
    const steady = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi', 'UTC');
    const since1992 = fc.date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(since1992, steady, (at, where) => {
        const back = instantOf(siteDate(at, where), siteTime(at, where), where).getTime();
        expect(back).toBe(Math.floor(at.getTime() / 60_000) * 60_000);
      }),
    );
  });

  it('every instant lies within its day, whatever the clock changes', () => {
    fc.assert(
      fc.property(instant, zone, (at, where) => {
        const date = siteDate(at, where);
        expect(startOfDay(date, where) <= at).toBe(true);
        expect(at < endOfDay(date, where)).toBe(true);
        expect(endOfDay(date, where)).toEqual(startOfDay(addDays(date, 1), where));
      }),
    );
  });

  it('a later instant never shows an earlier day', () => {
    fc.assert(
      fc.property(instant, instant, zone, (one, other, where) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        expect(siteDate(first, where) <= siteDate(second, where)).toBe(true);
      }),
    );
  });

  it('refuses times that no clock shows and zones that nobody knows', () => {
    expect(() => instantOf('2026-03-02', '9:00')).toThrow(RangeError);
    expect(() => instantOf('2026-02-30', '09:00')).toThrow(RangeError);
    expect(() => siteDate(new Date(0), 'Asia/Nowhere')).toThrow(RangeError);
    expect(['00:00', '23:59', '24:00', '12:60', '9:00'].map(isValidTime)).toEqual([true, true, false, false, false]);
    expect(zones.every(isKnownZone)).toBe(true);
    expect(isKnownZone('Asia/Nowhere')).toBe(false);
  });
});

describe('deadlineAfterDays', () => {
  it('begins on the next day: done on the 1st, within three days is until 24:00 of the 4th', () => {
    expect(deadlineAfterDays('2026-06-01', 3).toISOString()).toBe('2026-06-04T16:00:00.000Z');
    expect(deadlineAfterDays('2026-06-01', 0).toISOString()).toBe('2026-06-01T16:00:00.000Z');
  });

  it.each([
    ['a leak', 3, '2026-03-06'],
    ['a stairwell lamp', 7, '2026-03-10'],
    ['a fire door', 2, '2026-03-05'],
  ])('%s repaired on Tuesday 3 March is called back until the end of %d days, %s', (_, days, last) => {
    expect(deadlineAfterDays('2026-03-03', days)).toEqual(instantOf(last, '24:00'));
  });

  it('I17: a later start never has an earlier deadline', () => {
    fc.assert(
      fc.property(instant, fc.nat({ max: 400 }), zone, (at, days, where) => {
        const date = siteDate(at, where);
        expect(deadlineAfterDays(addDays(date, 1), days, where) > deadlineAfterDays(date, days, where)).toBe(true);
      }),
    );
  });

  it('refuses a deadline in the past', () => {
    expect(() => deadlineAfterDays('2026-06-01', -1)).toThrow(RangeError);
  });

  it('counts minutes on the instant', () => {
    expect(minutesAfter(new Date('2026-03-02T01:00:00Z'), 5).toISOString()).toBe('2026-03-02T01:05:00.000Z');
  });
});
