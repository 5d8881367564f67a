import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRegisterDesk, type Reception, type RegisterDesk } from '../registers/registerFixture.ts';

const list = `query ($siteId: ID!, $consultantId: ID, $first: Int, $after: String) {
  todaysFollowUps(siteId: $siteId, consultantId: $consultantId, first: $first, after: $after) {
    edges { node { client { id } kind dueOn class next } } pageInfo { hasNextPage endCursor } } }`;

type Line = { client: { id: string }; kind: string; dueOn: string; class: string | null; next: string | null };
type List = { edges: { node: Line }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

describe('SR-8.01 each consultant sees today’s due follow-ups first', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const ask = async (who: string, when: string, page: Record<string, unknown> = {}): Promise<List> => {
    const asked = { siteId: desk.siteId, ...page };
    return (await desk.as(who, when).ask<{ todaysFollowUps: List }>(list, asked)).todaysFollowUps;
  };
  const shown = async (when: string, ...clients: string[]): Promise<string[]> =>
    (await ask('li', when, { first: 100 })).edges
      .map(({ node }) => node)
      .filter(({ client }) => clients.includes(client.id))
      .map(({ client, kind, dueOn, class: grade }) => `${clients.indexOf(client.id)} ${kind} ${dueOn} ${grade}`);
  const clientOf = async (when: string, grade = 'B'): Promise<string> => {
    const client = await desk.newClient();
    const visit: Reception = await desk.receive(when, client, { onSite: [desk.li] });
    await desk.register(when, visit, { class: grade });
    await desk.mutate('li', when, 'endReception', { visitId: visit.visitId });
    return client;
  };
  const plan = (when: string, clientId: string, planned: Record<string, unknown>) =>
    desk.mutate('li', when, 'recordFollowUp', {
      siteId: desk.siteId,
      clientId,
      channel: 'PHONE',
      reached: true,
      said: '再约看房',
      ...planned,
    });

  it('a planned step is there from its day on, overdue ones first, until the next contact', async () => {
    const [late, today, tomorrow] = [
      await clientOf('2026-06-01 08:10'),
      await clientOf('2026-06-01 08:20'),
      await clientOf('2026-06-01 08:30'),
    ];
    for (const [client, nextOn] of [
      [late, '2026-06-03'],
      [today, '2026-06-04'],
      [tomorrow, '2026-06-05'],
    ] as const)
      expect(await plan('2026-06-02', client, { next: '约二次看房', nextOn })).toMatchObject({ effect: 'RENEWED' });
    const three = [late, today, tomorrow];
    expect(await shown('2026-06-02 23:59', ...three)).toEqual([]);
    expect(await shown('2026-06-04', ...three)).toEqual(['0 NEXT_STEP 2026-06-03 B', '1 NEXT_STEP 2026-06-04 B']);
    expect(await shown('2026-06-05 00:00', ...three)).toHaveLength(3);
    await plan('2026-06-04', late, {});
    expect(await shown('2026-06-04 11:00', ...three)).toEqual(['1 NEXT_STEP 2026-06-04 B']);
  });

  it('of one day A comes before B, C and D; a follow-up may rank the client anew', async () => {
    const clients: string[] = [];
    for (const [index, grade] of ['D', 'B', 'A', 'C'].entries()) {
      const client = await clientOf(`2026-07-01 08:1${index}`, grade);
      clients.push(client);
      await plan('2026-07-02', client, { next: '发价目表', nextOn: '2026-07-03' });
    }
    const order = async () => (await shown('2026-07-03', ...clients)).map((line) => Number(line[0]));
    expect(await order()).toEqual([2, 1, 3, 0]);
    await plan('2026-07-02 12:00', clients[0] as string, { next: '签约', nextOn: '2026-07-03', class: 'A' });
    expect((await order()).slice(0, 2).sort()).toEqual([0, 2]);
  });

  it('a claim about to lapse is there on the day before its last day and on its last day, after the planned steps', async () => {
    const fading = await clientOf('2026-08-01 08:10');
    const planned = await clientOf('2026-08-01 08:20');
    await plan('2026-08-02', planned, { next: '回访', nextOn: '2026-08-10' });
    expect(await shown('2026-08-08', fading)).toEqual([]);
    expect(await shown('2026-08-09 00:00', fading)).toEqual(['0 CLAIM_LAPSES 2026-08-10 B']);
    expect(await shown('2026-08-10', fading, planned)).toEqual([
      '1 NEXT_STEP 2026-08-10 B',
      '0 CLAIM_LAPSES 2026-08-10 B',
    ]);
    expect(await shown('2026-08-11 00:00', fading)).toEqual([]);
  });

  it('a caller is there until the visit, class or none', async () => {
    const client = await desk.newClient();
    await desk.openDay('2026-04-01', 'li');
    const call = { siteId: desk.siteId, clientId: client, answeredBy: desk.li };
    const { call: answered } = await desk.mutate('li', '2026-04-01 09:30', 'answerCall', call);
    const { id: callId } = answered as { id: string };
    await desk.mutate('li', '2026-04-01 09:40', 'registerCall', {
      callId,
      clientId: client,
      interest: '商铺',
      channel: '短信',
    });
    expect(await shown('2026-04-06', client)).toEqual(['0 CALL_LAPSES 2026-04-07 null']);
    expect(await shown('2026-04-08', client)).toEqual([]);
  });

  it('steps with a client who lapsed are gone at once, and due work forgets them', async () => {
    const client = await clientOf('2026-09-01 08:10');
    await plan('2026-09-01 09:00', client, { next: '回访', nextOn: '2026-09-05' });
    expect(await shown('2026-09-10', client)).toHaveLength(1);
    expect(await shown('2026-09-11 00:00', client)).toEqual([]);
    const steps = async () =>
      desk.service.world.db.read((tx) => tx.query('SELECT next_on FROM client_contact WHERE client_id = $1', [client]));
    await desk.service.doDue(new Date('2026-09-10T23:59:00+08:00'));
    expect(await steps()).toEqual([{ next_on: '2026-09-05' }]);
    await desk.service.doDue(new Date('2026-09-11T00:00:00+08:00'), desk.siteId);
    expect(await steps()).toEqual([{ next_on: null }]);
  });

  it('pages join to the whole list without doubles', async () => {
    for (let number = 0; number < 7; number += 1) {
      const client = await clientOf(`2026-10-01 08:1${number}`, 'ABCD'[number % 4]);
      if (number < 5)
        await plan('2026-10-02', client, { next: '回访', nextOn: number < 3 ? '2026-10-05' : '2026-10-06' });
    }
    const when = '2026-10-10';
    const whole = (await ask('li', when, { first: 100 })).edges.map(({ node }) => node.client.id);
    const joined: string[] = [];
    for (let after: string | null = null; ; ) {
      const { edges, pageInfo } = await ask('li', when, { first: 2, after });
      joined.push(...edges.map(({ node }) => node.client.id));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(whole.length).toBeGreaterThanOrEqual(7);
    expect(joined).toEqual(whole);
  });

  it('is the own list; another’s is for whoever reads the follow-ups of the site', async () => {
    const client = await clientOf('2026-11-01 08:10');
    await plan('2026-11-01 09:00', client, { next: '回访', nextOn: '2026-11-02' });
    const when = '2026-11-02';
    expect((await ask('zhao', when)).edges).toEqual([]);
    const asked = { siteId: desk.siteId, consultantId: desk.li };
    expect((await desk.as('zhao', when).send(list, asked)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await ask('manager', when, asked)).edges.map(({ node }) => node.client.id)).toContain(client);
    const elsewhere = { siteId: desk.service.world.newId() };
    expect((await desk.as('li', when).send(list, elsewhere)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it.each([
    ['what is no cursor', { after: 'x' }],
    ['a cursor of another list', { after: Buffer.from('["2026-01-01T00:00:00.000Z","x"]').toString('base64url') }],
    ['a cursor with a day that is none', { after: Buffer.from('[1,"2026-02-30","A","x"]').toString('base64url') }],
    ['no row', { first: 0 }],
  ])('refuses %s', async (_, page) => {
    const { errors } = await desk.as('li', '2026-06-04').send(list, { siteId: desk.siteId, ...page });
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it.each([
    ['a date without a step', { nextOn: '2026-12-03' }, 'next'],
    ['a step before today', { next: '回访', nextOn: '2026-11-30' }, 'nextOn'],
  ])('refuses %s, and writes nothing', async (_, planned, field) => {
    const client = await clientOf('2026-12-01 08:10');
    const sent = 'mutation ($input: RecordFollowUpInput!) { recordFollowUp(input: $input) { __typename } }';
    const input = {
      idempotencyKey: desk.key(),
      siteId: desk.siteId,
      clientId: client,
      channel: 'SMS',
      reached: true,
      said: '好',
      ...planned,
    };
    const { errors } = await desk.as('li', '2026-12-01').send(sent, { input });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    const written = desk.service.world.db.read((tx) =>
      tx.query('SELECT 1 FROM follow_up WHERE client_id = $1', [client]),
    );
    expect(await written).toEqual([]);
  });
});
