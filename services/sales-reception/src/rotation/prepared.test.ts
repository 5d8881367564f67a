import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decidePreparation } from './confirmPreparation.decision.ts';
import { evolve, evolveAll } from './evolveRotation.ts';
import { floorAt } from './floor.ts';
import { at, day, facts, floorOf, policyOf, started } from './floorFixture.ts';
import { nextTurn } from './nextTurn.ts';
import type { Rotation } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

const floor = floorOf(['A', 'B', 'C']);
const prepared = (consultantId: string): RotationEvent => ({
  type: 'PreparationConfirmed',
  consultantId,
  at: at('09:05'),
});
const ready = { consultantId: 'A', dressAndKit: true, availabilityRead: true };
const next = (rotation: Rotation, required: boolean) =>
  nextTurn(
    rotation,
    { at: at('10:00'), time: '10:00' },
    policyOf('one-month', { 'preparation.required': required }).params,
  );

describe('SR-1.10 before taking a turn: dress, kit, and the availability of the day', () => {
  it('is confirmed wholly or not at all', () => {
    given({ ...facts(floor, '09:05'), ...ready })
      .when(decidePreparation)
      .thenAccepted({ type: 'PreparationConfirmed', consultantId: 'A' })
      .citing('SR-1.10');
    for (const half of [{ dressAndKit: false }, { availabilityRead: false }])
      given({ ...facts(floor, '09:05'), ...ready, ...half })
        .when(decidePreparation)
        .thenRefused('NOT_PREPARED', 'SR-1.10');
  });

  it('concerns those who take part in an open day', () => {
    given({ ...facts(floor, '09:05'), ...ready, consultantId: 'X' })
      .when(decidePreparation)
      .thenRefused('NOT_IN_ROTATION');
    given({ ...facts({ ...floor, status: 'closed' as const }, '09:05'), ...ready })
      .when(decidePreparation)
      .thenRefused('ROTATION_NOT_OPEN');
  });

  it('is seen on the board, and counts for the day', () => {
    const later = evolveAll(floor, [prepared('A'), prepared('A'), prepared('C')]);
    expect(floorAt(facts(later, '10:00')).unprepared).toEqual(['B']);
    const tomorrow = evolve(later, {
      type: 'RotationOpened',
      date: '2026-03-11',
      order: ['A', 'B'],
      at: at('09:00', day),
    });
    expect(tomorrow.prepared).toEqual([]);
  });

  it('skips nobody by itself, unless the site demands it', () => {
    expect(next(floor, false)).toMatchObject({ consultantId: 'A', skips: [] });
    expect(next(evolve(floor, prepared('B')), true)).toMatchObject({
      consultantId: 'B',
      skips: [{ consultantId: 'A', reason: 'notPrepared', makeUp: null }],
    });
    expect(next(floor, true)).toBeNull();
    // The only one who is free is not prepared: the visitor is held for one who is.
    const busy = evolveAll(floor, [prepared('A'), prepared('B'), started('A', '09:30'), started('B', '09:40')]);
    expect(next(busy, true)).toMatchObject({ consultantId: 'A', held: true });
  });
});
