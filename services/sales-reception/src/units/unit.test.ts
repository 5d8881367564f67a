import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideMoveUnit } from './moveUnit.decision.ts';
import { canMove, type Unit, type UnitMove, type UnitState, unitMoves, unitStates } from './unit.ts';

const at = new Date('2026-03-02T12:09:00+08:00');

const aUnit = (state: 'available' | 'reserved' | 'held'): Unit => ({
  unitId: 'u',
  siteId: 's',
  building: '1',
  floor: 3,
  number: '0301',
  layout: '三房',
  areaHundredths: 11_250,
  orientation: '南',
  listPriceFen: 147_896_000,
  product: 'residential',
  version: 1,
  state,
  dealId: null,
});

describe('SR-9.01 the states of a unit', () => {
  const allowed: Record<UnitMove, UnitState[]> = {
    reserve: ['available'],
    hold: ['available'],
    release: ['reserved', 'held'],
    subscribe: ['available'],
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

  it('the developer takes an available unit off the market', () => {
    given(aUnit('available'), 'reserve' as const, at)
      .when(decideMoveUnit)
      .thenAccepted({ from: 'available', to: 'reserved' })
      .citingOnly('SR-9.01')
      .knowing({ unit: '1-0301' });
  });

  it.each([
    ['reserved', 'reserve'],
    ['held', 'reserve'],
    ['reserved', 'hold'],
    ['available', 'release'],
  ] as const)('a unit that is %s cannot take: %s', (state, move) => {
    given(aUnit(state), move, at).when(decideMoveUnit).thenRefused('UNIT_STATE', 'SR-9.01');
  });
});
