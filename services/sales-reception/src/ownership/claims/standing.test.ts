import { describe, expect, it } from '@jest/globals';
import {
  at,
  aVisit,
  bought,
  confirmed,
  followedUp,
  followUpDecision,
  type Preset,
  type Story,
  standingAt,
  storyUnder,
  unconfirmed,
  visited,
} from '../ownershipFixture.ts';

const presets: readonly Preset[] = ['one-month', 'triple-confirmation'];

/** `OWNED li`, `LAPSED SR-3.02 2026-06-11`, `NEW` … as one line. */
const on = (story: Story, date: string, time?: string): string => {
  const standing = standingAt(story, at(date, time));
  switch (standing.kind) {
    case 'OWNED':
      return `OWNED ${standing.claim.consultantId}`;
    case 'LAPSED':
      return `LAPSED ${standing.rule} ${standing.lapsedOn}`;
    case 'BUYER':
      return `BUYER ${standing.consultantId}`;
    case 'NEW':
      return standing.unconfirmed ? 'NEW, awaits confirmation' : 'NEW';
  }
};

/** A visit, and follow-ups often enough that only the month can end it. */
const visitKeptFresh = (preset: Preset, date: string, followUps: readonly string[]): Story =>
  followUps.reduce((story, day) => followedUp(story, day), visited(storyUnder(preset), { receivedAt: at(date) }));

describe('SR-3.01 a visit registration is valid for one month, first day included', () => {
  it.each([
    ['2026-03-15', ['2026-03-24', '2026-04-02', '2026-04-11'], '2026-04-14', '2026-04-15'],
    ['2026-01-31', ['2026-02-09', '2026-02-18', '2026-02-26'], '2026-02-28', '2026-03-01'],
    ['2028-01-31', ['2028-02-09', '2028-02-18', '2028-02-27'], '2028-02-29', '2028-03-01'],
    ['2028-02-29', ['2028-03-09', '2028-03-18', '2028-03-27'], '2028-03-28', '2028-03-29'],
    ['2026-12-10', ['2026-12-19', '2026-12-28', '2027-01-06'], '2027-01-09', '2027-01-10'],
  ])('visited on %s', (day, followUps, last, next) => {
    for (const preset of presets) {
      const story = visitKeptFresh(preset, day, followUps);
      expect([preset, on(story, last, '23:59:59')]).toEqual([preset, 'OWNED li']);
      expect([preset, on(story, next, '00:00')]).toEqual([preset, `LAPSED SR-3.05 ${next}`]);
    }
  });

  it('explains itself: the windows, the rules, and the policy of the visit', () => {
    const { explanation } = standingAt(visited(storyUnder('one-month'), {}), at('2026-04-20'));
    expect(explanation.applied).toEqual(expect.arrayContaining(['SR-3.01', 'SR-3.06', 'SR-2.02']));
    expect(explanation.rejected.map(({ rule }) => rule)).toEqual(['SR-3.02']);
    expect(explanation.policies).toEqual([{ name: 'sales-reception', preset: 'one-month', version: 1 }]);
    expect(explanation.facts).toContainEqual({ name: 'lapsesOn', value: '2026-05-03' });
  });
});

describe('SR-3.02 freshness: received on the 1st, lapses on the 11th', () => {
  const june = (preset: Preset) => visited(storyUnder(preset), { receivedAt: at('2026-06-01') });

  it('triple-confirmation, without any follow-up', () => {
    const story = june('triple-confirmation');
    expect(on(story, '2026-06-10', '23:59:59')).toBe('OWNED li');
    expect(on(story, '2026-06-11', '00:00')).toBe('LAPSED SR-3.02 2026-06-11');
  });

  it('one-month demands none', () => {
    expect(on(june('one-month'), '2026-06-11')).toBe('OWNED li');
    expect(on(june('one-month'), '2026-06-30')).toBe('OWNED li');
  });

  it('a follow-up on the tenth day is in time, on the eleventh the claim has lapsed', () => {
    const story = june('triple-confirmation');
    expect(on(followedUp(story, '2026-06-10'), '2026-06-19', '23:59')).toBe('OWNED li');
    expect(followUpDecision(story, at('2026-06-11', '00:00'))).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'CLAIM_LAPSED', rule: 'SR-3.02' },
    });
  });

  it('worked example 2: follow-ups on 9 and 18 June', () => {
    const both = followedUp(followedUp(june('triple-confirmation'), '2026-06-09'), '2026-06-18');
    expect(on(both, '2026-06-27', '23:59')).toBe('OWNED li');
    expect(on(both, '2026-06-28', '00:00')).toBe('LAPSED SR-3.02 2026-06-28');
  });

  it('worked example 2: without the follow-up of the 9th', () => {
    const story = june('triple-confirmation');
    expect(on(story, '2026-06-11')).toBe('LAPSED SR-3.02 2026-06-11');
    expect(followUpDecision(story, at('2026-06-18')).outcome).toBe('refused');
  });

  it('worked example 2: with all of them and more it still ends on 1 July', () => {
    const days = ['2026-06-09', '2026-06-18', '2026-06-27', '2026-06-30'];
    const story = days.reduce((told, day) => followedUp(told, day), june('triple-confirmation'));
    expect(on(story, '2026-06-30', '23:59')).toBe('OWNED li');
    expect(on(story, '2026-07-01', '00:00')).toBe('LAPSED SR-3.05 2026-07-01');
  });

  it('worked example 2: unless the client came a second time', () => {
    const days = ['2026-06-09', '2026-06-18', '2026-06-27'];
    const fresh = days.reduce((told, day) => followedUp(told, day), june('triple-confirmation'));
    const again = visited(fresh, { receivedAt: at('2026-06-30') });
    expect(on(again, '2026-07-09')).toBe('OWNED li');
    expect(on(again, '2026-07-10')).toBe('LAPSED SR-3.02 2026-07-10');
  });
});

describe('SR-3.04 a follow-up that did not reach the client', () => {
  it('triple-confirmation: is recorded and does not count', () => {
    const story = visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-06-01') });
    const decision = followUpDecision(story, at('2026-06-09'), { reached: false });
    expect(decision).toMatchObject({
      outcome: 'accepted',
      events: [],
      explanation: { applied: ['SR-8.01', 'SR-3.04'] },
    });
    expect(on(followedUp(story, '2026-06-09', { reached: false }), '2026-06-11')).toBe('LAPSED SR-3.02 2026-06-11');
  });

  it('one-month: is recorded, and there is nothing to count', () => {
    const story = visited(storyUnder('one-month'), { receivedAt: at('2026-06-01') });
    const decision = followUpDecision(story, at('2026-06-09'), { reached: false });
    expect(decision).toMatchObject({ outcome: 'accepted', events: [] });
    expect(decision.explanation.applied).not.toContain('SR-3.04');
  });
});

describe('SR-3.05 seen a second time within the month', () => {
  it.each(presets)('%s: a second visit on the last day starts a new month', (preset) => {
    const story = visitKeptFresh(preset, '2026-03-15', ['2026-03-24', '2026-04-02', '2026-04-11']);
    const again = visited(story, { receivedAt: at('2026-04-14') });
    expect(again.claims).toHaveLength(1);
    expect(on(again, '2026-04-23')).toBe('OWNED li');
    expect(again.claims[0]).toMatchObject({ openedOn: '2026-03-15', validThrough: '2026-05-13' });
  });

  it.each(presets)('%s: not seen again, the client of the day after is new and another’s', (preset) => {
    const story = visitKeptFresh(preset, '2026-03-15', ['2026-03-24', '2026-04-02', '2026-04-11']);
    const again = visited(story, { receivedAt: at('2026-04-15'), receiverId: 'zhao' });
    expect(on(again, '2026-04-16')).toBe('OWNED zhao');
    expect(again.claims[0]).toMatchObject({
      endReason: 'validity-over',
      endedOn: '2026-04-15',
      endedAt: at('2026-04-15', '00:00'),
    });
  });

  it('triple-confirmation: a second visit starts a new freshness too', () => {
    const story = visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-06-01') });
    const again = visited(story, { receivedAt: at('2026-06-08') });
    expect(on(again, '2026-06-17')).toBe('OWNED li');
    expect(on(again, '2026-06-18')).toBe('LAPSED SR-3.02 2026-06-18');
  });
});

describe('SR-2.02 a registration proves ownership only once the manager has confirmed it', () => {
  it('one-month: before the confirmation the client is nobody’s, afterwards the consultant’s', () => {
    const visit = aVisit({ receivedAt: at('2026-06-01', '10:00') });
    const story = unconfirmed(storyUnder('one-month'), visit);
    expect(on(story, '2026-06-01', '17:59')).toBe('NEW, awaits confirmation');
    expect(on(confirmed(story, visit), '2026-06-01', '18:00')).toBe('OWNED li');
  });

  it('triple-confirmation: needs no confirmation', () => {
    expect(on(unconfirmed(storyUnder('triple-confirmation'), { receivedAt: at('2026-06-01') }), '2026-06-01')).toBe(
      'OWNED li',
    );
  });

  it('one-month: another who receives the client on a later day takes the place of the unconfirmed', () => {
    const story = unconfirmed(storyUnder('one-month'), { receivedAt: at('2026-06-01') });
    const taken = visited(story, { receivedAt: at('2026-06-02'), receiverId: 'zhao' });
    expect(on(taken, '2026-06-03')).toBe('OWNED zhao');
    expect(taken.claims[0]?.endReason).toBe('never-confirmed');
  });

  it('one-month: a second visit starts a new month only once it is confirmed', () => {
    const visit = aVisit({ receivedAt: at('2026-06-20') });
    const story = unconfirmed(visited(storyUnder('one-month'), { receivedAt: at('2026-06-01') }), visit);
    expect(story.claims[0]?.validThrough).toBe('2026-06-30');
    expect(confirmed(story, visit).claims[0]?.validThrough).toBe('2026-07-19');
  });

  it('one-month: never confirmed, it proves nothing after its month either', () => {
    expect(on(unconfirmed(storyUnder('one-month'), { receivedAt: at('2026-06-01') }), '2026-07-02')).toBe('NEW');
  });
});

describe('SR-3.13, SR-1.24 an owner who bought before', () => {
  it.each(presets)('%s: stays with the consultant, whatever became of the claim', (preset) => {
    const story = bought(visited(storyUnder(preset), { receivedAt: at('2026-04-30') }), { closedAt: at('2026-05-02') });
    expect(on(story, '2026-05-02', '09:59:59')).toBe('OWNED li');
    expect(on(story, '2026-05-02')).toBe('BUYER li');
    expect(on(story, '2027-05-02')).toBe('BUYER li');
  });

  it('after a cancellation the claim decides again', () => {
    const story = bought(visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-04-30') }), {
      closedAt: at('2026-05-02'),
      cancelledAt: at('2026-05-05'),
    });
    expect(on(story, '2026-05-05', '09:59')).toBe('BUYER li');
    expect(on(story, '2026-05-05')).toBe('OWNED li');
    expect(on(story, '2026-05-10')).toBe('LAPSED SR-3.02 2026-05-10');
  });

  it('whose consultant cannot be verified has none', () => {
    const standing = standingAt(bought(storyUnder('one-month'), { consultantId: null }), at('2026-05-03'));
    expect(standing).toMatchObject({ kind: 'BUYER', consultantId: null });
    expect(standing.explanation.applied).toEqual(['SR-3.13', 'SR-1.24']);
  });

  it.each(presets)(
    '%s: whose consultant has left the site has none, and is whose who received them since',
    (preset) => {
      const story = { ...bought(visited(storyUnder(preset), { receivedAt: at('2026-04-30') })), consultants: ['zhao'] };
      const standing = standingAt(story, at('2026-05-03'));
      expect(standing).toMatchObject({ kind: 'BUYER', consultantId: null });
      expect(standing.explanation.applied).toEqual(['SR-3.13', 'SR-1.24']);
      const zhaos = visited(story, { receivedAt: at('2026-05-03'), receiverId: 'zhao' });
      expect(on(zhaos, '2026-05-04')).toBe('OWNED zhao');
      expect(on({ ...zhaos, consultants: ['li', 'zhao'] }, '2026-05-04')).toBe('BUYER li');
      expect(on(zhaos, '2026-06-03')).toBe('BUYER null');
    },
  );
});
