import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '@shouwen/kernel';
import type { CareParams } from '../../policies/index.ts';
import { recordsPolicy } from '../../policies/index.ts';
import { type DoingFacts, decideDoing } from './doGreeting.decision.ts';
import { type GreetingFacts, planGreeting } from './planGreeting.decision.ts';

const defaults = Object.fromEntries(
  Object.entries(recordsPolicy.params).map(([key, spec]) => [key, spec.default]),
) as unknown as CareParams;
const policyWith = (changes: Partial<CareParams> = {}): PolicyVersion<CareParams> => ({
  ...{ name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0) },
  params: { ...defaults, ...changes },
});
const now = new Date('2026-05-04T09:00:00+08:00');

const planning = (changes: Partial<GreetingFacts> = {}) =>
  planGreeting({
    ...{ now, today: '2026-05-04', dueOn: '2026-05-11', rank: 'b', hasConsent: true, policy: policyWith() },
    occasion: { kind: 'birthday', whose: 'self' },
    ...changes,
  });

describe('a greeting is planned', () => {
  it.each<[string, Partial<GreetingFacts>, boolean]>([
    ['the day before the window', { dueOn: '2026-05-12' }, false],
    ['the first day of the window', { dueOn: '2026-05-11' }, true],
    ['on the day itself', { dueOn: '2026-05-04' }, true],
    ['the day after', { dueOn: '2026-05-03' }, false],
    ['without consent', { hasConsent: false }, false],
    ['a rank for which nothing is provided', { policy: policyWith({ 'greeting.birthday.b': [] }) }, false],
  ])('%s: %s', (_, changes, planned) => {
    expect(planning(changes) !== null).toBe(planned);
  });

  it.each([
    ['vip', 'birthday', ['call', 'flowers', 'cake']],
    ['a', 'birthday', ['call', 'flowers']],
    ['b', 'birthday', ['call']],
    ['c', 'birthday', ['message']],
    ['vip', 'holiday', ['call']],
    ['c', 'holiday', ['message']],
  ] as const)('%s on a %s: %j', (rank, kind, kinds) => {
    const occasion =
      kind === 'birthday' ? ({ kind, whose: 'child' } as const) : ({ kind, holiday: 'mid-autumn' } as const);
    expect(planning({ rank, occasion })?.kinds).toEqual(kinds);
  });

  it('may be made up for during the days of grace, and its explanation names no birthday', () => {
    expect(planning()?.through).toBe('2026-05-14');
    expect(JSON.stringify(planning()?.explanation)).not.toContain('05-11');
  });
});

const doing = (changes: Partial<DoingFacts> = {}, greeting: Partial<DoingFacts['greeting']> = {}) => {
  const decision = decideDoing({
    ...{ now, today: '2026-05-14', hasConsent: true, doneKinds: ['call'], result: 'reached', costFen: 0 },
    greeting: { state: 'planned', kinds: ['call', 'flowers'], through: '2026-05-14', ...greeting },
    ...changes,
  });
  return decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome;
};

describe('a greeting is done and recorded by a person', () => {
  it.each<[string, Parameters<typeof doing>, string]>([
    ['on the last day', [], 'DONE'],
    ['the day after', [{ today: '2026-05-15' }], 'GREETING_OVER'],
    ['not without consent at that moment', [{ hasConsent: false }], 'CONSENT_MISSING'],
    ['not twice', [{}, { state: 'done' }], 'GREETING_CLOSED'],
    ['not in another way than the rank provides', [{ doneKinds: ['call', 'cake'] }], 'GREETING_KIND_INVALID'],
    ['not in none', [{ doneKinds: [] }], 'GREETING_KIND_INVALID'],
    ['for nothing', [{ costFen: 0 }], 'DONE'],
    ['not for less', [{ costFen: -1 }], 'BAD_INPUT'],
  ])('%s', (_, [changes, greeting], code) => {
    expect(doing(changes, greeting)).toBe(code);
  });
});
