import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideListPrice } from './changeListPrice.decision.ts';
import { decideHoldUnit, type HoldFacts } from './holdUnit.decision.ts';
import { decideMoveUnit } from './moveUnit.decision.ts';
import { canMove, isOver, type UnitMove, type UnitState, unitMoves, unitStates } from './unit.ts';
import { aUnit, heldAt, holdForWang, policyWith, reservedForGood } from './unitFixture.ts';
import { unitFor } from './unitFor.ts';

const at = new Date('2026-03-02T12:09:00+08:00');
const later = (time: string) => new Date(`${time}+08:00`);
const reserve = { move: 'reserve', reason: 'developer-use', until: null } as const;
const release = { move: 'release', onlyHeld: false } as const;

describe('SR-9.01 the states of a unit', () => {
  const allowed: Record<UnitMove, UnitState[]> = {
    reserve: ['available'],
    hold: ['available'],
    release: ['reserved', 'held'],
    subscribe: ['available', 'held'],
    contract: ['subscribed'],
    handOver: ['contracted'],
    free: ['subscribed', 'contracted'],
  };

  it.each(Object.entries(allowed) as [UnitMove, UnitState[]][])(
    '%s is possible from %j and from no other',
    (move, from) => {
      expect(unitStates.filter((state) => canMove(state, move))).toEqual(from);
    },
  );

  it('a unit that was handed over stays so', () => {
    const moves = Object.keys(unitMoves) as UnitMove[];
    expect(moves.filter((move) => canMove('handed-over', move))).toEqual([]);
  });

  it('the developer takes an available unit off the market, with a reason, until a time or until further notice', () => {
    given(aUnit('available'), reserve, at)
      .when(decideMoveUnit)
      .thenAccepted({ from: 'available', to: 'reserved' })
      .citingOnly('SR-9.01')
      .knowing({ unit: '1-0301', reason: 'developer-use', until: null });
    const until = later('2026-03-02T12:09:00.001');
    given(aUnit('available'), { ...reserve, until }, at)
      .when(decideMoveUnit)
      .thenAccepted({ to: 'reserved' });
    given(aUnit('available'), { ...reserve, until: at }, at)
      .when(decideMoveUnit)
      .thenRefused('END_IN_PAST', 'SR-9.01');
  });

  it.each([
    ['reserved', reserve],
    ['held', reserve],
    ['subscribed', reserve],
    ['available', release],
    ['subscribed', release],
    ['handed-over', release],
    ['reserved', { move: 'release', onlyHeld: true }],
  ] as const)('a unit that is %s cannot take: %j', (state, move) => {
    given(aUnit(state), move, at).when(decideMoveUnit).thenRefused('UNIT_STATE', 'SR-9.01');
  });

  it.each(['reserved', 'held'] as const)('%s, it can be put back on the market', (state) => {
    given(aUnit(state), release, at).when(decideMoveUnit).thenAccepted({ from: state, to: 'available' });
  });
});

describe('SR-9.01 a hold, which ends by itself', () => {
  const facts = (changes: Partial<HoldFacts> = {}): HoldFacts => ({
    unit: aUnit('available'),
    clientId: 'wang',
    staffId: 'li',
    holding: 0,
    keepingId: 'keeping',
    at: heldAt,
    policy: policyWith(),
    ...changes,
  });

  it('lasts for the hours of the policy', () => {
    given(facts()).when(decideHoldUnit).thenAccepted({ keeping: holdForWang }).knowing({ 'hold.hours': 48 });
    const day = facts({ policy: policyWith({ 'hold.hours': 24 }) });
    const until = later('2026-03-03T12:00:00');
    given(day)
      .when(decideHoldUnit)
      .thenAccepted({ keeping: { ...holdForWang, until } });
  });

  it.each([
    ['2026-03-04T11:59:59.999', false],
    ['2026-03-04T12:00:00', true],
    ['2026-03-04T12:00:00.001', true],
  ] as const)('at %s it is over: %s', (time, over) => {
    expect(isOver(holdForWang, later(time))).toBe(over);
    expect(isOver(reservedForGood, later(time))).toBe(false);
  });

  it('over the 29th of February it is as long as ever', () => {
    const leap = facts({ at: later('2028-02-28T12:00:00') });
    given(leap)
      .when(decideHoldUnit)
      .thenAccepted()
      .knowing({ until: later('2028-03-01T12:00:00').toISOString() });
  });

  it.each([
    ['reserved', 'UNIT_RESERVED', 'SR-3.18'],
    ['held', 'UNIT_HELD', 'SR-9.01'],
    ['subscribed', 'UNIT_TAKEN', 'SR-3.18'],
  ] as const)('is not for a unit that is %s', (state, code, rule) => {
    const another = facts({ unit: aUnit(state), clientId: 'zhang' });
    given(another).when(decideHoldUnit).thenRefused(code, rule);
  });

  it('is not prolonged for the same client', () => {
    given(facts({ unit: aUnit('held') }))
      .when(decideHoldUnit)
      .thenRefused('UNIT_HELD', 'SR-9.01');
  });

  it.each([
    [2, true],
    [3, false],
    [4, false],
  ])('of a consultant who holds %d of at most 3: %s', (holding, allowed) => {
    const outcome = given(facts({ holding })).when(decideHoldUnit);
    if (allowed) outcome.thenAccepted({ type: 'UnitHeld' });
    else outcome.thenRefused('HOLD_LIMIT', 'SR-9.03');
  });

  it('leaves the unit to its client alone', () => {
    expect(unitFor(aUnit('held'), 'wang')).toBeNull();
    expect(unitFor(aUnit('held'), 'zhang')).toMatchObject({ code: 'UNIT_HELD' });
    expect(unitFor(aUnit('reserved'), 'wang')).toMatchObject({ code: 'UNIT_RESERVED' });
  });
});

describe('SR-9.01 the list price', () => {
  it.each(['available', 'reserved', 'held'] as const)('may change while the unit is %s', (state) => {
    given(aUnit(state), 150_000_000, at)
      .when(decideListPrice)
      .thenAccepted({ listPriceFen: 150_000_000 })
      .knowing({ before: 147_896_000 });
  });

  it.each(['subscribed', 'contracted', 'handed-over'] as const)('stays when the unit is %s', (state) => {
    given(aUnit(state), 150_000_000, at).when(decideListPrice).thenRefused('UNIT_STATE', 'SR-9.01');
  });

  it.each([0, -1, 0.5, 1_000_000_000_001])('S30 is not %d fen', (price) => {
    given(aUnit('available'), price, at).when(decideListPrice).thenRefused('BAD_INPUT', 'SR-9.01');
  });
});
