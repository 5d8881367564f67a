import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { atTheDesk, type DeskActs } from './deskActsFixture.ts';
import { type Desk, openDesk } from './deskFixture.ts';

const register = `mutation ($input: RegisterVisitInput!) { registerVisit(input: $input) { __typename } }`;
const registerCall = `mutation ($input: RegisterCallInput!) { registerCall(input: $input) { __typename
  ... on Refusal { code message { en } } } }`;
const change = `mutation ($input: ChangePolicyInput!) { changePolicy(input: $input) { __typename } }`;

let desk: Desk;
let acts: DeskActs;
beforeEach(async () => {
  desk = await openDesk(['A', 'B', 'C'], { preset: 'triple-confirmation' });
  acts = atTheDesk(desk);
});
afterEach(() => desk.service.stop());

/** C answers the first call of the day. */
const aCallerOfC = async () => {
  const clientId = await desk.newClient();
  await acts.open('09:00', ['A', 'B', 'C']);
  const { call } = (await acts.call('09:01', { clientId, rings: 2 })) as unknown as { call: { id: string } };
  const input = { idempotencyKey: desk.key(), callId: call.id, clientId, interest: '三房', channel: '报纸' };
  expect(await desk.consultant('C', '09:05').ask(registerCall, { input })).toMatchObject({
    registerCall: { __typename: 'CallRegistered' },
  });
  return clientId;
};

describe('SR-3.20 a caller who visits, over HTTP', () => {
  it.each([
    ['within three minutes of coming in', '10:57', 'C', false],
    ['after three minutes', '10:56', 'A', true],
  ])('names the answerer %s', async (_, cameIn, receiver, counted) => {
    const clientId = await aCallerOfC();
    const cameInAt = `2026-03-10T${cameIn}:00+08:00`;
    const received = await acts.walkIn('11:00', { clientId, asksFor: 'CALL_ANSWERER', cameInAt });
    expect(acts.receiver(received)).toBe(receiver);
    expect(received.visit.counted).toBe(counted);
  });

  it('refuses a visitor who comes in tomorrow', async () => {
    await acts.open('09:00', ['A', 'B', 'C']);
    expect(await acts.walkIn('10:00', { cameInAt: '2026-03-10T10:01:00+08:00' })).toMatchObject({
      code: 'BAD_ARRIVAL_TIME',
    });
    expect(await acts.receptions(desk.duty('10:05'), '2026-03-10')).toEqual([]);
  });
});

describe('SR-3.08 the owner is away, over HTTP', () => {
  const oldClientOfA = async () => {
    const clientId = await desk.newClient();
    await acts.open('09:00', ['A', 'B', 'C']);
    const { visit } = await acts.walkIn('09:10', { clientId });
    const about = { idempotencyKey: desk.key(), visitId: visit.id, clientId };
    await desk.consultant('A', '09:12').ask(register, {
      input: { ...about, class: 'B', lookingFor: '三房', channel: '路过' },
    });
    await acts.done('09:30', visit.id);
    await acts.away('09:31', 'A', { reason: 'PRIVATE' });
    return { clientId, asksFor: 'OWN_CONSULTANT' };
  };

  it('the last of the rotation stands in, and the client stays the owner’s', async () => {
    const received = await acts.walkIn('10:00', await oldClientOfA());
    expect(received.visit).toMatchObject({ actingFor: { id: desk.who.A }, counted: false });
    // A has received and is at the tail, but away: C is the last who is there.
    expect(acts.receiver(received)).toBe('C');
  });

  it('only with the owner’s consent, where the site demands it', async () => {
    const { siteId, service, key } = desk;
    const overrides = [{ key: 'standIn.needsOwnersConsent', value: 'true' }];
    const input = { idempotencyKey: key(), siteId, effectiveFrom: '2026-03-09T00:00:00+08:00', overrides };
    const at = new Date('2026-03-08T10:00:00+08:00');
    const boss = service.as({ ...staff(siteId), grants: { [siteId]: ['policy.change', 'policy.read'] } }, at);
    expect(await boss.ask(change, { input })).toMatchObject({
      changePolicy: { __typename: 'PolicyChanged' },
    });
    const client = await oldClientOfA();
    expect(await acts.walkIn('10:00', client)).toMatchObject({
      code: 'OWNERS_CONSENT_MISSING',
      rule: { id: 'SR-3.08' },
    });
    const agreed = await acts.walkIn('10:01', { ...client, ownerConsents: true });
    expect(agreed.visit).toMatchObject({ actingFor: { id: desk.who.A } });
  });
});

const staff = (id: string) => ({ kind: 'staff' as const, staffId: id, sessionId: id });

describe('SR-1.29 a company client, over HTTP', () => {
  it('is none who came before, whomever a leader designates', async () => {
    await desk.service.stop();
    desk = await openDesk(['A', 'B', 'C']);
    acts = atTheDesk(desk);
    await acts.open('09:00', ['A', 'B', 'C']);
    const clientId = await desk.newClient();
    const known = { remark: 'COMPANY_CLIENT', assignedTo: desk.who.C };
    expect((await acts.walkIn('09:05', { clientId, ...known })).visit).toMatchObject({
      kind: 'COMPANY_CLIENT',
      consultant: { id: desk.who.C },
      counted: false,
    });
    // Came, and was not registered: comes again as a company client, and is none.
    expect((await acts.walkIn('09:20', { clientId, ...known })).visit).toMatchObject({
      kind: 'NEW_CLIENT',
      consultant: { id: desk.who.A },
      counted: true,
    });
    expect(await acts.walkIn('09:30', { ...known, assignedTo: desk.service.world.newId() })).toMatchObject({
      code: 'NOT_A_CONSULTANT_HERE',
    });
  });
});
