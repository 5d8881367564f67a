import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GraphClient } from '@shouwen/testing';
import { atTheDesk, type DeskActs } from './deskActsFixture.ts';
import { type Desk, openDesk } from './deskFixture.ts';

let desk: Desk;
let acts: DeskActs;
const letters = ['Li', 'Zhao'];

/** The receiving consultant writes the visit into the register. */
const register = (client: GraphClient, visitId: string, clientId: string) =>
  client.ask<{ registerVisit: { claim: string } }>(
    `mutation ($input: RegisterVisitInput!) { registerVisit(input: $input) { __typename
       ... on VisitRegistered { claim } ... on Refusal { code message { en } } } }`,
    { input: { idempotencyKey: desk.key(), visitId, clientId, class: 'B', lookingFor: '三房', channel: '路过' } },
  );
const confirm = (date: string) =>
  desk.manager(`${date} 18:00`).ask(
    `mutation ($input: ConfirmRegistrationsInput!) { confirmRegistrations(input: $input) { __typename
       ... on RegistrationsConfirmed { confirmed } ... on Refusal { code } } }`,
    { input: { idempotencyKey: desk.key(), siteId: desk.siteId, date } },
  );

/** A day on which one client comes in and is registered by whoever receives. */
const aDay = async (date: string, clientId: string, more: object = {}) => {
  await acts.open(`${date} 09:00`, letters);
  const received = await acts.walkIn(`${date} 10:00`, { clientId, ...more });
  const receiver = acts.receiver(received) as string;
  const { registerVisit } = await register(desk.consultant(receiver, `${date} 10:02`), received.visit.id, clientId);
  return { receiver, visitId: received.visit.id, claim: registerVisit.claim, visit: received.visit };
};
const endOf = async (date: string, visitId: string) => {
  await acts.done(`${date} 11:00`, visitId);
  await acts.close(`${date} 18:00`);
  await confirm(date);
};

const begin = (preset: 'one-month' | 'triple-confirmation') => async () => {
  desk = await openDesk(letters, { preset });
  acts = atTheDesk(desk);
};
afterEach(() => desk.service.stop());

describe('worked example 3 of sales reception: one-month, Mrs Wang', () => {
  beforeEach(begin('one-month'));

  it.each([
    ['2026-04-25', 'SHARED', null],
    ['2026-05-19', 'SHARED', null],
    ['2026-05-20', undefined, 'RECOGNISED_TOO_LATE'],
  ])('SR-3.09 SR-3.11: recognised on %s', async (recognisedOn, outcome, code) => {
    const wang = await desk.newClient();
    const first = await aDay('2026-04-03', wang);
    expect(first).toMatchObject({ receiver: 'Li', claim: 'OPENED' });
    await endOf('2026-04-03', first.visitId);

    const second = await aDay('2026-04-20', wang);
    expect(second).toMatchObject({ receiver: 'Zhao', visit: { kind: 'FORGOTTEN', counted: true } });
    expect(second.visit.rules.map((rule) => rule.id)).toContain('SR-3.09');
    await endOf('2026-04-20', second.visitId);

    const answer = await acts.recognise(desk.consultant('Li', `${recognisedOn} 10:00`), second.visitId);
    expect(answer.outcome).toBe(outcome);
    expect(answer.code ?? null).toBe(code);
    // Zhao continues, so the visit stays what it was, and nothing that Li may read.
    if (outcome === 'SHARED') expect(answer.visit).toBeNull();
    const [visit] = await acts.receptions(desk.duty(`${recognisedOn} 11:00`), '2026-04-20');
    expect(visit).toMatchObject({ consultant: { id: desk.who.Zhao }, counted: true });
  });
});

describe('SR-3.10 recognised within the window, triple-confirmation', () => {
  beforeEach(begin('triple-confirmation'));

  it.each([
    ['10:05', 'ORIGINAL_TAKES_OVER', undefined],
    ['10:06', undefined, 'RECOGNISED_TOO_LATE'],
  ])('at %s, five minutes being the limit', async (time, outcome, code) => {
    const client = await desk.newClient();
    const first = await aDay('2026-03-03', client);
    expect(first.receiver).toBe('Li');
    await endOf('2026-03-03', first.visitId);
    const second = await aDay('2026-03-05', client, { remark: 'FORGOT_WHOM' });
    expect(second.receiver).toBe('Zhao');

    const answer = await acts.recognise(desk.consultant('Li', `2026-03-05 ${time}`), second.visitId);
    expect(answer.outcome).toBe(outcome);
    expect(answer.code).toBe(code);
    const next = await acts.walkIn('2026-03-05 10:10');
    if (outcome) {
      expect(answer.visit).toMatchObject({
        consultant: { id: desk.who.Li },
        takenOverFrom: { id: desk.who.Zhao },
        counted: false,
        status: 'RECEIVING',
      });
      // Zhao's turn was given back, so the next walk-in is Zhao's, not Li's.
      expect(next.visit).toMatchObject({ consultant: { id: desk.who.Zhao }, turn: { madeUp: true } });
    } else expect(next.visit).toMatchObject({ consultant: { id: desk.who.Li } });
  });

  it('SR-1.23: whoever is in turn recognises an own client: no turn, and the turn is still to come', async () => {
    const client = await desk.newClient();
    await endOf('2026-03-03', (await aDay('2026-03-03', client)).visitId);
    await acts.open('2026-03-05 09:00', letters);
    const other = await acts.walkIn('2026-03-05 09:30');
    await acts.done('2026-03-05 09:40', other.visit.id);
    const { visit } = await acts.walkIn('2026-03-05 10:00', { clientId: client, remark: 'FORGOT_WHOM' });
    expect(visit).toMatchObject({ consultant: { id: desk.who.Li }, counted: true });

    const answer = await acts.recognise(desk.consultant('Li', '2026-03-05 10:04'), visit.id);
    expect(answer.visit).toMatchObject({ consultant: { id: desk.who.Li }, counted: false, status: 'RECEIVING' });
    const again = await acts.recognise(desk.consultant('Li', '2026-03-05 10:05'), visit.id);
    expect(again).toMatchObject({ code: 'ALREADY_YOURS', rule: { id: 'SR-3.10' } });
    await acts.done('2026-03-05 10:30', visit.id);
    const next = await acts.walkIn('2026-03-05 10:31');
    expect(next.visit).toMatchObject({ consultant: { id: desk.who.Li }, turn: { madeUp: true } });
  });

  it('refuses what the client does not respond to, and leaves nothing behind', async () => {
    const client = await desk.newClient();
    await endOf('2026-03-03', (await aDay('2026-03-03', client)).visitId);
    const { visitId } = await aDay('2026-03-05', client, { remark: 'FORGOT_WHOM' });
    const answer = await acts.recognise(desk.consultant('Li', '2026-03-05 10:04'), visitId, false);
    expect(answer).toMatchObject({ code: 'NOT_ANSWERED', rule: { id: 'SR-3.10' } });
    expect(await acts.visitsOf('2026-03-05 10:05', 'Zhao')).toEqual([visitId]);
  });
});
