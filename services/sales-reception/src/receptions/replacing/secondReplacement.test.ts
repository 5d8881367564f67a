import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { at, facts, floorOf, started } from '../../rotation/floorFixture.ts';
import { withSuspended } from '../../rotation/rotation.ts';
import { aVisit } from '../arrivalFixture.ts';
import { decideReplacement } from './replaceConsultant.decision.ts';
import type { Ground, ReplacementFacts } from './replacement.ts';

const share = (staffId: string, role: 'first' | 'designated') => ({ staffId, role, parts: null });
const between = (first: string, other: string) => ({
  rule: 'SR-4.02' as const,
  shares: [share(first, 'first'), share(other, 'designated')],
});
const whole = { rule: 'SR-4.02', shares: [{ staffId: 'A', role: 'owner', parts: 100 }] };

/** A received a new client, who insisted on C at ten past ten; C receives for A. B and D are free. */
const floor = floorOf(['A', 'B', 'C', 'D'], started('C', '10:10', 'visit'));
const visit = aVisit({ consultantId: 'C', actingFor: 'A', takenOverFrom: 'A', sharing: between('A', 'C') });
const then = (ground: Ground, changes: Partial<ReplacementFacts> = {}) => ({
  ...facts(floor, '10:20'),
  visit,
  ground,
  reason: 'as the client wished',
  managerId: 'manager',
  cycle: ['A', 'B', 'C', 'D'],
  nextHeld: null,
  ...changes,
});
const asks = (consultantId: string, instigated = false): Ground => ({
  kind: 'asksForAnother',
  consultantId,
  insists: true,
  instigated,
});
const decided = (asked: ReplacementFacts) => given(asked).when(decideReplacement);
const eventsOf = (asked: ReplacementFacts) => {
  const { decision } = decided(asked);
  if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
  return decision.events;
};
const divisionsIn = (asked: ReplacementFacts) =>
  eventsOf(asked).flatMap((event) => ('sharing' in event ? [{ type: event.type, sharing: event.sharing }] : []));
const replacedIn = (asked: ReplacementFacts) => eventsOf(asked).find(({ type }) => type === 'VisitReplaced');

describe('SR-4.02 a second replacement in one reception', () => {
  it('the first keeps the first part; the latest designated has the other, and who was it in between has none', () => {
    const sharing = between('A', 'B');
    expect(divisionsIn(then(asks('B')))).toEqual([
      { type: 'VisitShared', sharing },
      { type: 'ClaimDivided', sharing },
    ]);
    expect(replacedIn(then(asks('B')))).toMatchObject({ consultantId: 'B', actingFor: 'A', takenOverFrom: 'C' });
  });

  it('back to the first: a deal is wholly theirs again', () => {
    expect(divisionsIn(then(asks('A')))).toEqual([{ type: 'ClaimDivided', sharing: whole }]);
    expect(replacedIn(then(asks('A')))).toMatchObject({ consultantId: 'A', actingFor: null });
  });

  it('instigated by the second designated: wholly the first one’s', () => {
    expect(divisionsIn(then(asks('B', true)))).toEqual([{ type: 'ClaimDivided', sharing: whole }]);
    expect(replacedIn(then(asks('B', true)))).toMatchObject({ consultantId: 'B', actingFor: 'A' });
  });

  it('rejected instead of asked away from: the designated one loses the part, the first does not lose the client', () => {
    const rejects: Ground = { kind: 'rejects', fault: 'serious', insists: true, priorityTurn: false };
    const events = eventsOf(then(rejects));
    expect(events.map(({ type }) => type)).toEqual([
      'ReceptionEnded',
      'ReceptionStarted',
      'VisitReplaced',
      'ViolationFound',
      'ClaimDivided',
    ]);
    expect(replacedIn(then(rejects))).toMatchObject({ consultantId: 'D', actingFor: 'A', turn: null });
    expect(events.at(-1)).toMatchObject({ sharing: whole });
    expect(events.at(-2)).toMatchObject({ staffId: 'C', grave: true });
  });

  it('the designated one is suspended: another stands in, and the first keeps the client', () => {
    const rotation = withSuspended(floor, ['C']);
    const suspended = then({ kind: 'suspended' }, { rotation });
    expect(replacedIn(suspended)).toMatchObject({ consultantId: 'D', actingFor: 'A' });
    expect(divisionsIn(suspended)).toEqual([{ type: 'ClaimDivided', sharing: whole }]);
  });
});

describe('SR-4.05 whoever stands in for an absent owner is rejected', () => {
  it('costs the owner nothing', () => {
    const standIn = aVisit({ kind: 'returning', consultantId: 'C', actingFor: 'A', startedAt: at('10:10') });
    const rejects: Ground = { kind: 'rejects', fault: 'none', insists: true, priorityTurn: false };
    const asked = then(rejects, { visit: standIn });
    expect(eventsOf(asked).some(({ type }) => type === 'ClaimMoved')).toBe(false);
    expect(replacedIn(asked)).toMatchObject({ actingFor: 'A' });
  });
});
