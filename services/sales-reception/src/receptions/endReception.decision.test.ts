import { describe, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { at, facts, floorOf, started } from '../rotation/floorFixture.ts';
import { withSuspended } from '../rotation/rotation.ts';
import { aVisit } from './arrivalFixture.ts';
import { decideEnding, type EndingFacts } from './endReception.decision.ts';

const ending = (changes: Partial<EndingFacts> = {}) =>
  given({
    ...facts(floorOf(['A', 'B'], started('A', '10:00', 'visit')), '10:30'),
    visit: aVisit(),
    nextHeld: null,
    ...changes,
  }).when(decideEnding);

describe('SR-1.06 a reception ends, and its consultant is free again', () => {
  it('ends once', () => {
    ending()
      .thenAccepted(
        { type: 'ReceptionEnded', consultantId: 'A', visitId: 'visit' },
        { type: 'VisitEnded', visitId: 'visit' },
      )
      .citing('SR-1.06');
    ending({ visit: aVisit({ status: 'ended', endedAt: at('10:20') }) }).thenRefused('RECEPTION_ENDED', 'SR-1.06');
  });

  it('frees nobody when nobody had begun', () => {
    const held = aVisit({ status: 'held', startedAt: null });
    ending({ visit: held }).thenAccepted({ type: 'ReceptionEnded', consultantId: null }, { type: 'VisitEnded' });
    const trade = aVisit({ status: 'unattended', consultantId: null, startedAt: null });
    ending({ visit: trade }).thenAccepted({ type: 'ReceptionEnded', consultantId: null }, {});
  });
});

describe('SR-1.08 the manager hands over as soon as the consultant is free', () => {
  const nextHeld = { visitId: 'waits', consultantId: 'A', tourGroup: false };
  it('the one who has waited longest begins at once', () => {
    ending({ nextHeld })
      .thenAccepted(
        {},
        {},
        { type: 'ReceptionStarted', consultantId: 'A', visitId: 'waits' },
        { type: 'VisitHandedOver', visitId: 'waits' },
      )
      .citing('SR-1.08');
  });

  it('but not when the consultant is suspended: the visitor waits for the manager to give them to another', () => {
    const rotation = withSuspended(floorOf(['A', 'B'], started('A', '10:00', 'visit')), ['A']);
    ending({ nextHeld, rotation }).thenAccepted({ type: 'ReceptionEnded' }, { type: 'VisitEnded' });
  });

  it('but not when a held visitor leaves while the consultant is still receiving', () => {
    ending({ nextHeld, visit: aVisit({ visitId: 'other', status: 'held', startedAt: null }) }).thenAccepted({}, {});
  });
});
