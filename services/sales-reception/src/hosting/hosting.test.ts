import { describe, expect, it } from '@jest/globals';
import { leasingPolicy, shanghai } from '../leasing/leasingFixture.ts';
import { hostingPresets } from '../policies/index.ts';
import { type ArrangeFacts, companionsFor, decideArrange, guestClassOf } from './arrange.decision.ts';
import { decideArchive, decidePrepared, readinessOf } from './prepare.decision.ts';

const four = leasingPolicy();
const three = leasingPolicy({ 'hosting.classes': 'three' });
const now = shanghai('2026-03-02T10:00:00');
const facts: ArrangeFacts = {
  now,
  guestKind: 'business',
  guests: 4,
  companionIds: ['li'],
  knownIds: ['li', 'zhao', 'wang'],
  venue: null,
  tourAt: shanghai('2026-03-02T15:00:00'),
};
const arranged = (changes: Partial<ArrangeFacts>, policy = four) => {
  const decision = decideArrange({ ...facts, ...changes }, policy);
  return decision.outcome === 'accepted' ? decision.events[0] : decision.refusal;
};

describe('SR-12.01 the class of guests sets host, venue and cap', () => {
  it.each([
    ['executives-guest', 'A', 'executive', 50_000, 'vip', 'executive', 50_000],
    ['key-client', 'B', 'director', 30_000, 'vip', 'executive', 50_000],
    ['foreign', 'B', 'director', 30_000, 'vip', 'executive', 50_000],
    ['government', 'B', 'director', 30_000, 'vip', 'executive', 50_000],
    ['business', 'C', 'manager', 20_000, 'business', 'manager', 20_000],
    ['ordinary', 'D', 'lead', 15_000, 'ordinary', 'lead', 15_000],
  ] as const)('%s: %s of four', (guestKind, guestClass, hostRank, capPerGuestFen, ofThree, hostOfThree, capOfThree) => {
    const venueOf = (one: typeof guestClass | typeof ofThree) => hostingPresets['one-month'][`hosting.venue.${one}`];
    expect(arranged({ guestKind })).toMatchObject({ guestClass, hostRank, capPerGuestFen, venue: venueOf(guestClass) });
    const variant = { guestClass: ofThree, hostRank: hostOfThree, capPerGuestFen: capOfThree, venue: venueOf(ofThree) };
    expect(arranged({ guestKind }, three)).toMatchObject(variant);
    expect(guestClassOf(guestKind, three.params)).toBe(ofThree);
  });

  it('by the parameters of the site', () => {
    const policy = leasingPolicy({ 'hosting.venue.C': '茶室', 'hosting.host.C': 'director', 'hosting.capFen.C': 1 });
    expect(arranged({}, policy)).toMatchObject({ venue: '茶室', hostRank: 'director', capPerGuestFen: 1 });
  });

  it.each([
    ['the venue of the class', '商务室', null],
    ['the general manager’s office', '总经理室', null],
    ['the venue of another class', '文化苑', 'VENUE_NOT_OF_CLASS'],
    ['somewhere else', '会所', 'VENUE_NOT_OF_CLASS'],
  ])('with three classes business guests are received in %s', (_, venue, code) => {
    const answer = arranged({ venue }, three);
    expect(answer).toMatchObject(code === null ? { venue } : { code, rule: 'SR-12.01' });
    expect(arranged({ venue })).toMatchObject({ venue });
  });
});

describe('SR-12.02 hosts who accompany', () => {
  it.each([
    [1, 1],
    [4, 1],
    [5, 2],
    [10, 2],
    [11, 3],
    [100, 3],
  ])('%i guests: %i', (guests, companions) => {
    expect(companionsFor(guests, four.params)).toBe(companions);
    const companionIds = facts.knownIds.slice(0, companions);
    expect(arranged({ guests, companionIds })).toMatchObject({ type: 'HostingArranged' });
    const fewer = { code: 'TOO_FEW_COMPANIONS', rule: 'SR-12.02' };
    expect(arranged({ guests, companionIds: companionIds.slice(1) })).toMatchObject(fewer);
  });

  it('are different people who work at the site', () => {
    expect(arranged({ guests: 5, companionIds: ['li', 'li'] })).toMatchObject({ code: 'TOO_FEW_COMPANIONS' });
    expect(arranged({ guests: 5, companionIds: ['li', 'nobody'] })).toMatchObject({ code: 'COMPANION_UNKNOWN' });
  });
});

describe('SR-12.03 preparations, archive and log', () => {
  const prepareUntil = shanghai('2026-03-02T10:20:00');

  it('are due twenty minutes after the notice', () => {
    expect(arranged({})).toMatchObject({ prepareUntil });
    expect(arranged({ tourAt: shanghai('2026-03-02T09:59:59') })).toMatchObject({ code: 'TOUR_IN_THE_PAST' });
    expect(arranged({ tourAt: now })).toMatchObject({ prepareUntil });
  });

  it.each([
    ['10:19:59.999', 'in-time'],
    ['10:20:00.000', 'in-time'],
    ['10:20:00.001', 'late'],
    ['11:00:00.000', 'late'],
  ])('noticed at 10:00:00, ready at %s: %s', (time, outcome) => {
    const readyAt = shanghai(`2026-03-02T${time}`);
    const decision = decidePrepared({ now: readyAt, preparer: 'security', noticeAt: now, prepareUntil, readyAt: null });
    expect(decision.explanation.outcome).toBe(outcome);
    expect(readinessOf(readyAt, prepareUntil, shanghai('2026-03-03T10:00:00'))).toBe(outcome);
  });

  it('over midnight and the end of a month', () => {
    const late = shanghai('2028-02-29T23:50:00');
    const tourAt = shanghai('2028-03-01T09:00:00');
    expect(arranged({ now: late, tourAt })).toMatchObject({ prepareUntil: shanghai('2028-03-01T00:10:00') });
  });

  it.each([
    ['10:20:00', 'preparing'],
    ['10:20:01', 'overdue'],
  ])('with nothing confirmed at %s: %s', (time, readiness) => {
    expect(readinessOf(null, prepareUntil, shanghai(`2026-03-02T${time}`))).toBe(readiness);
  });

  it('is confirmed once', () => {
    const again = { now, preparer: 'cleaning' as const, noticeAt: now, prepareUntil, readyAt: now };
    expect(decidePrepared(again)).toMatchObject({ refusal: { code: 'PREPARED_BEFORE' } });
  });

  it.each([
    ['before the tour', '2026-03-02T14:59:59', false, 'TOUR_AHEAD'],
    ['from its beginning on', '2026-03-02T15:00:00', false, 'logged'],
    ['twice', '2026-03-02T16:00:00', true, 'ARCHIVED_BEFORE'],
  ])('is archived and logged %s: %s', (_, at, archived, outcome) => {
    const decision = decideArchive({ now: shanghai(at), tourAt: facts.tourAt, archived });
    expect(decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome).toBe(outcome);
  });
});
