import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideAnswering } from './answerPhone.decision.ts';
import { evolve } from './evolveRotation.ts';
import { facts, floorOf, left, started } from './floorFixture.ts';
import type { RotationEvent } from './rotationEvents.ts';

/** Worked example 1: today's order is C D A B, so the phone order is B A D C. */
const floor = floorOf(['C', 'D', 'A', 'B']);
const call = (rotation = floor, answeredBy: string | null = null) => ({ ...facts(rotation, '10:00'), answeredBy });

describe('SR-1.12 calls rotate in the reverse order of the day', () => {
  it('is answered by the last of the opening order first, then backwards', () => {
    let rotation = floor;
    const answered: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const { decision } = given(call(rotation)).when(decideAnswering);
      if (decision.outcome !== 'accepted') throw new Error('refused');
      const taken = decision.events[0] as Extract<RotationEvent, { type: 'CallTaken' }>;
      answered.push(taken.consultantId);
      rotation = evolve(rotation, taken);
    }
    expect(answered).toEqual(['B', 'A', 'D', 'C', 'B']);
  });

  it('does not follow the receptions of the day', () => {
    const afterATurn = evolve(floor, {
      type: 'TurnTaken',
      consultantId: 'C',
      visitId: 'v',
      position: 1,
      turn: { kind: 'regular', place: 'C' },
      at: floor.presences.C?.since ?? new Date(0),
    });
    given(call(afterATurn)).when(decideAnswering).thenAccepted({ consultantId: 'B' });
  });

  it('worked example 5: in B’s slot, B busy, D answers: the caller is D’s', () => {
    const busy = evolve(floor, started('B', '09:50'));
    given(call(busy, 'D'))
      .when(decideAnswering)
      .thenAccepted({ type: 'CallTaken', consultantId: 'D', passed: ['B'] })
      .citing('SR-1.12');
    const after = evolve(busy, { type: 'CallTaken', consultantId: 'D', passed: ['B'], at: facts(busy, '10:00').at });
    expect(after.phoneOrder).toEqual(['A', 'C', 'B', 'D']);
  });

  it('passes whoever is away when nobody says who answered', () => {
    given(call(evolve(floor, left('B', 'private'))))
      .when(decideAnswering)
      .thenAccepted({ consultantId: 'A', passed: ['B'] });
  });

  it('is answered by consultants on the floor only', () => {
    given(call(floor, 'X')).when(decideAnswering).thenRefused('CANNOT_ANSWER', 'SR-1.12');
    given(call(evolve(floor, started('D', '09:50')), 'D'))
      .when(decideAnswering)
      .thenRefused('CANNOT_ANSWER');
    const nobody = floorOf(['A', 'B'], started('A', '09:50'), left('B', 'private'));
    given(call(nobody)).when(decideAnswering).thenRefused('NOBODY_TO_ANSWER', 'SR-1.12');
  });
});
