import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GraphClient } from '@shouwen/testing';
import { attributionFor } from '../../ownership/index.ts';
import { atTheDesk, type DeskActs } from '../deskActsFixture.ts';
import { type Desk, openDesk } from '../deskFixture.ts';

const replace = `mutation ($input: ReplaceConsultantInput!) { replaceConsultant(input: $input) { __typename
  ... on ConsultantReplaced { outcome visit { status counted consultant { id } actingFor { id } takenOverFrom { id }
      turn { position } sharedBy { consultant { id } role } } explanation { applied { id } facts { name value } } }
  ... on Refusal { code rule { id } message { zh en } refusedBecause: explanation { outcome } } } }`;
const register = `mutation ($input: RegisterVisitInput!) { registerVisit(input: $input) { __typename
  ... on VisitRegistered { claim } ... on Refusal { code } } }`;

type Answer = {
  readonly __typename: string;
  readonly code?: string;
  readonly rule?: { readonly id: string };
  readonly outcome?: string;
  readonly visit: { readonly consultant: { readonly id: string }; readonly actingFor: { readonly id: string } | null };
};

let desk: Desk;
let acts: DeskActs;
const open = async (preset: 'one-month' | 'triple-confirmation' = 'one-month') => {
  desk = await openDesk(['A', 'B', 'C'], { preset });
  acts = atTheDesk(desk);
  await acts.open('09:00', ['A', 'B', 'C']);
};
const ask = async (client: GraphClient, visitId: string, more: object): Promise<Answer> => {
  const input = { idempotencyKey: desk.key(), visitId, reason: 'as the client wished', ...more };
  return (await client.ask<{ replaceConsultant: Answer }>(replace, { input })).replaceConsultant;
};
const registers = (letter: string, time: string, [visitId, clientId]: readonly [string, string]) =>
  desk.consultant(letter, time).ask<{ registerVisit: { claim?: string; code?: string } }>(register, {
    input: { idempotencyKey: desk.key(), visitId, clientId, class: 'B', lookingFor: '三房', channel: '路过' },
  });
/** Who shares a deal that closes at noon of the next day, as `A 70 first`. */
const shares = async (clientId: string) => {
  const asked = { siteId: desk.siteId, clientId, visitId: null, closedAt: new Date('2026-03-11T12:00:00+08:00') };
  const { consultants } = await desk.service.world.db.read((tx) => attributionFor(tx, asked));
  return consultants.map(({ staffId, parts, role }) => `${desk.letterOf(staffId)} ${parts} ${role}`);
};
const violations = (): Promise<{ code: string | null; staff_id: string; grave: boolean }[]> =>
  desk.service.world.db.read((tx) => tx.query('SELECT code, staff_id, grave FROM violation ORDER BY recorded_at'));
/** A receives a client at five past nine. */
const received = async () => {
  const clientId = await desk.newClient();
  const { visit } = await acts.walkIn('09:05', { clientId });
  return { clientId, visitId: visit.id };
};

beforeEach(() => open());
afterEach(() => desk.service.stop());

describe('SR-4.02 70 / 30 when a new client insists on another in mid-reception', () => {
  const insists = (more: object = {}) => ({
    ground: 'ASKS_FOR_ANOTHER',
    consultantId: desk.who.C,
    insists: true,
    ...more,
  });

  it('refuses in principle, in both languages, and nothing is written', async () => {
    const { visitId } = await received();
    const refused = await ask(desk.manager('09:15'), visitId, insists({ insists: false }));
    expect(refused).toMatchObject({
      code: 'REPLACEMENT_REFUSED',
      rule: { id: 'SR-4.02' },
      message: { zh: expect.any(String), en: expect.any(String) },
    });
    expect(await acts.visitsOf('09:16', 'A')).toEqual([visitId]);
    expect(await acts.visitsOf('09:16', 'C')).toEqual([]);
  });

  it.each([['before'], ['after']])(
    'the visit registered %s: the client is the first one’s, a deal 70 / 30',
    async (when) => {
      const { visitId, clientId } = await received();
      if (when === 'before') await registers('A', '09:10', [visitId, clientId]);
      const answer = await ask(desk.manager('09:15'), visitId, insists());
      expect(answer).toMatchObject({
        outcome: 'STANDS_IN',
        visit: {
          status: 'RECEIVING',
          consultant: { id: desk.who.C },
          actingFor: { id: desk.who.A },
          sharedBy: [
            { consultant: { id: desk.who.A }, role: 'first' },
            { consultant: { id: desk.who.C }, role: 'designated' },
          ],
        },
      });
      if (when === 'after') {
        const { registerVisit } = await registers('C', '09:30', [visitId, clientId]);
        expect(registerVisit.claim).toBe('OPENED');
      }
      expect(await shares(clientId)).toEqual(['A 70 first', 'C 30 designated']);
    },
  );

  it('instigated by the designated one: 100 to the first', async () => {
    const { visitId, clientId } = await received();
    await ask(desk.manager('09:15'), visitId, insists({ instigated: true }));
    await registers('C', '09:30', [visitId, clientId]);
    expect(await shares(clientId)).toEqual(['A 100 owner']);
  });

  it.each([['before'], ['after']])('registered %s, and asked again: the latest wish counts alone', async (when) => {
    const { visitId, clientId } = await received();
    if (when === 'before') await registers('A', '09:06', [visitId, clientId]);
    await ask(desk.manager('09:15'), visitId, insists());
    expect(await ask(desk.manager('09:20'), visitId, insists({ consultantId: desk.who.A }))).toMatchObject({
      visit: { consultant: { id: desk.who.A }, actingFor: null, sharedBy: [] },
    });
    if (when === 'before') expect(await shares(clientId)).toEqual(['A 100 owner']);
    await ask(desk.manager('09:25'), visitId, insists({ consultantId: desk.who.B }));
    if (when === 'after') await registers('B', '09:30', [visitId, clientId]);
    expect(await shares(clientId)).toEqual(['A 70 first', 'B 30 designated']);
  });

  it('only a manager decides, and of strangers there is nothing', async () => {
    const { visitId } = await received();
    const code = async (client: GraphClient, id: string) =>
      (await client.send(replace, { input: { idempotencyKey: desk.key(), visitId: id, reason: 'r', ...insists() } }))
        .errors[0]?.extensions?.code;
    expect(await code(desk.duty('09:15'), visitId)).toBe('FORBIDDEN');
    expect(await code(desk.consultant('A', '09:15'), visitId)).toBe('FORBIDDEN');
    expect(await code(desk.consultant('B', '09:15'), visitId)).toBe('FORBIDDEN');
    expect(await code(desk.manager('09:15'), desk.service.world.newId())).toBe('NOT_FOUND');
    expect(await code(desk.manager('09:15'), 'x')).toBe('BAD_USER_INPUT');
    const stranger = await ask(desk.manager('09:15'), visitId, insists({ consultantId: desk.service.world.newId() }));
    expect(stranger.code).toBe('NOT_A_CONSULTANT_HERE');
  });
});

describe('SR-4.03 an old client who asks for another', () => {
  it('the other stands in, and 100 stays with the original', async () => {
    const { visitId, clientId } = await received();
    await registers('A', '09:10', [visitId, clientId]);
    await acts.done('09:20', visitId);
    const again = await acts.walkIn('10:00', { clientId, asksFor: 'OWN_CONSULTANT' });
    const asked = { ground: 'ASKS_FOR_ANOTHER', consultantId: desk.who.C };
    // Registered this morning and not confirmed yet: the client names a consultant, and is new.
    expect(again.visit).toMatchObject({ kind: 'NAMED' });
    await acts.done('10:10', again.visit.id);
    const confirm = `mutation ($input: ConfirmRegistrationsInput!) { confirmRegistrations(input: $input) { __typename } }`;
    const ofDay = { idempotencyKey: desk.key(), siteId: desk.siteId, date: '2026-03-10' };
    await desk.manager('11:00').ask(confirm, { input: ofDay });
    const third = await acts.walkIn('11:30', { clientId, asksFor: 'OWN_CONSULTANT' });
    expect(third.visit).toMatchObject({ kind: 'RETURNING', consultant: { id: desk.who.A } });
    const refused = await ask(desk.manager('11:40'), third.visit.id, asked);
    expect(refused).toMatchObject({ code: 'REPLACEMENT_REFUSED', rule: { id: 'SR-4.03' } });
    const answer = await ask(desk.manager('11:41'), third.visit.id, { ...asked, insists: true });
    expect(answer).toMatchObject({ outcome: 'STANDS_IN', visit: { actingFor: { id: desk.who.A }, sharedBy: [] } });
    await registers('C', '11:50', [third.visit.id, clientId]);
    expect(await shares(clientId)).toEqual(['A 100 owner']);
  });
});

describe('SR-4.05 the client rejects the consultant', () => {
  it('an ordinary fault: a violation whose amount is ruled; the consultant continues', async () => {
    const { visitId } = await received();
    const answer = await ask(desk.manager('09:15'), visitId, { ground: 'REJECTS_CONSULTANT', fault: 'ORDINARY' });
    expect(answer).toMatchObject({ outcome: 'CONTINUES', visit: { consultant: { id: desk.who.A } } });
    expect(await violations()).toEqual([{ code: null, staff_id: desk.who.A, grave: false }]);
  });

  it('the client insists: the next takes over and the claim goes along; the turn comes back when granted', async () => {
    const { visitId, clientId } = await received();
    await registers('A', '09:10', [visitId, clientId]);
    const rejects = { ground: 'REJECTS_CONSULTANT', fault: 'NONE', insists: true, priorityTurn: true };
    const answer = await ask(desk.manager('09:15'), visitId, rejects);
    expect(answer).toMatchObject({
      outcome: 'REPLACED',
      visit: { consultant: { id: desk.who.B }, actingFor: null, counted: true, takenOverFrom: { id: desk.who.A } },
    });
    expect(await shares(clientId)).toEqual(['B 100 owner']);
    expect(await violations()).toEqual([]);
    // The priority turn of A goes ahead of C, who is at the head.
    expect(acts.receiver(await acts.walkIn('09:20'))).toBe('A');
    const log = await acts.log('09:30', '2026-03-10');
    expect(log.map((entry) => entry.kind)).toContain('TurnForfeited');
  });

  it('a serious fault: no priority turn by default, and the first loses every right', async () => {
    const { visitId, clientId } = await received();
    const rejects = { ground: 'REJECTS_CONSULTANT', fault: 'SERIOUS' };
    const turn = await ask(desk.manager('09:15'), visitId, { ...rejects, priorityTurn: true });
    expect(turn).toMatchObject({ code: 'NO_PRIORITY_TURN', rule: { id: 'SR-4.05' } });
    expect((await ask(desk.manager('09:16'), visitId, rejects)).outcome).toBe('REPLACED');
    expect(await violations()).toEqual([{ code: null, staff_id: desk.who.A, grave: true }]);
    await registers('B', '09:30', [visitId, clientId]);
    expect(await shares(clientId)).toEqual(['B 100 owner']);
    expect(acts.receiver(await acts.walkIn('09:40'))).toBe('C');
  });
});

describe('SR-7.02 SR-7.05 the manager assigns another, whatever the preset', () => {
  it('approached outside the door: V-52 for both, the client is the other’s', async () => {
    const { visitId, clientId } = await received();
    await registers('A', '09:10', [visitId, clientId]);
    const outside = { ground: 'APPROACHED_OUTSIDE', consultantId: desk.who.C, accompliceId: desk.who.B };
    expect((await ask(desk.manager('09:15'), visitId, outside)).visit.consultant.id).toBe(desk.who.C);
    expect(new Set(await violations())).toEqual(
      new Set(['A', 'B'].map((one) => ({ code: 'V-52', staff_id: desk.who[one], grave: false }))),
    );
    expect(await shares(clientId)).toEqual(['C 100 owner']);
  });

  it('a complaint that asks for another, after the reception and before its registration', async () => {
    const { visitId, clientId } = await received();
    await acts.done('09:30', visitId);
    const complaint = { ground: 'COMPLAINT', consultantId: desk.who.B };
    const answer = await ask(desk.manager('10:00'), visitId, complaint);
    expect(answer).toMatchObject({ outcome: 'REASSIGNED', visit: { actingFor: { id: desk.who.B } } });
    await registers('A', '10:10', [visitId, clientId]);
    expect(await shares(clientId)).toEqual(['B 100 owner']);
  });
});
