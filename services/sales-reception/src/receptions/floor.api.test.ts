import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { atTheDesk, type DeskActs } from './deskActsFixture.ts';
import { type Desk, openDesk } from './deskFixture.ts';

const board = `query ($siteId: ID!) { floor(siteId: $siteId) { warning { zh en } lunchDesk { id } unprepared { id }
  waiting { id } receiving { consultant { id } visit { id } } held { consultant { id } visit { id status } since } } }`;
const swap = `mutation ($input: ApproveTurnSwapInput!) { approveTurnSwap(input: $input) { __typename
  ... on Refusal { code rule { id } message { zh en } } } }`;
const prepare = `mutation ($input: ConfirmPreparationInput!) { confirmPreparation(input: $input) { __typename
  ... on RotationChanged { floor { unprepared { id } } explanation { applied { id } } }
  ... on Refusal { code rule { id } } } }`;

type Floor = {
  readonly warning: { readonly en: string } | null;
  readonly lunchDesk: readonly { id: string }[];
  readonly waiting: readonly { id: string }[];
  readonly receiving: readonly { consultant: { id: string }; visit: { id: string } }[];
  readonly held: readonly { consultant: { id: string }; visit: { id: string; status: string } }[];
};

let desk: Desk;
let acts: DeskActs;
beforeEach(async () => {
  desk = await openDesk(['A', 'B', 'C', 'D']);
  acts = atTheDesk(desk);
  await acts.open('09:00', ['A', 'B', 'C', 'D']);
});
afterEach(() => desk.service.stop());

const floor = async (time: string) =>
  (await desk.duty(time).ask<{ floor: Floor }>(board, { siteId: desk.siteId })).floor;
const input = (more: object) => ({ input: { idempotencyKey: desk.key(), siteId: desk.siteId, ...more } });

describe('SR-1.07 the board warns when fewer than three are waiting', () => {
  it('not with three, with two it does', async () => {
    await acts.walkIn('09:10');
    expect(await floor('09:11')).toMatchObject({ warning: null });
    await acts.walkIn('09:12');
    expect((await floor('09:13')).warning).toEqual({ zh: expect.any(String), en: expect.stringContaining('2') });
  });
});

describe('SR-1.08 the manager looks after the visitor and hands over', () => {
  it('is on the board meanwhile, in the log, and handed over the moment the consultant is free', async () => {
    const visits: string[] = [];
    for (const minute of ['01', '02', '03', '04']) visits.push((await acts.walkIn(`09:${minute}`)).visit.id);
    const held = await acts.walkIn('09:10');
    expect(held.visit).toMatchObject({ status: 'HELD', counted: true, consultant: { id: desk.who.A } });
    expect((await floor('09:11')).held).toMatchObject([
      { consultant: { id: desk.who.A }, visit: { id: held.visit.id, status: 'HELD' } },
    ]);
    await acts.done('09:20', visits[1] as string);
    // B is free, and the visitor still waits for A, whose turn it is.
    expect((await floor('09:21')).held).toHaveLength(1);
    await acts.done('09:30', visits[0] as string);
    const after = await floor('09:30');
    expect(after.held).toEqual([]);
    expect(after.receiving).toContainEqual({ consultant: { id: desk.who.A }, visit: { id: held.visit.id } });
    const kinds = (await acts.log('09:31', '2026-03-10')).map((entry) => entry.kind);
    expect(kinds.slice(kinds.indexOf('VisitHeld'))).toEqual([
      'VisitHeld',
      'ReceptionEnded',
      'ReceptionEnded',
      'ReceptionStarted',
    ]);
  });
});

describe('SR-1.09 lunch', () => {
  it('the first two who are there staff the desk; whoever goes for the meal gets the turn missed, until one o’clock', async () => {
    expect((await floor('11:59')).lunchDesk).toEqual([]);
    expect(acts.letters((await floor('12:00')).lunchDesk)).toEqual(['A', 'B']);
    await acts.away('12:05', 'A', { reason: 'SCHEDULED_MEAL', announced: true });
    expect(acts.letters((await floor('12:06')).lunchDesk)).toEqual(['B', 'C']);
    expect(acts.receiver(await acts.walkIn('12:10'))).toBe('B');
    await acts.back('12:50', 'A');
    expect(acts.receiver(await acts.walkIn('12:55'))).toBe('A');
    expect((await floor('13:00')).lunchDesk).toEqual([]);
  });

  it.each([
    ['13:35', []],
    ['13:36', ['V-08']],
  ])('back at %s from a meal that began at 12:05: violations %j', async (time, codes) => {
    await acts.away('12:05', 'A', { reason: 'SCHEDULED_MEAL', announced: true });
    await acts.back(time, 'A');
    const found: { code: string; staff_id: string }[] = await desk.service.world.db.read((tx) =>
      tx.query('SELECT code, staff_id FROM violation'),
    );
    expect(found).toEqual(codes.map((code) => ({ code, staff_id: desk.who.A })));
  });
});

describe('SR-1.05 a swap is approved by a third', () => {
  it('refuses a manager who is one of the two, in both languages, and nothing changes', async () => {
    const { who } = desk;
    const manager = desk.service.world.newId();
    const asked = input({ firstConsultantId: who.A, secondConsultantId: who.B });
    const own = await desk.consultantAsManager('A', '09:05').ask(swap, asked);
    expect(own).toMatchObject({
      approveTurnSwap: { code: 'APPROVER_INVOLVED', rule: { id: 'SR-1.05' }, message: { zh: expect.any(String) } },
    });
    const stranger = input({ firstConsultantId: who.A, secondConsultantId: manager });
    expect(await desk.manager('09:06').ask(swap, stranger)).toMatchObject({
      approveTurnSwap: { code: 'NOT_IN_ROTATION' },
    });
    expect(acts.receiver(await acts.walkIn('09:07'))).toBe('A');
  });
});

describe('SR-1.10 prepared to receive', () => {
  it('a consultant confirms for oneself, the desk for everybody; half is refused', async () => {
    const ready = { consultantId: desk.who.A, dressAndKit: true, availabilityRead: true };
    const half = input({ ...ready, availabilityRead: false });
    expect(await desk.consultant('A', '09:05').ask(prepare, half)).toMatchObject({
      confirmPreparation: { code: 'NOT_PREPARED', rule: { id: 'SR-1.10' } },
    });
    type Prepared = { confirmPreparation: { floor: { unprepared: { id: string }[] } } };
    const { confirmPreparation } = await desk.consultant('A', '09:06').ask<Prepared>(prepare, input(ready));
    expect(acts.letters(confirmPreparation.floor.unprepared)).toEqual(['B', 'C', 'D']);
    const others = await desk.consultant('A', '09:07').send(prepare, input({ ...ready, consultantId: desk.who.B }));
    expect(others.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
