import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GraphClient } from '@shouwen/testing';
import { atTheDesk, type DeskActs } from '../deskActsFixture.ts';
import { type Desk, openDesk } from '../deskFixture.ts';

const call = `id kind client { id } slotOf { id } consultant { id } calledBackBy { id } call { consultant { id } }
  explanation { applied { id } }`;
const answer = `{ __typename ... on MissedCallNoted { missedCall { ${call} } }
  ... on Refusal { code rule { id } message { zh en } } }`;
const note = `mutation ($input: NoteMissedCallInput!) { noteMissedCall(input: $input) ${answer} }`;
const back = `mutation ($input: CallBackInput!) { callBack(input: $input) ${answer} }`;
const due = `query ($siteId: ID!, $after: String) { callsToReturn(siteId: $siteId, first: 1, after: $after) {
  edges { node { id } } pageInfo { hasNextPage endCursor } } }`;

type Answer = {
  readonly __typename: string;
  readonly code?: string;
  readonly missedCall: { readonly id: string; readonly slotOf: { readonly id: string } | null };
};

let desk: Desk;
let acts: DeskActs;
beforeEach(async () => {
  desk = await openDesk(['A', 'B', 'C']);
  acts = atTheDesk(desk);
  await acts.open('09:00', ['A', 'B', 'C']);
});
afterEach(() => desk.service.stop());

const noted = async (time: string, more: object = {}) => {
  const input = { idempotencyKey: desk.key(), siteId: desk.siteId, ...more };
  return (await desk.duty(time).ask<{ noteMissedCall: Answer }>(note, { input })).noteMissedCall;
};
const calledBack = async (client: GraphClient, missedCallId: string, more: object = {}) => {
  const input = { idempotencyKey: desk.key(), missedCallId, ...more };
  return (await client.ask<{ callBack: Answer }>(back, { input })).callBack;
};
const toReturn = async (time: string) => {
  const found: string[] = [];
  let after: string | null = null;
  type Page = {
    callsToReturn: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  };
  do {
    const asked: Record<string, unknown> = { siteId: desk.siteId, after };
    const { callsToReturn }: Page = await desk.duty(time).ask<Page>(due, asked);
    found.push(...callsToReturn.edges.map(({ node }) => node.id));
    after = callsToReturn.pageInfo.hasNextPage ? callsToReturn.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
};
const violations = (): Promise<{ code: string; staff_id: string }[]> =>
  desk.service.world.db.read((tx) =>
    tx.query('SELECT code, staff_id FROM violation ORDER BY recorded_at, violation_id'),
  );

describe('SR-1.12 missed calls and second callers', () => {
  it('a call in one’s slot that nobody answers is a violation; whoever calls back has the caller', async () => {
    // The phone order is C B A.
    const first = await noted('10:00');
    expect(first.missedCall).toMatchObject({ kind: 'MISSED', slotOf: { id: desk.who.C }, client: null });
    const second = await noted('10:05', { clientId: await desk.newClient() });
    expect(second.missedCall.slotOf).toEqual({ id: desk.who.B });
    expect(await violations()).toEqual(['C', 'B'].map((one) => ({ code: 'V-46', staff_id: desk.who[one] })));
    expect(await toReturn('10:06')).toEqual([first.missedCall.id, second.missedCall.id]);

    const returned = await calledBack(desk.consultant('A', '10:10'), second.missedCall.id);
    expect(returned.missedCall).toMatchObject({
      calledBackBy: { id: desk.who.A },
      call: { consultant: { id: desk.who.A } },
    });
    expect(await calledBack(desk.consultant('C', '10:11'), second.missedCall.id)).toMatchObject({
      code: 'ALREADY_CALLED_BACK',
    });
    expect(await calledBack(desk.consultant('C', '10:12'), first.missedCall.id)).toMatchObject({
      code: 'CALLER_NOT_IDENTIFIED',
      message: { zh: expect.any(String), en: expect.any(String) },
    });
    const clientId = await desk.newClient();
    await calledBack(desk.consultant('C', '10:13'), first.missedCall.id, { clientId });
    expect(await toReturn('10:14')).toEqual([]);
  });

  it('a second caller is nobody’s fault; the one who noted the number calls back', async () => {
    const clientId = await desk.newClient();
    const second = await noted('10:00', { clientId, secondCallerOf: desk.who.B });
    expect(second.missedCall).toMatchObject({ kind: 'SECOND_CALLER', slotOf: null, consultant: { id: desk.who.B } });
    expect(await violations()).toEqual([]);
    expect(await calledBack(desk.consultant('A', '10:05'), second.missedCall.id)).toMatchObject({
      code: 'NOTED_BY_ANOTHER',
    });
    expect((await calledBack(desk.consultant('B', '10:06'), second.missedCall.id)).code).toBeUndefined();
  });

  it('refuses what cannot be called back, and tells a stranger nothing', async () => {
    expect(await noted('10:00', { secondCallerOf: desk.who.B })).toMatchObject({ code: 'CALLER_NOT_IDENTIFIED' });
    const stranger = { clientId: await desk.newClient(), secondCallerOf: desk.service.world.newId() };
    expect(await noted('10:00', stranger)).toMatchObject({ code: 'CANNOT_ANSWER', rule: { id: 'SR-1.12' } });
    expect(await noted('10:00', { clientId: desk.service.world.newId() })).toMatchObject({ code: 'CLIENT_UNKNOWN' });
    expect(await toReturn('10:01')).toEqual([]);
    const missed = await noted('10:02');
    // The duty person is no consultant.
    expect(await calledBack(desk.duty('10:03'), missed.missedCall.id)).toMatchObject({ code: 'CANNOT_ANSWER' });
    const unknown = { input: { idempotencyKey: desk.key(), missedCallId: desk.service.world.newId() } };
    expect((await desk.consultant('A', '10:04').send(back, unknown)).errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});
