import { describe, expect, it } from '@jest/globals';
import { isPolicyFault, type Overrides, resolvePolicy } from '@shouwen/kernel';
import { oneMonth, tripleConfirmation } from './index.ts';
import { salesPolicyDefinition } from './salesPolicyDefinition.ts';

const resolved = (preset: string, siteOverrides: Overrides = {}) =>
  resolvePolicy(salesPolicyDefinition, { preset, siteOverrides });

const faultOf = (preset: string, overrides: Overrides) => {
  const answer = resolved(preset, overrides);
  return isPolicyFault(answer) ? `${answer.parameter} ${answer.reason}` : answer;
};

describe('sales policy', () => {
  it('has the two presets of the rulebook, complete', () => {
    expect(resolved('one-month')).toEqual(oneMonth);
    expect(resolved('triple-confirmation')).toEqual(tripleConfirmation);
  });

  it('SR-3.02, SR-3.03: only triple confirmation demands follow-ups', () => {
    expect([oneMonth['claim.freshnessDays'], tripleConfirmation['claim.freshnessDays']]).toEqual([null, 10]);
    expect([oneMonth['call.freshnessDays'], tripleConfirmation['call.freshnessDays']]).toEqual([null, 7]);
    expect([oneMonth['call.toVisitDays'], tripleConfirmation['call.toVisitDays']]).toEqual([null, 10]);
  });

  it.each([
    [28, 'as long as the shortest month', null],
    [29, 'longer than the shortest month', 'claim.freshnessDays contradiction'],
  ])('a freshness of %i days, %s', (days, _, fault) => {
    const answer = faultOf('triple-confirmation', { 'claim.freshnessDays': days });
    expect(answer).toEqual(fault ?? expect.objectContaining({ 'claim.freshnessDays': days }));
  });

  it.each([
    [10, null],
    [11, 'call.freshnessDays contradiction'],
  ])('a call freshness of %i days when the visit is due within ten', (days, fault) => {
    const answer = faultOf('triple-confirmation', { 'call.freshnessDays': days });
    expect(answer).toEqual(fault ?? expect.objectContaining({ 'call.freshnessDays': days }));
  });

  it.each([
    ['triple-confirmation', { 'claim.freshnessDays': null }, 'claim.freshnessDays contradiction'],
    ['one-month', { 'claim.proof': 'triple' }, 'claim.freshnessDays contradiction'],
    ['one-month', { 'recognition.originalPart': 60 }, 'recognition.newPart contradiction'],
    ['one-month', { 'rotation.hours.to': '09:00' }, 'rotation.hours.to contradiction'],
    ['one-month', { 'lunch.to': '11:59' }, 'lunch.to contradiction'],
    ['one-month', { 'claim.validityMonths': 0 }, 'claim.validityMonths out-of-range'],
    ['one-month', { 'claim.validity': 1 }, 'claim.validity unknown-parameter'],
    ['one-month', { 'makeUp.reasons': ['holiday'] }, 'makeUp.reasons out-of-range'],
    ['club', {}, 'preset unknown-preset'],
  ])('%s with %j is refused and names the parameter', (preset, overrides, fault) => {
    expect(faultOf(preset, overrides as Overrides)).toBe(fault);
  });

  it('shares of another kind are accepted when they add up', () => {
    const shares = { 'recognition.originalPart': 30, 'recognition.newPart': 70 };
    expect(resolved('one-month', shares)).toEqual({ ...oneMonth, ...shares });
  });
});
