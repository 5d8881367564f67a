import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideClosing } from './closeRotation.decision.ts';
import { bothPresets, facts, floorOf, left, policyOf } from './floorFixture.ts';
import { decideReturn } from './leaveFloor.decision.ts';

const atLunch = floorOf(['A', 'B', 'C'], left('A', 'scheduledMeal', { time: '12:00' }));
const returning = (time: string, rotation = atLunch) => ({ ...facts(rotation, time), consultantId: 'A' });
const typesOf = (facts: ReturnType<typeof returning>) => {
  const { decision } = given(facts).when(decideReturn);
  return decision.outcome === 'accepted' ? decision.events.map(({ type }) => type) : [];
};

describe('SR-1.09 a meal absence beyond 90 minutes is a violation', () => {
  it.each(bothPresets)('the ninetieth minute is not, the next is, %s', (preset) => {
    const on = (time: string) => ({ ...returning(time), ...facts(atLunch, time, preset) });
    expect(typesOf(on('13:30'))).toEqual(['ConsultantReturned']);
    expect(typesOf(on('13:31'))).toEqual(['ConsultantReturned', 'MealOverstayed']);
  });

  it('says since when, and by which rules', () => {
    given(returning('13:31'))
      .when(decideReturn)
      .thenAccepted({ type: 'ConsultantReturned' }, { type: 'MealOverstayed', consultantId: 'A' })
      .citing('SR-1.09', 'V-08');
  });

  it('is about meals alone, whenever they began', () => {
    const errand = floorOf(['A', 'B'], left('A', 'officialBusiness', { time: '12:00' }));
    expect(typesOf(returning('17:00', errand))).toEqual(['ConsultantReturned']);
    const late = floorOf(['A', 'B'], left('A', 'scheduledMeal', { time: '15:00' }));
    expect(typesOf(returning('16:31', late))).toContain('MealOverstayed');
  });

  it('follows the parameter', () => {
    const policy = policyOf('one-month', { 'lunch.longestMinutes': 60 });
    expect(typesOf({ ...returning('13:01'), policy })).toContain('MealOverstayed');
    expect(typesOf({ ...returning('13:00'), policy })).not.toContain('MealOverstayed');
  });

  it('is also found of whoever never came back, when the day closes; of a day left open nobody knows', () => {
    given(facts(atLunch, '18:00'))
      .when(decideClosing)
      .thenAccepted({ type: 'RotationClosed' }, { type: 'MealOverstayed', consultantId: 'A' });
    given(facts(atLunch, '13:30')).when(decideClosing).thenAccepted({ type: 'RotationClosed' });
    given({ ...facts(atLunch, '18:00'), date: '2026-03-11' })
      .when(decideClosing)
      .thenAccepted({ type: 'RotationClosed' });
  });
});
