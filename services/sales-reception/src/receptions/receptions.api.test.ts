import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nobody, staffViewer } from '@shouwen/testing';
import { atTheDesk, type DeskActs } from './deskActsFixture.ts';
import { type Desk, openDesk } from './deskFixture.ts';

describe('worked examples 1 and 5 of sales reception, over HTTP', () => {
  let desk: Desk;
  let acts: DeskActs;
  beforeAll(async () => {
    desk = await openDesk(['A', 'B', 'C', 'D'], { date: '2026-03-10' });
    acts = atTheDesk(desk);
    // The day before, A and B received; it closed with C due.
    await acts.open('2026-03-09 09:00', ['A', 'B', 'C', 'D']);
    for (const hour of ['10', '11']) {
      const { visit } = await acts.walkIn(`2026-03-09 ${hour}:00`);
      await acts.done(`2026-03-09 ${hour}:30`, visit.id);
    }
    await acts.close('2026-03-09 18:00');
  });
  afterAll(() => desk.service.stop());

  it('SR-1.01: today’s order is C D A B, phone order B A D C', async () => {
    const { floor, explanation } = (await acts.open('09:00', ['A', 'B', 'C', 'D'])).openRotation;
    expect(acts.letters(floor.order)).toEqual(['C', 'D', 'A', 'B']);
    expect(acts.letters(floor.phoneOrder)).toEqual(['B', 'A', 'D', 'C']);
    expect(floor).toMatchObject({ date: '2026-03-10', open: true, warning: null });
    expect(explanation.applied).toContainEqual({ id: 'SR-1.01' });
  });

  it('SR-1.02 SR-1.03 SR-1.04: C, then A for D who is at the bank, then D ahead of B, then B', async () => {
    const first = await acts.walkIn('09:05');
    expect(acts.receiver(first)).toBe('C');
    const away = await acts.away('09:06', 'D', { reason: 'OFFICIAL_BUSINESS', announced: true, confirmed: true });
    expect(away.leaveFloor.floor.away).toEqual([{ consultant: { id: desk.who.D }, madeUp: true }]);

    const second = await acts.walkIn('09:10');
    expect(acts.receiver(second)).toBe('A');
    expect(second.visit.rules.map((rule) => rule.id)).toEqual(
      expect.arrayContaining(['SR-1.20', 'SR-1.02', 'SR-1.03', 'SR-1.04']),
    );

    const { floor } = (await acts.back('09:20', 'D')).returnToFloor;
    expect(floor.makeUpsDue).toEqual([{ consultant: { id: desk.who.D }, reason: 'OFFICIAL_BUSINESS' }]);
    expect(floor.next).toEqual({ consultant: { id: desk.who.D }, madeUp: true });

    const third = await acts.walkIn('09:25');
    expect(acts.receiver(third)).toBe('D');
    expect(third.visit.turn).toMatchObject({ madeUp: true });
    expect(acts.receiver(await acts.walkIn('09:30'))).toBe('B');
  });

  it('SR-1.02: then C, if free', async () => {
    await acts.done('09:40', (await acts.visitsOf('09:39', 'C'))[0] as string);
    expect(acts.receiver(await acts.walkIn('09:45'))).toBe('C');
  });

  it('SR-1.12 worked example 5: in B’s slot, B busy, D answers', async () => {
    await acts.done('09:50', (await acts.visitsOf('09:49', 'D'))[0] as string);
    const { call } = await acts.call('10:00', { answeredBy: desk.who.D });
    expect(desk.letterOf(call.consultant.id)).toBe('D');
    expect(await acts.call('10:05', { answeredBy: desk.who.B })).toMatchObject({
      code: 'CANNOT_ANSWER',
      rule: { id: 'SR-1.12' },
    });
  });

  it('SR-1.11: the log has every step, oldest first, and every entry says why', async () => {
    const entries = await acts.log('10:10', '2026-03-10');
    expect(entries.map((entry) => entry.kind).slice(0, 3)).toEqual(['RotationOpened', 'TurnTaken', 'ReceptionStarted']);
    expect(entries.find((entry) => entry.kind === 'TurnSkipped')).toMatchObject({
      consultant: { id: desk.who.D },
      reason: 'officialBusiness',
      makeUp: 'officialBusiness',
    });
    for (const entry of entries) expect(entry.explanation.applied.length).toBeGreaterThan(0);
  });

  it('SR-1.08: when all receive, the manager looks after the visitor and hands over at once', async () => {
    // B, C receive since before, A since ten past nine; D is free and takes the next.
    expect(acts.receiver(await acts.walkIn('10:20'))).toBe('D');
    const held = await acts.walkIn('10:25');
    expect(held.visit).toMatchObject({ status: 'HELD', counted: true });
    const letter = acts.receiver(held) as string;
    await acts.done('10:30', (await acts.visitsOf('10:29', letter))[0] as string);
    expect(await acts.visitsOf('10:31', letter)).toEqual([held.visit.id]);
  });

  it('shows the receptions of the day in pages, all to the desk and one’s own to a consultant', async () => {
    const all = await acts.receptions(desk.duty('11:00'), '2026-03-10');
    expect(all).toHaveLength(7);
    const own = await acts.receptions(desk.consultant('A', '11:00'), '2026-03-10');
    expect(own.map((visit) => desk.letterOf(visit.consultant?.id))).toEqual(own.map(() => 'A'));
    expect(own.length).toBeGreaterThan(0);
  });
});

describe('who may do what at the desk', () => {
  let desk: Desk;
  let acts: DeskActs;
  beforeAll(async () => {
    desk = await openDesk(['A', 'B']);
    acts = atTheDesk(desk);
  });
  afterAll(() => desk.service.stop());

  it('lets nobody act without the permission, and shows no floor of a foreign site', async () => {
    const { service, siteId, who } = desk;
    const now = new Date('2026-03-10T09:00:00+08:00');
    const code = async (client: ReturnType<Desk['duty']>, query: string, input: object) =>
      (await client.send(query, { input: { idempotencyKey: desk.key(), siteId, ...input } })).errors[0]?.extensions
        ?.code;
    const open = 'mutation ($input: OpenRotationInput!) { openRotation(input: $input) { __typename } }';
    expect(await code(service.as(nobody, now), open, { roster: [] })).toBe('UNAUTHENTICATED');
    expect(await code(desk.consultant('A', '09:00'), open, { roster: [] })).toBe('FORBIDDEN');
    const leave = 'mutation ($input: LeaveFloorInput!) { leaveFloor(input: $input) { __typename } }';
    // A consultant speaks for nobody else, and confirms nothing as official.
    expect(await code(desk.consultant('A', '09:00'), leave, { consultantId: who.B, reason: 'PRIVATE' })).toBe(
      'FORBIDDEN',
    );
    const official = { consultantId: who.A, reason: 'OFFICIAL_BUSINESS', confirmed: true };
    expect(await code(desk.consultant('A', '09:00'), leave, official)).toBe('FORBIDDEN');
    // Nor does whoever may confirm others' absences confirm their own (OR-1.03).
    const leads = staffViewer(who.A ?? '', { [siteId]: ['absence.record', 'absence.confirm'] });
    expect(await code(service.as(leads, now), leave, { ...official, announced: true })).toBe('FORBIDDEN');
    expect(await code(desk.consultant('A', '09:00'), leave, { consultantId: 'x', reason: 'PRIVATE' })).toBe(
      'BAD_USER_INPUT',
    );

    const stranger = service.as(
      staffViewer(service.world.newId(), { [service.world.newId()]: ['rotation.read'] }),
      now,
    );
    const floor = 'query ($siteId: ID!) { floor(siteId: $siteId) { open } }';
    expect(await stranger.ask(floor, { siteId })).toEqual({ floor: null });
    expect(await stranger.ask(floor, { siteId: 'nonsense' })).toEqual({ floor: null });
  });

  it('answers the same key with the same visit, and a client it has not heard of with a retry', async () => {
    await acts.open('09:00', ['A', 'B']);
    const client = await desk.newClient();
    const once = { clientId: client, idempotencyKey: 'the-same' };
    const [first, second] = [await acts.walkIn('09:05', once), await acts.walkIn('09:05', once)];
    expect(second.visit.id).toBe(first.visit.id);
    const unknown = await acts.walkIn('09:10', { clientId: desk.service.world.newId() });
    expect(unknown).toMatchObject({ __typename: 'Refusal', code: 'CLIENT_UNKNOWN', retryable: true });
    expect(await acts.receptions(desk.duty('09:15'), '2026-03-10')).toHaveLength(1);
  });

  it('SR-1.01 SR-1.03: refuses with the rule, in both languages', async () => {
    expect(await acts.open('09:30', ['A', 'B'])).toMatchObject({
      openRotation: { code: 'ROTATION_ALREADY_OPENED', rule: { id: 'SR-1.14' }, message: { zh: expect.any(String) } },
    });
    expect(await acts.back('09:31', 'B')).toMatchObject({
      returnToFloor: { code: 'NOT_AWAY', rule: { id: 'SR-1.03' } },
    });
  });
});
