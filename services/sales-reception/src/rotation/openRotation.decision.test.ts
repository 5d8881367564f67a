import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideClosing } from './closeRotation.decision.ts';
import { evolveAll } from './evolveRotation.ts';
import { at, bothPresets, day, facts, floorOf, left, started } from './floorFixture.ts';
import { decideOpening, type OpeningFacts } from './openRotation.decision.ts';
import { newRotation, type Rotation } from './rotation.ts';

const yesterday = '2026-03-09';
const cycle = ['A', 'B', 'C', 'D'];
const everybody = cycle.map((consultantId) => ({ consultantId, fullDay: true, checkedIn: true }));

const closedWithDue = (due: string): Rotation => ({
  ...newRotation('site'),
  date: yesterday,
  order: [due, ...cycle.filter((one) => one !== due)].reverse().sort((a) => (a === due ? -1 : 1)),
});

const opening = (changes: Partial<OpeningFacts> = {}, time = '09:00'): OpeningFacts => ({
  ...facts(newRotation('site'), time),
  cycle,
  roster: everybody,
  ...changes,
});

describe('SR-1.01 the day opens with whoever was due', () => {
  it('worked example 1: yesterday closed with C due', () => {
    given(opening({ rotation: closedWithDue('C') }))
      .when(decideOpening)
      .thenAccepted({ type: 'RotationOpened', order: ['C', 'D', 'A', 'B'], date: day })
      .citing('SR-1.01')
      .knowing({ dueAtClosing: 'C', phoneOrder: ['B', 'A', 'D', 'C'] });
  });

  it('begins with the fixed order on a new site', () => {
    given(opening())
      .when(decideOpening)
      .thenAccepted({ order: ['A', 'B', 'C', 'D'] });
  });

  it('goes on with the next in the fixed order when the one who is due has a day off', () => {
    const roster = everybody.filter((entry) => entry.consultantId !== 'C');
    given(opening({ rotation: closedWithDue('C'), roster }))
      .when(decideOpening)
      .thenAccepted({ order: ['D', 'A', 'B'] });
  });

  it.each([
    ['half a day', { fullDay: false, checkedIn: true }],
    ['not checked in', { fullDay: true, checkedIn: false }],
  ])('leaves out who is on the roster but %s', (_, how) => {
    const roster = [...everybody.slice(0, 3), { consultantId: 'D', ...how }];
    given(opening({ roster }))
      .when(decideOpening)
      .thenAccepted({ order: ['A', 'B', 'C'] });
  });

  it.each(bothPresets)('opens at nine, not a minute earlier (%s)', (preset) => {
    const early = { ...facts(newRotation('site'), '08:59', preset), cycle, roster: everybody };
    given(early).when(decideOpening).thenRefused('ROTATION_TOO_EARLY', 'SR-1.01');
    given({ ...early, ...facts(newRotation('site'), '09:00', preset) })
      .when(decideOpening)
      .thenAccepted();
  });

  it('knows only consultants of the site, and needs one at least', () => {
    const stranger = [{ consultantId: 'X', fullDay: true, checkedIn: true }];
    given(opening({ roster: stranger }))
      .when(decideOpening)
      .thenRefused('NOT_A_CONSULTANT_HERE', 'SR-1.01');
    given(opening({ roster: [] }))
      .when(decideOpening)
      .thenRefused('ROSTER_EMPTY', 'SR-1.01');
  });

  it('closes a day that was left open', () => {
    const rotation: Rotation = { ...closedWithDue('B'), status: 'open', date: yesterday };
    given(opening({ rotation }))
      .when(decideOpening)
      .thenAccepted({ type: 'RotationClosed', due: 'B' }, { type: 'RotationOpened', order: ['B', 'C', 'D', 'A'] });
  });
});

describe('SR-1.14 nobody enters or leaves the rotation during the day', () => {
  it('refuses to open it twice, also after it was closed', () => {
    const open = floorOf(cycle);
    given(opening({ rotation: open }))
      .when(decideOpening)
      .thenRefused('ROTATION_ALREADY_OPENED', 'SR-1.14');
    const closed: Rotation = { ...open, status: 'closed' };
    given(opening({ rotation: closed }, '19:00'))
      .when(decideOpening)
      .thenRefused('ROTATION_ALREADY_OPENED');
  });
});

describe('SR-1.01 the day closes with somebody due', () => {
  it('is the head, whom tomorrow begins with', () => {
    const floor = floorOf(['C', 'D', 'A', 'B']);
    const decision = given(facts(floor, '18:00')).when(decideClosing);
    decision.thenAccepted({ type: 'RotationClosed', due: 'C' });
    const closed = evolveAll(floor, decision.decision.outcome === 'accepted' ? decision.decision.events : []);
    expect(closed).toMatchObject({ status: 'closed', date: day, order: ['C', 'D', 'A', 'B'] });
    given(facts(closed, '18:01')).when(decideClosing).thenRefused('ROTATION_NOT_OPEN', 'SR-1.01');
  });

  it('keeps make-ups, receptions and turns used in advance over the night, and forgets absences', () => {
    const floor: Rotation = {
      ...floorOf(['A', 'B', 'C'], started('A', '17:50'), left('B', 'officialBusiness', { time: '17:00' })),
      makeUps: [{ consultantId: 'B', missedAt: at('17:10'), reason: 'officialBusiness' }],
      usedInAdvance: { C: 1 },
      status: 'closed',
    };
    const tomorrow = evolveAll(floor, [
      { type: 'RotationOpened', date: '2026-03-11', order: ['A', 'B', 'C'], at: at('09:00', '2026-03-11') },
    ]);
    expect(tomorrow.presences).toMatchObject({
      A: { status: 'receiving' },
      B: { status: 'waiting' },
      C: { status: 'waiting' },
    });
    expect(tomorrow).toMatchObject({ makeUps: [{ consultantId: 'B' }], usedInAdvance: { C: 1 } });
  });
});
