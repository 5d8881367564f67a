import { describe, expect, it } from '@jest/globals';
import { decidePlan, inviteOne, mayClose, mayInvite, mayRecord, type PlanFacts } from './careEvent.decision.ts';

const at = new Date('2026-05-10T14:00:00+08:00');
const before = new Date(at.getTime() - 1);
const planned = { at, state: 'planned' } as const;
const held = { at, state: 'held' } as const;

describe('an event', () => {
  const plan = (changes: Partial<PlanFacts>) => {
    const facts = { now: before, kind: 'event', title: '春茗', place: '售楼处', at, plannedCostFen: 0 } as const;
    const decision = decidePlan({ ...facts, ...changes });
    return decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome;
  };
  it.each<[string, Partial<PlanFacts>, string]>([
    ['a millisecond before it begins', {}, 'PLANNED'],
    ['when it begins', { now: at }, 'CARE_EVENT_BEGAN'],
    ['with a title of 80', { title: '字'.repeat(80) }, 'PLANNED'],
    ['with a title of 81', { title: '字'.repeat(81) }, 'BAD_INPUT'],
    ['without a place', { place: '  ' }, 'BAD_INPUT'],
    ['for less than nothing', { plannedCostFen: -1 }, 'BAD_INPUT'],
  ])('is planned %s: %s', (_, changes, code) => {
    expect(plan(changes)).toBe(code);
  });

  it('invites before it begins, records and closes from then on, and nothing once closed', () => {
    const guests = [{ clientId: 'a', came: true, broughtBy: null }];
    const present = new Set(['a']);
    expect(mayInvite({ now: before, event: planned })).toBeNull();
    expect(mayInvite({ now: at, event: planned })?.code).toBe('CARE_EVENT_BEGAN');
    expect(mayInvite({ now: before, event: held })?.code).toBe('CARE_EVENT_HELD');
    expect(mayRecord({ now: before, event: planned, guests, present })?.code).toBe('CARE_EVENT_NOT_BEGUN');
    expect(mayRecord({ now: at, event: planned, guests, present })).toBeNull();
    expect(mayRecord({ now: at, event: held, guests, present })?.code).toBe('CARE_EVENT_HELD');
    expect(mayClose({ now: before, event: planned, actualCostFen: 0 })?.code).toBe('CARE_EVENT_NOT_BEGUN');
    expect(mayClose({ now: at, event: planned, actualCostFen: 0 })).toBeNull();
    expect(mayClose({ now: at, event: planned, actualCostFen: -1 })?.code).toBe('BAD_INPUT');
    expect(mayClose({ now: at, event: held, actualCostFen: 0 })?.code).toBe('CARE_EVENT_HELD');
  });

  it.each([
    ['another who came', { clientId: 'b', came: true, broughtBy: 'a' }, null],
    ['oneself', { clientId: 'a', came: true, broughtBy: 'a' }, 'BROUGHT_BY_INVALID'],
    ['somebody who is not there', { clientId: 'b', came: true, broughtBy: 'x' }, 'BROUGHT_BY_INVALID'],
    ['another, without coming', { clientId: 'b', came: false, broughtBy: 'a' }, 'BROUGHT_BY_INVALID'],
  ])('a client is brought by %s', (_, guest, code) => {
    const refusal = mayRecord({ now: at, event: planned, guests: [guest], present: new Set(['a', 'b']) });
    expect(refusal?.code ?? null).toBe(code);
  });

  it.each([
    [{ isSeen: false, isInvited: true, hasConsent: true }, 'unknown'],
    [{ isSeen: true, isInvited: true, hasConsent: true }, 'already-invited'],
    [{ isSeen: true, isInvited: false, hasConsent: false }, 'no-consent'],
    [{ isSeen: true, isInvited: false, hasConsent: true }, 'invited'],
  ])('%j: %s', (facts, answer) => {
    expect(inviteOne(facts)).toBe(answer);
  });
});
