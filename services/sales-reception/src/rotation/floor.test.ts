import { describe, expect, it } from '@jest/globals';
import { floorAt } from './floor.ts';
import { bothPresets, facts, floorOf, left, started } from './floorFixture.ts';

const four = ['A', 'B', 'C', 'D'];

describe.each(bothPresets)('SR-1.07 three should be waiting (%s)', (preset) => {
  it.each([
    [3, floorOf(four, started('A', '09:30')), false],
    [2, floorOf(four, started('A', '09:30'), left('B', 'private')), true],
  ])('%d waiting', (waiting, rotation, warns) => {
    const floor = floorAt(facts(rotation, '10:30', preset));
    expect(floor.waiting).toHaveLength(waiting);
    expect(floor.warning !== null).toBe(warns);
  });

  it('warns of nothing when the day is closed', () => {
    const floor = floorAt(facts({ ...floorOf(['A']), status: 'closed' }, '18:30', preset));
    expect(floor).toMatchObject({ open: false, warning: null, next: null });
  });
});

describe('SR-1.09 the first two staff the desk at lunch, under one-month', () => {
  const lunchDeskAt = (time: string, preset: (typeof bothPresets)[number]) =>
    floorAt(facts(floorOf(four, started('A', '11:30')), time, preset)).lunchDesk;

  it.each([
    ['11:59', []],
    ['12:00', ['B', 'C']],
    ['12:59', ['B', 'C']],
    ['13:00', []],
  ])('at %s: %j', (time, desk) => {
    expect(lunchDeskAt(time, 'one-month')).toEqual(desk);
    expect(lunchDeskAt(time, 'triple-confirmation')).toEqual([]);
  });
});

describe('the floor board', () => {
  it('shows who is next after skips, and whether a turn missed now would be made up', () => {
    const rotation = floorOf(four, left('A', 'officialBusiness'), left('B', 'private'));
    const floor = floorAt(facts(rotation, '10:30'));
    expect(floor.next).toMatchObject({ consultantId: 'C', held: false });
    expect(floor.away).toMatchObject([
      { consultantId: 'A', madeUp: true },
      { consultantId: 'B', madeUp: false },
    ]);
  });
});
