import { describe, expect, it } from '@jest/globals';
import { leakParams } from '../policies/leakParams.ts';
import { type PatternLimits, patternsIn, type WatchedLine } from './pattern.decision.ts';

const limits = Object.fromEntries(
  Object.entries(leakParams).map(([key, spec]) => [key, spec.default]),
) as unknown as PatternLimits;
const client = (number: number) => `019b8a00-0003-7000-8000-${String(number).padStart(12, '0')}`;
const at = (time: string, seconds = 0) => new Date(Date.parse(`${time}+08:00`) + seconds * 1_000);

type Wanted = Partial<WatchedLine> & { readonly from: string; readonly every: number; readonly count: number };

/** So many lines, one every so many seconds. */
const lines = ({ from, every, count, ...line }: Wanted): WatchedLine[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ seq: index + 1, action: 'client.read', allowed: true, ground: 'own-client' },
    ...{ at: at(from, index * every), clientId: client(index) },
    ...line,
  }));
const misses = (from: string, every: number, phones: readonly string[]) =>
  phones.map((phone, index) => ({ at: at(from, index * every), phone }));
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `phone-${index}`);
const found = (watched: Partial<Parameters<typeof patternsIn>[0]>) =>
  patternsIn({ lines: [], misses: [], ...watched }, limits).map(({ pattern, day, count }) => [pattern, day, count]);

describe('CR-5.01 many unmaskings', () => {
  const unmask = { action: 'client.unmask', from: '2026-03-02T09:00:00' };
  it.each([
    ['twenty in an hour are none', { ...unmask, every: 60, count: 20 }, []],
    ['twenty-one are', { ...unmask, every: 60, count: 21 }, [['MANY_UNMASKINGS', '2026-03-02', 21]]],
    [
      'the last one just before the hour is over',
      { ...unmask, every: 179.95, count: 21 },
      [['MANY_UNMASKINGS', '2026-03-02', 21]],
    ],
    ['the last one when the hour is over', { ...unmask, every: 180, count: 21 }, []],
    ['refused ones are none', { ...unmask, every: 60, count: 21, allowed: false }, []],
  ])('%s', (_, wanted, expected) => {
    expect(found({ lines: lines(wanted) })).toEqual(expected);
  });
});

describe('CR-5.01 reads at odd hours', () => {
  it.each([
    ['twenty in a night are none', { from: '2026-03-02T22:00:00', every: 1, count: 20 }, []],
    ['twenty-one are', { from: '2026-03-02T22:00:00', every: 1, count: 21 }, [['ODD_HOURS', '2026-03-02', 21]]],
    ['one of them at 21:59:59', { from: '2026-03-02T21:59:59', every: 1, count: 21 }, []],
    ['one of them at 06:00', { from: '2026-03-03T05:59:40', every: 1, count: 21 }, []],
    [
      'until 05:59:59, of the night that began the day before',
      { from: '2026-03-03T05:59:39', every: 1, count: 21 },
      [['ODD_HOURS', '2026-03-02', 21]],
    ],
    [
      'over midnight it is one night',
      { from: '2026-03-02T23:59:50', every: 1, count: 21 },
      [['ODD_HOURS', '2026-03-02', 21]],
    ],
    ['what is about no client is no read', { from: '2026-03-02T23:00:00', every: 1, count: 21, clientId: null }, []],
  ])('%s', (_, wanted, expected) => {
    expect(found({ lines: lines(wanted) })).toEqual(expected);
  });

  it('by day, when the window is set to the afternoon', () => {
    const afternoon = { ...limits, 'leak.nightFrom': '13:00', 'leak.nightUntil': '14:00' };
    const read = lines({ from: '2026-03-02T13:00:00', every: 1, count: 21 });
    expect(patternsIn({ lines: read, misses: [] }, afternoon)).toMatchObject([
      { pattern: 'ODD_HOURS', day: '2026-03-02' },
    ]);
  });
});

describe('CR-5.01 reads of clients that are not own ones', () => {
  const others = { from: '2026-03-02T09:00:00', every: 60, ground: 'site-role' };
  it.each([
    ['two hundred clients in a day are none', { ...others, count: 200 }, []],
    ['two hundred and one are', { ...others, count: 201 }, [['OTHERS_CLIENTS', '2026-03-02', 201]]],
    ['the same client again and again is none', { ...others, count: 201, clientId: client(1) }, []],
    ['own clients are none', { ...others, count: 201, ground: 'own-client' }, []],
    [
      'on two days, half each',
      { ...others, from: '2026-03-01T22:20:00', count: 201, action: 'x' },
      [['ODD_HOURS', '2026-03-01', 201]],
    ],
  ])('%s', (_, wanted, expected) => {
    expect(found({ lines: lines(wanted) })).toEqual(expected);
  });
});

describe('S21 different numbers that nobody has', () => {
  it.each([
    ['nineteen in ten minutes are none', numbers(19), 1, []],
    ['twenty are', numbers(20), 1, [['UNKNOWN_PHONES', '2026-03-02', 20]]],
    ['the same number twenty times is none', Array.from({ length: 20 }, () => 'same'), 1, []],
    ['the last just before ten minutes are over', numbers(20), 31.5, [['UNKNOWN_PHONES', '2026-03-02', 20]]],
    ['the last when they are over', numbers(20), 600 / 19, []],
  ] as const)('%s', (_, phones, every, expected) => {
    expect(found({ misses: misses('2026-03-02T09:00:00', every, phones) })).toEqual(expected);
  });

  it('names the lines of these searches', () => {
    const searched = lines({
      from: '2026-03-02T09:00:00',
      every: 1,
      count: 30,
      action: 'client.searchByPhone',
      clientId: null,
    });
    const [alarm] = patternsIn({ lines: searched, misses: misses('2026-03-02T09:00:00', 1, numbers(30)) }, limits);
    expect(alarm?.lines).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

describe('CR-5.01 bulk reads that were refused', () => {
  it('one is enough, once a day', () => {
    const refused = { action: 'client.readBulk', allowed: false, clientId: null };
    const two = lines({ ...refused, from: '2026-03-02T09:00:00', every: 60, count: 2 });
    expect(found({ lines: two })).toEqual([['BULK_READ', '2026-03-02', 2]]);
    expect(
      found({ lines: lines({ ...refused, allowed: true, from: '2026-03-02T09:00:00', every: 60, count: 2 }) }),
    ).toEqual([]);
  });
});
