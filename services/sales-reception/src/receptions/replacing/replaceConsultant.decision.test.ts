import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { evolveAll } from '../../rotation/evolveRotation.ts';
import { at, facts, floorOf, left, policyOf, started } from '../../rotation/floorFixture.ts';
import { type Rotation, withSuspended } from '../../rotation/rotation.ts';
import type { RotationEvent } from '../../rotation/rotationEvents.ts';
import { aVisit } from '../arrivalFixture.ts';
import { decideReplacement } from './replaceConsultant.decision.ts';
import type { Ground, ReplacementFacts } from './replacement.ts';

/** A has taken the first turn at ten and receives; next would be B. */
const taken: RotationEvent = {
  type: 'TurnTaken',
  consultantId: 'A',
  visitId: 'visit',
  position: 1,
  turn: { kind: 'regular', place: 'A' },
  at: at('10:00'),
};
const floor = floorOf(['A', 'B', 'C'], taken, started('A', '10:00', 'visit'));
const turn = { of: 'A', used: { kind: 'regular', place: 'A' } as const, position: 1 };
const visit = aVisit({ turn });
const old = aVisit({ kind: 'returning' });

const replacing = (ground: Ground, changes: Partial<ReplacementFacts> = {}, rotation: Rotation = floor) => ({
  ...facts(rotation, '10:20'),
  visit,
  ground,
  reason: 'as the client wished',
  managerId: 'manager',
  cycle: ['A', 'B', 'C', 'D'],
  nextHeld: null,
  ...changes,
});
const decided = (facts: ReplacementFacts) => given(facts).when(decideReplacement);
const eventsOf = (facts: ReplacementFacts) => {
  const { decision } = decided(facts);
  if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
  return decision.events;
};

const asks = (more: Partial<Extract<Ground, { kind: 'asksForAnother' }>> = {}): Ground => ({
  kind: 'asksForAnother',
  consultantId: 'C',
  insists: true,
  instigated: false,
  ...more,
});
const rejects = (more: Partial<Extract<Ground, { kind: 'rejects' }>> = {}): Ground => ({
  kind: 'rejects',
  fault: 'none',
  insists: false,
  priorityTurn: false,
  ...more,
});

describe('SR-4.02 a new client of the day asks for another in mid-reception', () => {
  it('is refused in principle', () => {
    decided(replacing(asks({ insists: false }))).thenRefused('REPLACEMENT_REFUSED', 'SR-4.02');
  });

  it('insists: the other takes over without a turn, the client stays the first one’s, a deal is divided', () => {
    decided(replacing(asks()))
      .thenAccepted(
        { type: 'ReceptionEnded', consultantId: 'A' },
        { type: 'ReceptionStarted', consultantId: 'C' },
        { type: 'VisitReplaced', consultantId: 'C', actingFor: 'A', takenOverFrom: 'A', turn },
        {
          type: 'VisitShared',
          sharing: {
            rule: 'SR-4.02',
            shares: [
              { staffId: 'A', role: 'first', parts: null },
              { staffId: 'C', role: 'designated', parts: null },
            ],
          },
        },
        { type: 'ClaimDivided' },
      )
      .citing('SR-4.02');
  });

  it('instigated by the one asked for: takes over all the same, and nothing is divided', () => {
    const types = eventsOf(replacing(asks({ instigated: true }))).map(({ type }) => type);
    expect(types).toEqual(['ReceptionEnded', 'ReceptionStarted', 'VisitReplaced']);
  });

  it('is off by default under triple-confirmation', () => {
    const policy = policyOf('triple-confirmation');
    decided(replacing(asks(), { policy })).thenRefused('DESIGNATION_OFF', 'SR-4.02');
    const switchedOn = policyOf('triple-confirmation', { 'designation.enabled': true });
    decided(replacing(asks(), { policy: switchedOn })).thenAccepted();
  });

  it.each([
    ['busy', evolveAll(floor, [started('C', '10:10')]), 'CONSULTANT_NOT_FREE', 'SR-1.06'],
    ['away', evolveAll(floor, [left('C', 'private')]), 'CONSULTANT_NOT_FREE', 'SR-1.06'],
    ['suspended', withSuspended(floor, ['C']), 'CONSULTANT_SUSPENDED', 'FI-3'],
  ] as const)('refuses one who is %s', (_, rotation, code, rule) => {
    decided(replacing(asks(), {}, rotation)).thenRefused(code, rule);
  });

  it('names the rule of the ground when it refuses a stranger', () => {
    const complaint = { kind: 'complaint', consultantId: 'X' } as const;
    decided(replacing(complaint)).thenRefused('NOT_A_CONSULTANT_HERE', 'SR-7.05');
    decided(replacing(asks({ consultantId: 'X' }))).thenRefused('NOT_A_CONSULTANT_HERE', 'SR-4.02');
  });

  it.each([
    ['the receiver', asks({ consultantId: 'A' }), {}, 'SAME_CONSULTANT'],
    ['a stranger', asks({ consultantId: 'X' }), {}, 'NOT_A_CONSULTANT_HERE'],
    ['one with a day off', asks({ consultantId: 'D' }), {}, 'CONSULTANT_NOT_FREE'],
    ['the manager who decides', asks(), { managerId: 'C' }, 'APPROVER_INVOLVED'],
    ['somebody, by the one who is replaced', asks(), { managerId: 'A' }, 'APPROVER_INVOLVED'],
    ['somebody, without a reason', asks(), { reason: ' ' }, 'REASON_MISSING'],
    [
      'somebody, when it is over',
      asks(),
      { visit: aVisit({ status: 'ended', endedAt: at('10:15') }) },
      'RECEPTION_ENDED',
    ],
  ] as const)('refuses %s', (_, ground, changes, code) => {
    decided(replacing(ground, changes as Partial<ReplacementFacts>)).thenRefused(code);
  });
});

describe('SR-4.03 an old client asks for another', () => {
  it('is refused in principle', () => {
    decided(replacing(asks({ insists: false }), { visit: old })).thenRefused('REPLACEMENT_REFUSED', 'SR-4.03');
  });

  it('the manager allows it: the other stands in, and all stays with the original', () => {
    const events = eventsOf(replacing(asks(), { visit: old }));
    expect(events.map(({ type }) => type)).toEqual(['ReceptionEnded', 'ReceptionStarted', 'VisitReplaced']);
    expect(events[2]).toMatchObject({ consultantId: 'C', actingFor: 'A', turn: null });
  });

  it('the owner who is back may take over from the stand-in', () => {
    const standIn = aVisit({ kind: 'returning', actingFor: 'C' });
    expect(eventsOf(replacing(asks(), { visit: standIn }))[2]).toMatchObject({ consultantId: 'C', actingFor: null });
  });
});

describe('SR-4.05 the client rejects the consultant', () => {
  it('no fault: refused, the manager mediates', () => {
    decided(replacing(rejects())).thenRefused('REPLACEMENT_REFUSED', 'SR-4.05');
  });

  it('ordinary fault: the violation is recorded without a schedule entry, the consultant continues', () => {
    decided(replacing(rejects({ fault: 'ordinary' }))).thenAccepted({
      type: 'ViolationFound',
      staffId: 'A',
      code: null,
      grave: false,
    });
  });

  it.each([
    ['serious fault', rejects({ fault: 'serious' }), 1],
    ['no fault, the client insists', rejects({ insists: true }), 0],
    ['ordinary fault, the client insists', rejects({ fault: 'ordinary', insists: true }), 1],
  ] as const)('%s: the next takes over as with a new client; the first loses every right', (_, ground, violations) => {
    const events = eventsOf(replacing(ground));
    expect(events.filter(({ type }) => type === 'ViolationFound')).toHaveLength(violations);
    expect(events.filter(({ type }) => type !== 'ViolationFound')).toMatchObject([
      { type: 'TurnForfeited', consultantId: 'A', makeUp: null },
      { type: 'ReceptionEnded', consultantId: 'A' },
      { type: 'TurnTaken', consultantId: 'B', position: 2 },
      { type: 'ReceptionStarted', consultantId: 'B' },
      { type: 'VisitReplaced', consultantId: 'B', actingFor: null, turn: { of: 'B', position: 2 } },
      { type: 'ClaimMoved', from: 'A', to: 'B', reason: 'replaced', rules: ['SR-4.05'] },
    ]);
  });

  it('everybody else is busy: the visitor waits with the manager for the next, and never for the first', () => {
    const busy = evolveAll(floor, [started('B', '10:05'), started('C', '10:06')]);
    expect(eventsOf(replacing(rejects({ insists: true }), {}, busy))).toMatchObject([
      { type: 'TurnForfeited' },
      { type: 'ReceptionEnded', consultantId: 'A' },
      { type: 'TurnTaken', consultantId: 'B' },
      { type: 'VisitHeld', consultantId: 'B' },
      { type: 'VisitReplaced', consultantId: 'B', status: 'held' },
      { type: 'ClaimMoved' },
    ]);
    const alone = floorOf(['A'], taken, started('A', '10:00', 'visit'));
    decided(replacing(rejects({ insists: true }), {}, alone)).thenRefused('NO_CONSULTANT', 'SR-1.08');
  });

  it('hands over to the first whoever waited for them (SR-1.08)', () => {
    const nextHeld = { visitId: 'waits', consultantId: 'A', tourGroup: false };
    const events = eventsOf(replacing(rejects({ insists: true }), { nextHeld }));
    expect(events).toContainEqual({ type: 'VisitHandedOver', visitId: 'waits', at: at('10:20') });
  });

  it.each([
    ['not-after-serious-fault', 'none', true],
    ['not-after-serious-fault', 'ordinary', true],
    ['not-after-serious-fault', 'serious', false],
    ['always', 'serious', true],
    ['never', 'none', false],
  ] as const)('a priority turn, `makeUp.afterReplacement` %s, fault %s: %s', (after, fault, granted) => {
    const policy = policyOf('one-month', { 'makeUp.afterReplacement': after });
    const asked = replacing(rejects({ fault, insists: true, priorityTurn: true }), { policy });
    if (!granted) {
      decided(asked).thenRefused('NO_PRIORITY_TURN', 'SR-4.05');
      return;
    }
    const forfeited = eventsOf(asked).find((event) => event.type === 'TurnForfeited');
    expect(forfeited).toMatchObject({ makeUp: 'managerGrant' });
    expect(evolveAll(floor, [forfeited as RotationEvent]).makeUps).toMatchObject([{ consultantId: 'A' }]);
  });

  it('grants no priority turn to whoever continues, or had used none', () => {
    decided(replacing(rejects({ fault: 'ordinary', priorityTurn: true }))).thenRefused('NO_PRIORITY_TURN');
    const uncounted = { visit: aVisit({ kind: 'named' }) };
    decided(replacing(rejects({ insists: true, priorityTurn: true }), uncounted)).thenRefused('NO_PRIORITY_TURN');
  });
});

describe('SR-7.02 SR-7.05 the manager assigns the client to another', () => {
  const outside: Ground = { kind: 'approachedOutside', consultantId: 'C', accompliceId: 'B' };
  const complaint: Ground = { kind: 'complaint', consultantId: 'C' };

  it('approached outside the door: a violation of both who had a part in it, in either preset', () => {
    const events = eventsOf(replacing(outside, { policy: policyOf('triple-confirmation') }));
    expect(events).toMatchObject([
      { type: 'ReceptionEnded', consultantId: 'A' },
      { type: 'ReceptionStarted', consultantId: 'C' },
      { type: 'VisitReplaced', consultantId: 'C', actingFor: null },
      { type: 'ViolationFound', staffId: 'A', code: 'V-52' },
      { type: 'ViolationFound', staffId: 'B', code: 'V-52' },
      { type: 'ClaimMoved', from: 'A', to: 'C', reason: 'transferred', rules: ['SR-7.02'] },
    ]);
  });

  it('a complaint: the client is the other’s, also when the reception is over and the other is busy', () => {
    const over = aVisit({ status: 'ended', endedAt: at('10:15') });
    expect(eventsOf(replacing(complaint)).at(-1)).toMatchObject({ type: 'ClaimMoved', to: 'C', rules: ['SR-7.05'] });
    const busy = evolveAll(floor, [started('C', '10:05')]);
    expect(eventsOf(replacing(complaint, { visit: over }, busy))).toMatchObject([
      { type: 'VisitReassigned', to: 'C' },
      { type: 'ClaimMoved', from: 'A', to: 'C' },
    ]);
  });
});

describe('a consultant who was suspended meanwhile is replaced', () => {
  it('a visitor who waits for them goes to the next in the rotation', () => {
    const held = aVisit({ status: 'held', startedAt: null, turn });
    const suspended = withSuspended(floor, ['A']);
    expect(eventsOf(replacing({ kind: 'suspended' }, { visit: held }, suspended))).toMatchObject([
      { type: 'TurnTaken', consultantId: 'B' },
      { type: 'ReceptionStarted', consultantId: 'B' },
      { type: 'VisitReplaced', consultantId: 'B', status: 'receiving' },
      { type: 'ClaimMoved', from: 'A', to: 'B' },
    ]);
  });

  it('an old client is received by the last of the rotation and stays the owner’s; nobody else is replaced so', () => {
    const suspended = withSuspended(floor, ['A']);
    expect(eventsOf(replacing({ kind: 'suspended' }, { visit: old }, suspended))[2]).toMatchObject({
      type: 'VisitReplaced',
      consultantId: 'C',
      actingFor: 'A',
    });
    decided(replacing({ kind: 'suspended' })).thenRefused('NOT_SUSPENDED', 'FI-3');
  });
});
