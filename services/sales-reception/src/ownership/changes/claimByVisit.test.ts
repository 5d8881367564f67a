import { describe, expect, it } from '@jest/globals';
import { openRowOf } from '../claims/standing.ts';
import {
  at,
  aVisit,
  bought,
  called,
  type Preset,
  type Story,
  sharesAt,
  standingAt,
  storyUnder,
  unconfirmed,
  policies as versions,
  visitDecision,
  visited,
  zone,
} from '../ownershipFixture.ts';
import { decideVisitClaim } from './claimByVisit.decision.ts';

const presets: readonly Preset[] = ['one-month', 'triple-confirmation'];

const ownerAt = (story: Story, instant: Date): string | null => {
  const standing = standingAt(story, instant);
  return standing.kind === 'OWNED' ? standing.claim.consultantId : null;
};

const first = (preset: Preset) => visited(storyUnder(preset), { receivedAt: at('2026-04-03') });

describe('SR-2.01 every visit is registered on the same day', () => {
  it.each(presets)('%s: at the last second of the day it proves, after midnight it does not', (preset) => {
    const visit = aVisit({ receivedAt: at('2026-04-03', '17:00') });
    const inTime = visitDecision(storyUnder(preset), visit, { registeredAt: at('2026-04-03', '23:59:59') });
    const late = visitDecision(storyUnder(preset), visit, { registeredAt: at('2026-04-04', '00:00') });
    expect(inTime.explanation.outcome).toBe('OPENED');
    expect(late).toMatchObject({ events: [], explanation: { outcome: 'NONE', applied: ['SR-2.01'] } });
  });

  it('SR-1.23: visited but never registered in time is a new client for whoever comes next', () => {
    const late = visited(storyUnder('triple-confirmation'), {}, { registeredAt: at('2026-04-04') });
    expect(standingAt(late, at('2026-04-05')).kind).toBe('NEW');
  });

  it.each([
    ['trade', 'SR-1.25'],
    ['tour-group', 'SR-1.26'],
  ] as const)('a %s is no client and nobody’s', (kind, rule) => {
    const decision = visitDecision(storyUnder('triple-confirmation'), aVisit({ kind }));
    expect(decision).toMatchObject({ events: [], explanation: { outcome: 'NONE', applied: [rule] } });
  });
});

describe('SR-2.05 two registrations for one client: the earlier one wins', () => {
  const another = (day: string, time: string) => aVisit({ receivedAt: at(day, time), receiverId: 'zhao' });

  it.each(presets)('%s: on another day the earlier one wins', (preset) => {
    const decision = visitDecision(first(preset), another('2026-04-05', '10:00'), { clientSays: 'zhao' });
    expect(decision).toMatchObject({ events: [], explanation: { outcome: 'KEPT' } });
    expect(decision.explanation.applied).toContain('SR-2.05');
  });

  it('triple-confirmation: on the same day the client’s own word decides', () => {
    const visit = another('2026-04-03', '15:00');
    const story = first('triple-confirmation');
    expect(ownerAt(visited(story, visit, { clientSays: 'zhao' }), at('2026-04-03', '16:00'))).toBe('zhao');
    expect(ownerAt(visited(story, visit, { clientSays: 'li' }), at('2026-04-03', '16:00'))).toBe('li');
    expect(ownerAt(visited(story, visit), at('2026-04-03', '16:00'))).toBe('li');
  });

  it('one-month: on the same day too the earlier one wins, confirmed or not', () => {
    const visit = another('2026-04-03', '15:00');
    const waiting = unconfirmed(storyUnder('one-month'), { receivedAt: at('2026-04-03') });
    const decision = visitDecision(waiting, visit, { clientSays: 'zhao' });
    expect(decision).toMatchObject({ events: [], explanation: { outcome: 'KEPT' } });
  });

  it('a visit that is registered after a later one was', () => {
    const story = visited(storyUnder('triple-confirmation'), {
      receivedAt: at('2026-04-03', '14:00'),
      receiverId: 'zhao',
    });
    const early = aVisit({ receivedAt: at('2026-04-03', '10:00') });
    const decision = visitDecision(story, early, { registeredAt: at('2026-04-03', '17:00') });
    expect(decision).toMatchObject({ events: [], explanation: { outcome: 'KEPT', applied: ['SR-2.05'] } });
  });
});

describe('SR-3.06 proof of ownership', () => {
  it('triple-confirmation: register, system entry and freshness; without the register a new client', () => {
    const decision = visitDecision(storyUnder('triple-confirmation'), aVisit(), { inPublicRegister: false });
    expect(decision).toMatchObject({ events: [], explanation: { outcome: 'NONE', applied: ['SR-3.06'] } });
    expect(visitDecision(storyUnder('triple-confirmation'), aVisit()).explanation).toMatchObject({ outcome: 'OPENED' });
  });

  it('triple-confirmation: without the system entry a new client', () => {
    expect(standingAt(storyUnder('triple-confirmation'), at('2026-04-04')).kind).toBe('NEW');
  });

  it('triple-confirmation: without freshness a new client', () => {
    expect(standingAt(first('triple-confirmation'), at('2026-04-13')).kind).toBe('LAPSED');
  });

  it('one-month: the confirmed registration alone', () => {
    const decision = visitDecision(storyUnder('one-month'), aVisit(), { inPublicRegister: false });
    expect(decision.explanation.outcome).toBe('OPENED');
    expect(ownerAt(first('one-month'), at('2026-04-30'))).toBe('li');
  });
});

describe('SR-3.07 returns and names the consultant, claim valid: that consultant', () => {
  it.each(presets)('%s', (preset) => {
    const again = visited(first(preset), { receivedAt: at('2026-04-10') });
    expect(again.claims).toHaveLength(1);
    expect(ownerAt(again, at('2026-04-11'))).toBe('li');
    expect(sharesAt(again, at('2026-04-11')).shares).toBe('li 100');
  });
});

describe('SR-3.08 the owner is away: a stand-in receives, the owner keeps client and commission', () => {
  it.each(presets)('%s', (preset) => {
    const again = visited(first(preset), { receivedAt: at('2026-04-10'), receiverId: 'sun', actingFor: 'li' });
    expect(ownerAt(again, at('2026-04-10', '18:30'))).toBe('li');
    expect(sharesAt(again, at('2026-04-10', '18:30')).shares).toBe('li 100');
    expect(again.claims[0]?.validThrough).toBe('2026-05-09');
  });

  it('is said in the explanation', () => {
    const visit = aVisit({ receivedAt: at('2026-04-10'), receiverId: 'sun', actingFor: 'li' });
    expect(visitDecision(first('triple-confirmation'), visit).explanation.applied).toEqual([
      'SR-3.07',
      'SR-3.08',
      'SR-3.05',
    ]);
  });
});

describe('SR-3.09 returns, does not remember whom, and nobody recognises', () => {
  it.each(presets)('%s: in-turn consultant, as new', (preset) => {
    const again = visited(first(preset), { receivedAt: at('2026-04-10'), receiverId: 'zhao', forgotWhom: true });
    expect(ownerAt(again, at('2026-04-11'))).toBe('zhao');
    expect(again.claims[0]).toMatchObject({ status: 'ended', endReason: 'received-as-new', endedAt: at('2026-04-10') });
    expect(sharesAt(again, at('2026-04-11')).shares).toBe('zhao 100');
  });
});

describe('SR-1.22, SR-2.04, SR-3.20 callers who visit', () => {
  it.each(presets)('%s: received for the answerer they are the answerer’s', (preset) => {
    const story = visited(called(storyUnder(preset), at('2026-04-01')), { receivedAt: at('2026-04-03') });
    expect(ownerAt(story, at('2026-04-04'))).toBe('li');
    expect(story.claims.map(({ openedBy, endReason }) => [openedBy, endReason])).toEqual([
      ['call', 'visited'],
      ['visit', null],
    ]);
  });

  it.each(presets)('%s: naming nobody they are a new client of whoever receives', (preset) => {
    const visit = aVisit({ receivedAt: at('2026-04-03'), receiverId: 'zhao' });
    const decision = visitDecision(called(storyUnder(preset), at('2026-04-01')), visit);
    expect(decision.explanation.applied).toContain('SR-3.20');
    expect(decision.events).toMatchObject([
      { type: 'ClaimEnded', reason: 'received-as-new' },
      { type: 'ClaimOpened', claim: { consultantId: 'zhao', openedBy: 'visit' } },
    ]);
  });

  it('a call is no proof: the deal of a caller is whoever received them', () => {
    expect(sharesAt(called(storyUnder('triple-confirmation'), at('2026-04-01')), at('2026-04-02'), 'zhao').shares).toBe(
      'zhao 100',
    );
  });
});

describe('SR-3.03 a call registration', () => {
  const story = called(storyUnder('triple-confirmation'), at('2026-04-01'));

  it('triple-confirmation: answered on the 1st, lapses on the 8th', () => {
    expect(standingAt(story, at('2026-04-07', '23:59')).kind).toBe('OWNED');
    expect(standingAt(story, at('2026-04-08', '00:00'))).toMatchObject({
      kind: 'LAPSED',
      rule: 'SR-3.03',
      lapsedOn: '2026-04-08',
    });
  });

  it('one-month: follow-ups are not demanded; it is kept as long as a visit', () => {
    const calm = called(storyUnder('one-month'), at('2026-04-01'));
    expect(standingAt(calm, at('2026-04-30', '23:59')).kind).toBe('OWNED');
    expect(standingAt(calm, at('2026-05-01', '00:00'))).toMatchObject({ kind: 'LAPSED', rule: 'SR-3.01' });
  });

  it.each(presets)('%s: a caller who is somebody’s already stays that one’s', (preset) => {
    const owned = called(first(preset), at('2026-04-05'), 'zhao');
    expect(owned.claims).toHaveLength(1);
    expect(ownerAt(owned, at('2026-04-06'))).toBe('li');
  });

  it('SR-2.05: a call that is registered after a visit is information only', () => {
    const seen = visited(storyUnder('triple-confirmation'), { receivedAt: at('2026-04-02') });
    expect(called(seen, at('2026-04-01'), 'zhao').claims).toHaveLength(1);
  });

  it('SR-2.05: of two calls the earlier one wins', () => {
    const twice = called(story, at('2026-04-02'), 'zhao');
    expect(standingAt(twice, at('2026-04-03'))).toMatchObject({ kind: 'OWNED', claim: { consultantId: 'li' } });
  });
});

describe('SR-3.13 a buyer who comes again', () => {
  it.each(presets)('%s: stays with the consultant, and no claim is opened', (preset) => {
    const story = bought(first(preset), { closedAt: at('2026-04-05') });
    const decision = visitDecision(story, aVisit({ receivedAt: at('2026-05-20'), receiverId: 'zhao' }));
    expect(decision).toMatchObject({ events: [], explanation: { outcome: 'BUYER', applied: ['SR-3.13'] } });
    expect(sharesAt(story, at('2026-05-20'), 'zhao').shares).toBe('li 100');
  });

  it('SR-1.24: without a consultant that can be verified the client is new', () => {
    const story = bought(storyUnder('one-month'), { consultantId: null, closedAt: at('2026-04-05') });
    const decision = visitDecision(story, aVisit({ receivedAt: at('2026-05-20'), receiverId: 'zhao' }));
    expect(decision.events).toMatchObject([{ type: 'ClaimOpened', claim: { consultantId: 'zhao' } }]);
  });
});

describe('SR-3.05 as a parameter', () => {
  it('a second visit may change nothing', () => {
    const version = versions['triple-confirmation'];
    const policy = { ...version, params: { ...version.params, 'claim.secondVisit': 'changes-nothing' as const } };
    const story = first('triple-confirmation');
    const visit = aVisit({ receivedAt: at('2026-04-10') });
    const decision = decideVisitClaim({
      visit,
      standing: standingAt(story, visit.receivedAt),
      registeredAt: visit.receivedAt,
      open: openRowOf(story),
      inPublicRegister: true,
      clientSays: null,
      zone,
      policy,
      newClaimId: 'another',
    });
    expect(decision).toMatchObject({ events: [], explanation: { outcome: 'KEPT' } });
  });
});
