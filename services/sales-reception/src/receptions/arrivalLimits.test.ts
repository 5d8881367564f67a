import { describe, expect, it } from '@jest/globals';
import { evolveAll } from '../rotation/evolveRotation.ts';
import { at, bothPresets, day, left, policyOf, started } from '../rotation/floorFixture.ts';
import { withSuspended } from '../rotation/rotation.ts';
import {
  anArrival,
  answerer,
  asks,
  buyerFrom,
  callerOf,
  floor,
  lapsedFrom,
  own,
  ownedBy,
  receive,
  remark,
  visitOf,
} from './arrivalFixture.ts';

describe.each(bothPresets)('SR-3.20 a caller names somebody within three minutes of coming in, %s', (preset) => {
  const caller = (cameInAt: Date | null, names: object = answerer) =>
    anArrival({ standing: callerOf('C'), cameInAt, ...names }, { preset });

  it.each([
    ['just now', null, 'C', false],
    ['three minutes ago', at('09:57'), 'C', false],
    ['three minutes and a second ago', new Date(at('09:57').getTime() - 1000), 'A', true],
  ] as const)('came in %s', (_, cameInAt, consultantId, counted) => {
    const visit = visitOf(caller(cameInAt));
    expect({ consultantId: visit.consultantId, counted: visit.turn !== null }).toEqual({ consultantId, counted });
  });

  it('is a new client after that, whoever is named, and the explanation says so', () => {
    receive(caller(at('09:50'), asks('C')))
      .thenAccepted()
      .citing('SR-3.20', 'SR-1.20')
      .rejecting('SR-1.22', 'SR-1.27');
    expect(visitOf(caller(at('09:50'), asks('D'))).consultantId).toBe('A');
  });

  it('follows the parameter', () => {
    const policy = policyOf(preset, { 'caller.namesWithinMinutes': 10 });
    expect(visitOf({ ...caller(at('09:50')), policy }).consultantId).toBe('C');
    expect(visitOf({ ...caller(at('09:49')), policy }).consultantId).toBe('A');
  });

  it.each([
    ['tomorrow', at('10:01')],
    ['yesterday', at('22:00', '2026-03-09')],
  ])('refuses a visitor who came in %s', (_, cameInAt) => {
    receive(anArrival({ cameInAt }, { preset })).thenRefused('BAD_ARRIVAL_TIME');
  });
});

describe('SR-3.08 with the owner’s consent, where the site demands it', () => {
  const policy = policyOf('one-month', { 'standIn.needsOwnersConsent': true });
  const away = evolveAll(floor, [left('C', 'private')]);
  const busy = evolveAll(floor, [started('C', '09:30')]);
  const returning = { standing: ownedBy('C'), ...own, policy };

  it.each([[null], [false]])('refuses a stand-in for an owner who is away and said %s', (ownerConsents) => {
    receive(anArrival({ ...returning, rotation: away, ownerConsents })).thenRefused(
      'OWNERS_CONSENT_MISSING',
      'SR-3.08',
    );
  });

  it('lets a colleague stand in with consent, or whom the manager arranged', () => {
    expect(visitOf(anArrival({ ...returning, rotation: away, ownerConsents: true }))).toMatchObject({
      consultantId: 'D',
      actingFor: 'C',
    });
    expect(visitOf(anArrival({ ...returning, rotation: away, assignedTo: 'B' }))).toMatchObject({
      consultantId: 'B',
      actingFor: 'C',
    });
  });

  it('keeps the visitor for an owner who is receiving', () => {
    expect(visitOf(anArrival({ ...returning, rotation: busy }))).toMatchObject({ status: 'held', consultantId: 'C' });
  });

  it('asks nobody where the site does not demand it, and never for a client in turn', () => {
    expect(visitOf(anArrival({ standing: ownedBy('C'), ...own, rotation: away })).consultantId).toBe('D');
    expect(visitOf(anArrival({ policy })).consultantId).toBe('A');
  });
});

describe('SR-1.24 an owner whose consultant cannot be verified', () => {
  it('is as new, and counts: also when the consultant is no longer at the site', () => {
    const gone = anArrival({ standing: buyerFrom('X') });
    expect(visitOf(gone)).toMatchObject({ kind: 'buyer', consultantId: 'A', turn: { of: 'A' } });
    receive(gone).thenAccepted().citing('SR-1.24').knowing({ consultantVerified: false });
    // On a day off the consultant of then is known all the same, and a colleague stands in.
    expect(visitOf(anArrival({ standing: buyerFrom('E') }))).toMatchObject({ actingFor: 'E', turn: null });
  });
});

describe('SR-1.29 a company client', () => {
  const designated = { ...remark('companyClient'), assignedTo: 'C' };

  it('one-month: whom a leader designates receives without a turn; else the normal order', () => {
    const visit = visitOf(anArrival(designated));
    expect(visit).toMatchObject({ kind: 'companyClient', consultantId: 'C', turn: null });
    expect(visit.rules).toContain('SR-5.01');
    expect(visitOf(anArrival(remark('companyClient')))).toMatchObject({ consultantId: 'A', turn: { of: 'A' } });
  });

  it('is none who came before: registered, lapsed or neither', () => {
    for (const changes of [{}, { standing: lapsedFrom('B') }]) {
      const arrival = anArrival({ ...designated, ...changes, visitedBefore: true });
      expect(visitOf(arrival)).toMatchObject({ consultantId: 'A', turn: { of: 'A' } });
      expect(visitOf(arrival).kind).not.toBe('companyClient');
      receive(arrival).thenAccepted().rejecting('SR-5.01');
    }
  });

  it('triple-confirmation: the normal turn, unless the site lets a leader designate', () => {
    const preset = 'triple-confirmation';
    expect(visitOf(anArrival(designated, { preset }))).toMatchObject({ consultantId: 'A', turn: { of: 'A' } });
    const policy = policyOf(preset, { 'companyClient.leaderDesignates': true });
    expect(visitOf(anArrival({ ...designated, policy }))).toMatchObject({ consultantId: 'C', turn: null });
  });
});

describe('SR-4.04 a new client sent by an old one', () => {
  const sent = { related: { kind: 'sentBy', clientId: 'old', standing: ownedBy('C') } } as const;

  it.each(bothPresets)('is a new client of whoever is in turn, %s', (preset) => {
    expect(visitOf(anArrival(sent, { preset }))).toMatchObject({ kind: 'newClient', consultantId: 'A' });
    receive(anArrival(sent, { preset })).thenAccepted().citing('SR-4.04', 'SR-1.20').rejecting('SR-6.01');
  });

  it('unless the new client names the consultant on arrival (SR-4.01), or the old one phoned ahead (SR-6)', () => {
    const names = visitOf(anArrival({ ...sent, ...asks('C') }));
    expect(names).toMatchObject({ kind: 'named', consultantId: 'C', turn: null });
    expect(names.rules).toEqual(expect.arrayContaining(['SR-4.01', 'SR-6.01']));
    const phoned = { at: at('09:00'), countsThrough: day };
    const announced = { related: { ...sent.related, kind: 'announcedBy', phoned } } as const;
    expect(visitOf(anArrival(announced))).toMatchObject({ kind: 'referral', consultantId: 'C' });
  });

  it.each([
    ['is not in the register', null],
    ['is too long ago', { at: at('09:00', '2026-02-01'), countsThrough: '2026-03-09' }],
  ])('a call that %s announces nobody: SR-6.03', (_, phoned) => {
    const announced = { related: { ...sent.related, kind: 'announcedBy', phoned } } as const;
    expect(visitOf(anArrival(announced))).toMatchObject({ kind: 'newClient', consultantId: 'A' });
    receive(anArrival(announced)).thenAccepted().citing('SR-6.03', 'SR-1.20').rejecting('SR-6.01');
  });
});

describe('whoever is suspended is neither asked for nor stands in', () => {
  it('a colleague stands in for a suspended owner, and the last who is not suspended does it', () => {
    const rotation = withSuspended(floor, ['C', 'D']);
    expect(visitOf(anArrival({ standing: ownedBy('C'), ...own, rotation }))).toMatchObject({
      consultantId: 'B',
      actingFor: 'C',
    });
  });

  it('who is named is as good as away; an appointment on a rest day is no way in', () => {
    const rotation = withSuspended(floor, ['C', 'E']);
    expect(visitOf(anArrival({ ...asks('C'), rotation })).consultantId).toBe('A');
    const appointment = { standing: ownedBy('E'), ...own, byAppointment: true };
    expect(visitOf(anArrival(appointment))).toMatchObject({ consultantId: 'E' });
    expect(visitOf(anArrival({ ...appointment, rotation }))).toMatchObject({ consultantId: 'D', actingFor: 'E' });
  });
});
