import { describe, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { evolve } from './evolveRotation.ts';
import { at, facts, floorOf, left, started } from './floorFixture.ts';
import { decideLeaving, decideReturn, type LeavingFacts } from './leaveFloor.decision.ts';

const floor = floorOf(['A', 'B', 'C']);
const leaving = (changes: Partial<LeavingFacts> = {}, time = '10:00'): LeavingFacts => ({
  ...facts(floor, time),
  consultantId: 'A',
  reason: 'officialBusiness',
  announced: true,
  confirmedBy: 'manager',
  ...changes,
});

describe('SR-1.04 leaving on official business', () => {
  it('keeps the turns when announced before leaving and confirmed by the manager', () => {
    given(leaving())
      .when(decideLeaving)
      .thenAccepted({ type: 'ConsultantLeft', consultantId: 'A', reason: 'officialBusiness', confirmedBy: 'manager' })
      .citing('SR-1.04')
      .rejecting('SR-1.03');
  });

  it.each([
    ['not announced', { announced: false }],
    ['not confirmed', { confirmedBy: null }],
    ['private', { reason: 'private' as const }],
    ['waived', { reason: 'waived' as const }],
  ])('loses them when %s', (_, changes) => {
    given(leaving(changes)).when(decideLeaving).thenAccepted().citing('SR-1.03').rejecting('SR-1.04');
  });
});

describe('SR-1.09 leaving for the scheduled meal', () => {
  const meal = { reason: 'scheduledMeal' as const, confirmedBy: null };
  it.each(['11:30', '12:00', '12:59'])('keeps the turns missed within the meal time, leaving at %s', (time) => {
    given({ ...leaving(meal), ...facts(floor, time) })
      .when(decideLeaving)
      .thenAccepted()
      .citing('SR-1.04', 'SR-1.09');
  });

  it('loses them from 13:00', () => {
    given({ ...leaving(meal), ...facts(floor, '13:00') })
      .when(decideLeaving)
      .thenAccepted()
      .citing('SR-1.03', 'SR-1.09');
  });
});

describe('SR-1.06 nobody leaves a client', () => {
  it('refuses to leave while receiving', () => {
    given({ ...leaving(), rotation: evolve(floor, started('A', '09:30')) })
      .when(decideLeaving)
      .thenRefused('CONSULTANT_RECEIVING', 'SR-1.06');
  });
});

describe('SR-1.14 only who takes part leaves and returns', () => {
  it('refuses a consultant with a day off, one who is away already, and a closed day', () => {
    given(leaving({ consultantId: 'D' }))
      .when(decideLeaving)
      .thenRefused('NOT_IN_ROTATION', 'SR-1.14');
    given({ ...leaving(), rotation: evolve(floor, left('A', 'private')) })
      .when(decideLeaving)
      .thenRefused('ALREADY_AWAY', 'SR-1.03');
    given({ ...leaving(), rotation: { ...floor, status: 'closed' as const } })
      .when(decideLeaving)
      .thenRefused('ROTATION_NOT_OPEN');
  });
});

describe('SR-1.04 returning to the floor', () => {
  const away = evolve(floor, left('A', 'officialBusiness'));
  it('says whether a make-up is due', () => {
    const owed = {
      ...away,
      makeUps: [{ consultantId: 'A', missedAt: at('10:10'), reason: 'officialBusiness' as const }],
    };
    given({ ...facts(owed, '10:20'), consultantId: 'A' })
      .when(decideReturn)
      .thenAccepted({ type: 'ConsultantReturned', consultantId: 'A' })
      .citing('SR-1.04')
      .knowing({ makeUpsDue: 1 });
    given({ ...facts(away, '10:20'), consultantId: 'A' })
      .when(decideReturn)
      .thenAccepted()
      .knowing({ makeUpsDue: 0 });
  });

  it('refuses who is not away', () => {
    given({ ...facts(away, '10:20'), consultantId: 'B' })
      .when(decideReturn)
      .thenRefused('NOT_AWAY', 'SR-1.03');
  });
});
