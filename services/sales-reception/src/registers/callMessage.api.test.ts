import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRegisterDesk, type RegisterDesk } from './registerFixture.ts';

const check = `query ($siteId: ID!, $date: Date!, $first: Int, $after: String) {
  callsWithoutMessage(siteId: $siteId, date: $date, first: $first, after: $after) {
    edges { node { id client { id } consultant { id } registered sentAt overdue } } pageInfo { hasNextPage endCursor } } }`;
const record = `mutation ($input: RecordCallMessageInput!) { recordCallMessage(input: $input) { __typename
  ... on CallMessageRecorded { inTime explanation { outcome applied { id } } } ... on Refusal { code rule { id } } } }`;

type Missing = { id: string; registered: boolean; sentAt: string | null; overdue: boolean };

describe('SR-2.04 on the day of a first call the consultant sends address and route', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
    await desk.openDay('2026-04-03', 'li');
  });
  afterAll(() => desk.service.stop());

  const day = '2026-04-03';
  const answer = async (clientId: string | null, time: string): Promise<string> => {
    const call = { siteId: desk.siteId, clientId, answeredBy: desk.li };
    return ((await desk.mutate('li', `${day} ${time}`, 'answerCall', call)).call as { id: string }).id;
  };
  const register = (callId: string, clientId: string, time: string, addressSentAt: string | null = null) =>
    desk.mutate('li', `${day} ${time}`, 'registerCall', {
      callId,
      clientId,
      interest: '商铺',
      channel: '短信',
      addressSentAt,
    });
  const send = async (by: string, when: string, callId: string, sentAt: string) => {
    const input = { idempotencyKey: desk.key(), callId, sentAt };
    return (await desk.as(by, when).ask<{ recordCallMessage: Record<string, unknown> }>(record, { input }))
      .recordCallMessage;
  };
  const missing = async (when: string, asked: Record<string, unknown> = {}): Promise<Missing[]> => {
    const variables = { siteId: desk.siteId, date: day, first: 100, ...asked };
    const data = await desk
      .as('manager', when)
      .ask<{ callsWithoutMessage: { edges: { node: Missing }[] } }>(check, variables);
    return data.callsWithoutMessage.edges.map(({ node }) => node);
  };
  const of = async (when: string, callId: string) => (await missing(when)).find(({ id }) => id === callId);

  it('the manager’s check shows a first call until it is sent, and as overdue once the day is over', async () => {
    const client = await desk.newClient();
    const callId = await answer(client, '09:30');
    expect(await of('2026-04-03 09:31', callId)).toMatchObject({ registered: false, overdue: false });
    await register(callId, client, '09:40');
    expect(await of('2026-04-03 23:59', callId)).toMatchObject({ registered: true, overdue: false });
    expect(await of('2026-04-04 00:00', callId)).toMatchObject({ overdue: true, sentAt: null });
    expect(await send('li', '2026-04-04 08:00', callId, '2026-04-03T23:59:00+08:00')).toMatchObject({
      inTime: true,
      explanation: { outcome: 'IN_TIME', applied: [{ id: 'SR-2.04' }] },
    });
    expect(await of('2026-04-04 09:00', callId)).toBeUndefined();
  });

  it('sent on the next day it stays in the check, with its time', async () => {
    const client = await desk.newClient();
    const callId = await answer(client, '10:30');
    await register(callId, client, '10:40');
    expect(await send('li', '2026-04-04 00:00', callId, '2026-04-04T00:00:00+08:00')).toMatchObject({ inTime: false });
    expect((await of('2026-04-04 09:00', callId))?.sentAt).not.toBeNull();
  });

  it('sent while the call was registered, or not a first call: nothing to check', async () => {
    const client = await desk.newClient();
    const first = await answer(client, '11:00');
    await register(first, client, '11:10', '2026-04-03T11:05:00+08:00');
    const second = await answer(client, '15:00');
    await register(second, client, '15:10');
    expect((await missing('2026-04-04')).map(({ id }) => id)).not.toContain(first);
    expect((await missing('2026-04-04')).map(({ id }) => id)).not.toContain(second);
  });

  it('only whoever answered writes it down, once, and with a time that can be', async () => {
    const client = await desk.newClient();
    const callId = await answer(client, '12:00');
    const noon = '2026-04-03T12:00:00+08:00';
    expect(await send('zhao', '2026-04-03 12:30', callId, noon)).toMatchObject({ code: 'NOT_THE_ANSWERER' });
    expect(await send('li', '2026-04-03 12:30', callId, '2026-04-03T12:31:00+08:00')).toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await send('li', '2026-04-03 12:30', callId, '2026-04-03T11:59:59+08:00')).toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await send('li', '2026-04-03 12:30', callId, noon)).toMatchObject({ inTime: true });
    expect(await send('li', '2026-04-03 12:31', callId, noon)).toMatchObject({
      code: 'ALREADY_RECORDED',
      rule: { id: 'SR-2.04' },
    });
    expect(await register(callId, client, '12:40', '2026-04-03T13:00:00+08:00')).toMatchObject({ code: 'BAD_INPUT' });
    const unknown = await desk.as('li', '2026-04-03 12:30').send(record, {
      input: { idempotencyKey: desk.key(), callId: desk.service.world.newId(), sentAt: noon },
    });
    expect(unknown.errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  it('is for whoever reads the call register', async () => {
    const { errors } = await desk.as('li', '2026-04-04').send(check, { siteId: desk.siteId, date: day });
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('where the site’s policy asks for no message, nobody is checked (call.sameDayMessage)', async () => {
    expect((await missing('2026-04-04')).length).toBeGreaterThan(0);
    const overrides = [{ key: 'call.sameDayMessage', value: 'false' }];
    const changed = { siteId: desk.siteId, effectiveFrom: '2026-05-01T00:00:00+08:00', overrides };
    await desk.mutate('director', '2026-04-30', 'changePolicy', changed);
    await answer(await desk.newClient(), '16:00');
    expect((await missing('2026-05-02')).length).toBeGreaterThan(0);
    expect(await missing('2026-05-02', { date: '2026-05-01' })).toEqual([]);
  });
});
