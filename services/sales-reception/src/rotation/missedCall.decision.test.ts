import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideAnswering } from './answerPhone.decision.ts';
import { evolveAll } from './evolveRotation.ts';
import { facts, floorOf, left, policyOf, started } from './floorFixture.ts';
import { decideMissedCall } from './missedCall.decision.ts';
import type { Rotation } from './rotation.ts';

/** Phone order: C B A. */
const floor = floorOf(['A', 'B', 'C']);
const missed = (rotation: Rotation = floor, time = '10:00') => decideMissedCall(facts(rotation, time));

describe('SR-1.12 a call that nobody answered', () => {
  it('was missed by whoever was due and free, and the slot is used up', () => {
    const decision = missed();
    expect(decision.events).toMatchObject([{ type: 'CallMissed', consultantId: 'C', passed: [] }]);
    expect(decision.explanation.applied).toEqual(['SR-1.12', 'V-46']);
    expect(evolveAll(floor, decision.events).phoneOrder).toEqual(['B', 'A', 'C']);
  });

  it('was not missed by those who were busy or away: the next who was free', () => {
    const rotation = floorOf(['A', 'B', 'C'], started('C', '09:30'), left('B', 'private'));
    const decision = missed(rotation);
    expect(decision.events).toMatchObject([{ consultantId: 'A', passed: ['C', 'B'] }]);
    expect(evolveAll(rotation, decision.events).phoneOrder).toEqual(['C', 'B', 'A']);
  });

  it.each([
    ['everybody was busy', floorOf(['A'], started('A', '09:30')), '10:00'],
    ['it rang a minute before the hours', floor, '08:59'],
    ['it rang when the hours were over', floor, '18:00'],
  ] as const)('was nobody’s fault when %s', (_, rotation, time) => {
    const decision = missed(rotation, time);
    expect(decision.events).toMatchObject([{ consultantId: null, passed: [] }]);
    expect(decision.explanation.applied).not.toContain('V-46');
    expect(evolveAll(rotation, decision.events)).toEqual(rotation);
  });
});

describe('SR-1.12 within three rings', () => {
  it.each([
    [3, true],
    [4, false],
  ])('%i rings: %s, and the call is answered all the same', (rings, withinRings) => {
    given({ ...facts(floor, '10:00'), answeredBy: null, rings })
      .when(decideAnswering)
      .thenAccepted({ type: 'CallTaken', consultantId: 'C' })
      .knowing({ rings, withinRings });
  });

  it('follows the parameter', () => {
    const policy = policyOf('one-month', { 'phone.rings': 5 });
    given({ ...facts(floor, '10:00'), policy, answeredBy: null, rings: 5 })
      .when(decideAnswering)
      .thenAccepted()
      .knowing({ withinRings: true });
  });
});
