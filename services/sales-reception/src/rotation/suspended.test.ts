import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideAnswering } from './answerPhone.decision.ts';
import { decideSwap } from './correctRotation.decision.ts';
import { evolveAll } from './evolveRotation.ts';
import { floorAt } from './floor.ts';
import { at, facts, floorOf, left, started } from './floorFixture.ts';
import { decideLeaving, decideReturn } from './leaveFloor.decision.ts';
import { nextTurn } from './nextTurn.ts';
import { decideOpening } from './openRotation.decision.ts';
import { newRotation, type Rotation, withSuspended } from './rotation.ts';

const four = ['A', 'B', 'C', 'D'];
const without = (rotation: Rotation, ...suspended: string[]) => facts(withSuspended(rotation, suspended), '10:30');
const next = (rotation: Rotation, ...suspended: string[]) => {
  const now = without(rotation, ...suspended);
  return nextTurn(now.rotation, now, now.policy.params);
};

describe('a suspended consultant is off the rotation', () => {
  it('does not take part in a day that opens, and the explanation says who and why', () => {
    const roster = four.map((consultantId) => ({ consultantId, fullDay: true, checkedIn: true }));
    given({ ...facts(withSuspended(newRotation('site'), ['B']), '09:00'), cycle: four, roster })
      .when(decideOpening)
      .thenAccepted({ type: 'RotationOpened', order: ['A', 'C', 'D'] })
      .citing('FI-3', 'SR-1.01')
      .knowing({ suspended: ['B'] });
    given({ ...facts(withSuspended(newRotation('site'), four), '09:00'), cycle: four, roster })
      .when(decideOpening)
      .thenRefused('ROSTER_EMPTY', 'SR-1.01');
  });

  it('is skipped from then on, and the turn is not made up', () => {
    expect(next(floorOf(four), 'A', 'B')).toMatchObject({
      consultantId: 'C',
      skips: [
        { consultantId: 'A', reason: 'suspended', makeUp: null },
        { consultantId: 'B', reason: 'suspended', makeUp: null },
      ],
    });
    // Not even when they had left on business that the manager confirmed.
    const onBusiness = floorOf(four, left('A', 'officialBusiness'));
    expect(next(onBusiness)?.skips).toMatchObject([{ reason: 'officialBusiness', makeUp: 'officialBusiness' }]);
    expect(next(onBusiness, 'A')?.skips).toMatchObject([{ reason: 'suspended', makeUp: null }]);
  });

  it('gets no make-up that was due, and has it again once the suspension is over', () => {
    const granted = floorOf(four, {
      type: 'MakeUpGranted',
      consultantId: 'D',
      signedBy: 'm',
      reason: 'r',
      at: at('10:00'),
    });
    expect(next(granted)?.consultantId).toBe('D');
    expect(next(granted, 'D')?.consultantId).toBe('A');
  });

  it('is not kept for when everybody is receiving: the visitor is held for another', () => {
    const busy = floorOf(four, ...four.map((one) => started(one, '10:00')));
    expect(next(busy)).toMatchObject({ consultantId: 'A', held: true });
    expect(next(busy, 'A')).toMatchObject({ consultantId: 'B', held: true, skips: [{ reason: 'suspended' }] });
    expect(next(busy, ...four)).toBeNull();
  });

  it('answers no call, before opening neither', () => {
    given({ ...without(floorOf(four), 'D'), answeredBy: null })
      .when(decideAnswering)
      .thenAccepted({ consultantId: 'C', passed: ['D'] });
    given({ ...without(floorOf(four), 'D'), answeredBy: 'D' })
      .when(decideAnswering)
      .thenRefused('CANNOT_ANSWER', 'SR-1.12');
    const tomorrow = { ...without(floorOf(four), 'D'), date: '2026-03-11', answeredBy: 'D' };
    given(tomorrow).when(decideAnswering).thenRefused('CANNOT_ANSWER', 'SR-1.12');
    given({ ...tomorrow, rotation: floorOf(four) })
      .when(decideAnswering)
      .thenAccepted({ consultantId: 'D' });
  });

  it('neither leaves nor returns, and swaps with nobody', () => {
    const suspended = without(floorOf(four, left('A', 'private')), 'A', 'B');
    given({ ...suspended, consultantId: 'A' })
      .when(decideReturn)
      .thenRefused('CONSULTANT_SUSPENDED', 'FI-3');
    const leaves = { consultantId: 'B', reason: 'private' as const, announced: false, confirmedBy: null };
    given({ ...suspended, ...leaves })
      .when(decideLeaving)
      .thenRefused('CONSULTANT_SUSPENDED', 'FI-3');
    given({ ...suspended, first: 'B', second: 'C', managerId: 'm' })
      .when(decideSwap)
      .thenRefused('CONSULTANT_SUSPENDED', 'FI-3');
  });

  it('is seen on the board: away, suspended, not at the lunch desk, not among those who wait', () => {
    const noon = facts(withSuspended(floorOf(four), ['A', 'E']), '12:30');
    expect(floorAt(noon)).toMatchObject({
      suspended: ['A', 'E'],
      away: [{ consultantId: 'A', reason: 'suspended', madeUp: false }],
      waiting: ['B', 'C', 'D'],
      lunchDesk: ['B', 'C'],
      next: { consultantId: 'B' },
    });
  });

  it('finishes the reception that has begun', () => {
    const receiving = evolveAll(floorOf(four), [started('A', '10:00')]);
    expect(withSuspended(receiving, ['A']).presences.A).toEqual(receiving.presences.A);
  });
});
