import { describe, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { at, bothPresets, facts, floorOf, left, started } from '../rotation/floorFixture.ts';
import type { Rotation } from '../rotation/index.ts';
import { aVisit } from './arrivalFixture.ts';
import { decideGivingBack, type GivingBackFacts } from './recogniseClient.decision.ts';
import type { Visit } from './visit.ts';

/** B received in turn a client of A's, who recognises them four minutes later. */
const taken = { of: 'B', used: { kind: 'regular', place: 'B' }, position: 7 } as const;
const visit = aVisit({ consultantId: 'B', turn: taken });
const floor = floorOf(['A', 'C', 'D', 'B'], started('B', '10:00', 'visit'));

const recognised = (changes: { visit?: Visit; rotation?: Rotation; nextHeld?: GivingBackFacts['nextHeld'] } = {}) =>
  given({
    ...facts(changes.rotation ?? floor, '10:04'),
    visit: changes.visit ?? visit,
    nextHeld: changes.nextHeld ?? null,
    ownerId: 'A',
  }).when(decideGivingBack);

describe.each(bothPresets)('SR-3.10 the owner takes over, and the turn is given back (%s)', () => {
  it('ends the reception of the one and begins the other’s; the visit of an old client does not count (SR-1.23)', () => {
    recognised()
      .thenAccepted(
        { type: 'ReceptionEnded', consultantId: 'B' },
        { type: 'ReceptionStarted', consultantId: 'A', visitId: 'visit' },
        { type: 'TurnReturned', consultantId: 'B', turn: taken.used, missedAt: visit.arrivedAt },
        { type: 'VisitGivenBack', receiverId: 'B', consultantId: 'A', takenOverFrom: 'B', actingFor: null },
      )
      .citing('SR-3.10', 'SR-1.23')
      .knowing({ turnGivenBack: 'B' });
  });

  it('gives nothing back where no turn was taken', () => {
    recognised({ visit: aVisit({ consultantId: 'B', turn: null }) }).thenAccepted({}, {}, { type: 'VisitGivenBack' });
  });

  it('hands the next visitor over to whoever is free again (SR-1.08)', () => {
    const nextHeld = { visitId: 'waits', consultantId: 'B', tourGroup: false };
    recognised({ nextHeld }).thenAccepted(
      {},
      {},
      {},
      {},
      { type: 'ReceptionStarted', consultantId: 'B', visitId: 'waits' },
      { type: 'VisitHandedOver', visitId: 'waits' },
    );
  });

  it('takes over a visitor whom the manager looks after', () => {
    const held = aVisit({ status: 'held', consultantId: 'B', startedAt: null, turn: taken });
    recognised({ visit: held }).thenAccepted(
      { type: 'ReceptionEnded', consultantId: null },
      { type: 'ReceptionStarted', consultantId: 'A' },
      {},
      {},
      { type: 'VisitHandedOver' },
    );
  });
});

describe.each(bothPresets)('SR-1.23 the one in turn recognises an own client (%s)', () => {
  const own = (turn: Visit['turn']) =>
    given({ ...facts(floor, '10:04'), visit: aVisit({ consultantId: 'B', turn }), nextHeld: null, ownerId: 'B' }).when(
      decideGivingBack,
    );

  it('the reception goes on and does not count, and the turn is still to come', () => {
    own(taken)
      .thenAccepted(
        { type: 'TurnReturned', consultantId: 'B', turn: taken.used },
        { type: 'VisitGivenBack', receiverId: 'B', consultantId: 'B', takenOverFrom: null, actingFor: null },
      )
      .citing('SR-3.10', 'SR-1.23');
  });

  it('is refused where no turn was taken', () => {
    own(null).thenRefused('ALREADY_YOURS', 'SR-3.10');
  });
});

describe('SR-1.06 SR-1.28 the owner is receiving somebody else', () => {
  it('the receiver stands in to the end, and has the turn still to come', () => {
    recognised({ rotation: floorOf(['A', 'B'], started('B', '10:00', 'visit'), started('A', '09:50', 'other')) })
      .thenAccepted(
        { type: 'TurnReturned' },
        { type: 'VisitGivenBack', consultantId: 'B', actingFor: 'A', takenOverFrom: null },
      )
      .citing('SR-1.06', 'SR-1.28');
  });
});

describe('SR-3.10 later on the same day, the reception is over', () => {
  it('the client and the turn go back; nobody takes over', () => {
    const over = aVisit({ status: 'ended', consultantId: 'B', endedAt: at('10:30'), turn: taken });
    recognised({ visit: over, rotation: floorOf(['B', 'C'], left('C', 'private')) })
      .thenAccepted({ type: 'TurnReturned' }, { type: 'VisitGivenBack', actingFor: 'A' })
      .citing('SR-1.28');
  });
});

describe('SR-3.08 SR-1.28 the owner recognises the client, but is not in the rotation', () => {
  it.each([
    ['away', floorOf(['A', 'B'], left('A', 'private'), started('B', '10:00', 'visit'))],
    ['off for the day', floorOf(['B', 'C'], started('B', '10:00', 'visit'))],
  ])('%s: the receiver stands in to the end, and the client is the owner’s', (_, rotation) => {
    recognised({ rotation })
      .thenAccepted(
        { type: 'TurnReturned' },
        { type: 'VisitGivenBack', consultantId: 'B', actingFor: 'A', takenOverFrom: null },
      )
      .citing('SR-3.08', 'SR-1.28');
  });

  it('refuses where nobody received', () => {
    recognised({ visit: aVisit({ status: 'unattended', consultantId: null, startedAt: null }) }).thenRefused(
      'NOBODY_RECEIVED',
    );
  });
});
