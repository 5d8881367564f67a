import { describe, expect, it } from '@jest/globals';
import { at, bothPresets, facts, floorOf, left, started } from '../rotation/floorFixture.ts';
import { newRotation, type Rotation } from '../rotation/index.ts';
import { anArrival, asks, floor, lapsedFrom, own, ownedBy, receive, remark, visitOf } from './arrivalFixture.ts';

describe('SR-1.27 SR-4.01 naming a consultant differs by preset', () => {
  it('is a designated reception under one-month: in turn when that one is busy', () => {
    const busy = floorOf(['A', 'B', 'C', 'D'], started('C', '09:50'));
    receive(anArrival(asks('C')))
      .thenAccepted()
      .citing('SR-1.27', 'SR-4.01');
    receive(anArrival(asks('C'), { rotation: busy }))
      .thenAccepted()
      .rejecting('SR-4.01')
      .knowing({ consultant: 'A' });
  });

  it('is that consultant’s old client under triple-confirmation: a colleague stands in', () => {
    const busy = floorOf(['A', 'B', 'C', 'D'], started('C', '09:50'));
    receive(anArrival(asks('C'), { rotation: busy, preset: 'triple-confirmation' }))
      .thenAccepted({ type: 'ReceptionStarted', consultantId: 'D' }, { type: 'VisitorReceived' })
      .citing('SR-1.28')
      .knowing({ consultant: 'D', standsInFor: 'C' });
  });
});

describe('SR-1.31 won through the consultant’s own contacts', () => {
  const arrival = { ...asks('C'), ...remark('ownContact') };
  it('does not count under triple-confirmation; is a designation under one-month', () => {
    receive(anArrival(arrival, { preset: 'triple-confirmation' }))
      .thenAccepted()
      .citing('SR-1.31')
      .rejecting('SR-1.20');
    receive(anArrival(arrival)).thenAccepted().citing('SR-1.27').rejecting('SR-1.31');
  });
});

describe('SR-1.29 a leader designates a company client', () => {
  const arrival = { ...remark('companyClient'), assignedTo: 'C' };
  it('works under one-month only', () => {
    receive(anArrival(arrival)).thenAccepted({ consultantId: 'C' }, {}).citing('SR-5.01');
    receive(anArrival(arrival, { preset: 'triple-confirmation' }))
      .thenAccepted()
      .rejecting('SR-5.01')
      .knowing({ consultant: 'A' });
  });
});

describe('SR-1.21 SR-6.01 SR-6.02 the old client comes along', () => {
  const brought = { related: { kind: 'broughtBy', clientId: 'old', standing: ownedBy('C') } } as const;
  it.each(bothPresets)('uses up the next turn of the old client’s consultant in advance (%s)', (preset) => {
    receive(anArrival(brought, { preset }))
      .thenAccepted(
        { type: 'TurnTaken', consultantId: 'C', position: 1, turn: { kind: 'inAdvance' } },
        { type: 'ReceptionStarted', consultantId: 'C' },
        { type: 'VisitorReceived' },
      )
      .citing('SR-1.21', 'SR-6.01', 'SR-6.02');
  });

  const away = floorOf(['A', 'B', 'C', 'D'], left('C', 'private'));
  it('one-month, consultant away: the last stands in, the turn is still the consultant’s', () => {
    receive(anArrival(brought, { rotation: away }))
      .thenAccepted(
        { type: 'TurnTaken', consultantId: 'C' },
        { type: 'TurnEarned', consultantId: 'D' },
        { type: 'ReceptionStarted', consultantId: 'D' },
        {},
      )
      .citing('SR-1.28')
      .knowing({ consultant: 'D', standsInFor: 'C' });
  });

  it('one-month: whoever stood in takes the next client, ahead of the head, and keeps the own place', () => {
    const earned = { type: 'TurnEarned', consultantId: 'D', visitId: 'referred', at: at('09:30') } as const;
    const stoodIn = floorOf(['A', 'B', 'C', 'D'], left('C', 'private'), earned);
    receive(anArrival({}, { rotation: stoodIn }))
      .thenAccepted({ type: 'TurnTaken', consultantId: 'D', turn: { kind: 'makeUp', reason: 'standIn' } }, {}, {})
      .knowing({ consultant: 'D' });
    // An ordinary stand-in, for an old client who comes back, earns nothing (SR-3.08).
    receive(anArrival({ standing: ownedBy('C'), ...own }, { rotation: away })).thenAccepted(
      { type: 'ReceptionStarted', consultantId: 'D' },
      {},
    );
  });

  it('triple-confirmation, consultant away: in turn as new, unless announced to the manager', () => {
    const preset = 'triple-confirmation';
    receive(anArrival(brought, { rotation: away, preset }))
      .thenAccepted()
      .rejecting('SR-1.21')
      .knowing({ consultant: 'A' });
    const announced = { ...brought, announced: true, assignedTo: 'B' };
    receive(anArrival(announced, { rotation: away, preset }))
      .thenAccepted()
      .knowing({ consultant: 'B', standsInFor: 'C' });
  });

  it('is a plain new client when the old one has no consultant any more', () => {
    const lapsed = { related: { kind: 'broughtBy', clientId: 'old', standing: lapsedFrom('C') } } as const;
    receive(anArrival(lapsed)).thenAccepted().citing('SR-1.20').rejecting('SR-1.21', 'SR-6.02');
  });
});

describe('SR-1.28 SR-3.08 the owner is away', () => {
  const returning = { standing: ownedBy('C'), ...own };
  it.each([
    ['away', left('C', 'private')],
    ['receiving', started('C', '09:50')],
  ] as const)('the last in the rotation who is free stands in when the owner is %s', (_, event) => {
    const rotation = floorOf(['A', 'B', 'C', 'D'], event, started('D', '09:55'));
    receive(anArrival(returning, { rotation }))
      .thenAccepted()
      .citing('SR-1.28', 'SR-3.08')
      .knowing({ consultant: 'B', standsInFor: 'C' });
  });

  it('the owner has a day off', () => {
    receive(anArrival({ standing: ownedBy('E'), ...own }))
      .thenAccepted()
      .knowing({ consultant: 'D', standsInFor: 'E' });
  });

  it('SR-1.14 comes in on a day off for an appointment', () => {
    receive(anArrival({ standing: ownedBy('E'), ...own, byAppointment: true }))
      .thenAccepted()
      .citing('SR-1.14')
      .knowing({ consultant: 'E', standsInFor: null });
  });
});

describe('SR-1.08 all are receiving', () => {
  const full = floorOf(['A', 'B'], started('A', '09:50'), started('B', '09:55'));
  it('the manager looks after the visitor, and it is the turn of the head', () => {
    receive(anArrival({}, { rotation: full }))
      .thenAccepted({ type: 'TurnTaken', consultantId: 'A' }, { type: 'VisitHeld', consultantId: 'A' }, {})
      .citing('SR-1.08', 'SR-1.20');
  });

  it('keeps an old client for the owner', () => {
    receive(anArrival({ standing: ownedBy('B'), ...own }, { rotation: full }))
      .thenAccepted({ type: 'VisitHeld', consultantId: 'B' }, {})
      .citing('SR-1.08');
  });

  it('refuses when nobody is on the floor', () => {
    const rotation = floorOf(['A'], left('A', 'private'));
    receive(anArrival({}, { rotation })).thenRefused('NO_CONSULTANT', 'SR-1.08');
  });
});

describe.each(bothPresets)('SR-1.13 before opening and after closing, %s', (preset) => {
  it.each([
    ['08:59', false],
    ['09:00', true],
    ['17:59', true],
    ['18:00', false],
  ])('at %s a turn counts: %s', (time, counted) => {
    const visit = visitOf(anArrival({}, { time, preset }));
    expect({ consultantId: visit.consultantId, counted: visit.turn !== null }).toEqual({ consultantId: 'A', counted });
  });

  it('goes in order, and the order stays as it is', () => {
    const closed: Rotation = {
      ...floor,
      status: 'closed',
      presences: { ...floor.presences, A: { status: 'receiving', since: at('18:05'), visitId: 'v', tourGroup: false } },
    };
    receive(anArrival({}, { rotation: closed, time: '18:10', preset }))
      .thenAccepted({ type: 'ReceptionStarted', consultantId: 'B' }, { type: 'VisitorReceived' })
      .citing('SR-1.13');
  });

  it('before opening, begins with whoever is due among those the desk sees', () => {
    const yesterday: Rotation = { ...newRotation('site'), date: '2026-03-09', order: ['C', 'A'] };
    const early = { rotation: yesterday, time: '08:50', preset };
    receive(anArrival({}, early)).thenAccepted({ consultantId: 'C' }, {});
    receive(anArrival({ onSite: ['A', 'D'] }, early)).thenAccepted({ consultantId: 'D' }, {});
  });

  it('uses up no turn in advance either (SR-1.21)', () => {
    const related = { kind: 'broughtBy', clientId: 'old', standing: ownedBy('C') } as const;
    expect(visitOf(anArrival({ related }, { time: '18:10', preset }))).toMatchObject({ consultantId: 'C', turn: null });
  });

  it('an old client is still the owner’s', () => {
    receive(anArrival({ standing: ownedBy('C'), ...own }, { time: '18:10', preset })).thenAccepted(
      { consultantId: 'C' },
      {},
    );
  });
});

describe('SR-1.01 within hours the day must have been opened', () => {
  it('refuses until then', () => {
    const unopened = { ...anArrival(), ...facts(newRotation('site'), '09:05') };
    receive(unopened).thenRefused('ROTATION_NOT_OPEN', 'SR-1.01');
  });
});

describe('bad input', () => {
  it('refuses strangers and parties of nobody', () => {
    receive(anArrival(asks('X'))).thenRefused('NOT_A_CONSULTANT_HERE');
    receive(anArrival({ partySize: 0 })).thenRefused('BAD_PARTY', 'SR-1.30');
  });
});
