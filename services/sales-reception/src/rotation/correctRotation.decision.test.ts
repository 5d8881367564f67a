import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { type CorrectionFacts, decideCorrection, decideSwap } from './correctRotation.decision.ts';
import { evolve, evolveAll } from './evolveRotation.ts';
import { at, facts, floorOf, policyOf } from './floorFixture.ts';
import { nextTurn } from './nextTurn.ts';
import type { Rotation } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

const floor = floorOf(['A', 'B', 'C']);
const swapping = { ...facts(floor, '10:00'), first: 'A', second: 'C', managerId: 'manager' };

/** Who receives the next `count` walk-ins when nobody is busy. */
const receivers = (start: Rotation, count: number): string[] => {
  let rotation = start;
  const seen: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const next = nextTurn(rotation, { at: at('10:30'), time: '10:30' }, policyOf('one-month').params);
    if (!next) throw new Error('nobody');
    seen.push(next.consultantId);
    const { consultantId, turn } = next;
    const taken: RotationEvent = {
      type: 'TurnTaken',
      consultantId,
      visitId: `v${i}`,
      position: i + 1,
      turn,
      at: at('10:30'),
    };
    rotation = evolveAll(rotation, [...next.skips, taken]);
  }
  return seen;
};

describe('SR-1.05 a swap that the manager approved', () => {
  it('exchanges the two positions for that turn alone', () => {
    const decision = given(swapping).when(decideSwap);
    decision.thenAccepted({ type: 'SwapApproved', first: 'A', second: 'C', approvedBy: 'manager' }).citing('SR-1.05');
    const swapped = evolve(floor, {
      type: 'SwapApproved',
      first: 'A',
      second: 'C',
      approvedBy: 'manager',
      at: at('10:00'),
    });
    expect(receivers(swapped, 6)).toEqual(['C', 'B', 'A', 'A', 'B', 'C']);
  });

  it.each([['A'], ['C']])('is approved by a third: not by %s, who is one of the two', (managerId) => {
    given({ ...swapping, managerId })
      .when(decideSwap)
      .thenRefused('APPROVER_INVOLVED', 'SR-1.05');
  });

  it('needs two of the rotation, without a swap still open', () => {
    given({ ...swapping, second: 'X' })
      .when(decideSwap)
      .thenRefused('NOT_IN_ROTATION');
    given({ ...swapping, second: 'A' })
      .when(decideSwap)
      .thenRefused('NOT_IN_ROTATION');
    const pending = { ...floor, swaps: [{ placeOf: 'A', takenBy: 'B' }] };
    given({ ...swapping, rotation: pending })
      .when(decideSwap)
      .thenRefused('SWAP_PENDING', 'SR-1.05');
    given({ ...swapping, rotation: { ...floor, status: 'closed' as const } })
      .when(decideSwap)
      .thenRefused('ROTATION_NOT_OPEN');
  });
});

const correcting = (correction: CorrectionFacts['correction'], reason = 'wrong entry'): CorrectionFacts => ({
  ...facts(floor, '10:00'),
  correction,
  reason,
  managerId: 'manager',
});

describe('SR-1.11 a correction is a new entry with reason and manager', () => {
  it('puts the order right', () => {
    given(correcting({ kind: 'reorder', order: ['B', 'A', 'C'] }))
      .when(decideCorrection)
      .thenAccepted({ type: 'OrderCorrected', order: ['B', 'A', 'C'], signedBy: 'manager', reason: 'wrong entry' })
      .citing('SR-1.11');
  });

  it('grants a make-up, which goes ahead of the head (SR-1.04)', () => {
    const decision = given(correcting({ kind: 'grantMakeUp', consultantId: 'C' })).when(decideCorrection);
    decision.thenAccepted({ type: 'MakeUpGranted', consultantId: 'C' }).citing('SR-1.04');
    const granted = evolve(floor, {
      type: 'MakeUpGranted',
      consultantId: 'C',
      signedBy: 'm',
      reason: 'r',
      at: at('10:00'),
    });
    expect(receivers(granted, 3)).toEqual(['C', 'A', 'B']);
  });

  it('grants no turn where the site makes up none by grant', () => {
    const policy = policyOf('one-month', { 'makeUp.reasons': ['officialBusiness'] });
    given({ ...correcting({ kind: 'grantMakeUp', consultantId: 'B' }), policy })
      .when(decideCorrection)
      .thenRefused('MAKE_UP_NOT_ALLOWED', 'SR-1.04');
  });

  it('lets nobody grant themselves a turn', () => {
    given({ ...correcting({ kind: 'grantMakeUp', consultantId: 'B' }), managerId: 'B' })
      .when(decideCorrection)
      .thenRefused('APPROVER_INVOLVED');
  });

  it('refuses one without a reason, or about somebody who does not take part', () => {
    given(correcting({ kind: 'reorder', order: ['B', 'A', 'C'] }, ' '))
      .when(decideCorrection)
      .thenRefused('REASON_MISSING');
    for (const order of [
      ['A', 'B'],
      ['A', 'B', 'X'],
      ['A', 'A', 'B'],
    ])
      given(correcting({ kind: 'reorder', order }))
        .when(decideCorrection)
        .thenRefused('ORDER_INCOMPLETE');
    given(correcting({ kind: 'grantMakeUp', consultantId: 'X' }))
      .when(decideCorrection)
      .thenRefused('NOT_IN_ROTATION');
  });
});

describe('SR-1.10 the manager cancels the turn of one who is not prepared', () => {
  it('skips the head without a make-up', () => {
    given(correcting({ kind: 'cancelTurn', consultantId: 'A' }))
      .when(decideCorrection)
      .thenAccepted({ type: 'TurnSkipped', consultantId: 'A', reason: 'notPrepared', makeUp: null })
      .citing('SR-1.10');
  });

  it('only whose turn it is', () => {
    given(correcting({ kind: 'cancelTurn', consultantId: 'B' }))
      .when(decideCorrection)
      .thenRefused('NOT_AT_THE_HEAD');
  });
});
