import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordPurchase } from '../ownership/index.ts';
import { openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

const query = (name: string) => `query ($siteId: ID!, $days: Int, $first: Int, $after: String) {
  ${name}(siteId: $siteId, days: $days, first: $first, after: $after) {
    edges { node { client { id } consultant { id } lastContactAt followedUp lapsedOn } } pageInfo { hasNextPage endCursor } } }`;

type Neglected = { client: { id: string }; followedUp: boolean; lapsedOn: string | null; lastContactAt: string };

describe('SR-8.02 the manager sees whom nobody takes care of', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const ask = async (name: string, when: string, asked: Record<string, unknown> = {}) => {
    type Answer = Record<
      string,
      { edges: { node: Neglected }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    >;
    const data = await desk.as('manager', when).ask<Answer>(query(name), { siteId: desk.siteId, first: 100, ...asked });
    return data[name] as NonNullable<Answer[string]>;
  };
  const of = async (name: string, when: string, client: string, asked: Record<string, unknown> = {}) =>
    (await ask(name, when, asked)).edges.map(({ node }) => node).find((node) => node.client.id === client);
  const visitor = async (day: string): Promise<string> => {
    const client = await desk.newClient();
    await desk.visit(`${day} 08:30`, client, { onSite: [desk.li] });
    return client;
  };
  const bought = async (day: string): Promise<string> => {
    const client = await visitor(day);
    const { newId, db } = desk.service.world;
    const closedAt = new Date(`${day}T15:00:00+08:00`);
    const deal = { dealId: newId(), siteId: desk.siteId, clientId: client, consultantId: desk.li, visitId: null };
    await db.transaction((tx) => recordPurchase(tx, { ...deal, closedAt, closedOn: day }));
    return client;
  };

  it('an undealt client, once seven days have passed; a follow-up that reached them counts, another does not', async () => {
    const client = await visitor('2026-06-01');
    expect(await of('clientsNotFollowedUp', '2026-06-08 23:59', client)).toBeUndefined();
    expect(await of('clientsNotFollowedUp', '2026-06-09 00:00', client)).toMatchObject({
      followedUp: false,
      lapsedOn: null,
    });
    await desk.followUp('2026-06-09 09:00', client, 'li', false);
    expect(await of('clientsNotFollowedUp', '2026-06-09 10:00', client)).toBeDefined();
    await desk.followUp('2026-06-09 11:00', client, 'li');
    expect(await of('clientsNotFollowedUp', '2026-06-16 23:59', client)).toBeUndefined();
    expect(await of('clientsNotFollowedUp', '2026-06-17 00:00', client)).toMatchObject({ followedUp: true });
  });

  it('a client lost for want of a follow-up stays in sight for thirty days, unless somebody has them again', async () => {
    const [lost, again] = [await visitor('2026-07-01'), await visitor('2026-07-01')];
    expect(await of('clientsNotFollowedUp', '2026-07-11', lost)).toMatchObject({ lapsedOn: '2026-07-11' });
    await desk.visit('2026-07-12 08:30', again, { onSite: [desk.zhao] });
    expect(await of('clientsNotFollowedUp', '2026-07-13', again)).toBeUndefined();
    expect(await of('clientsNotFollowedUp', '2026-08-09', lost)).toBeDefined();
    expect(await of('clientsNotFollowedUp', '2026-08-10', lost)).toBeUndefined();
  });

  it('the days of the site’s policy, or those that the manager asks for', async () => {
    const client = await visitor('2026-09-01');
    expect(await of('clientsNotFollowedUp', '2026-09-04', client)).toBeUndefined();
    expect(await of('clientsNotFollowedUp', '2026-09-04', client, { days: 2 })).toBeDefined();
    const changed = {
      siteId: desk.siteId,
      effectiveFrom: '2026-09-04T12:00:00+08:00',
      overrides: [{ key: 'followUpCheck.undealtDays', value: '2' }],
    };
    expect((await desk.mutate('director', '2026-09-04 11:00', 'changePolicy', changed)).__typename).toBe(
      'PolicyChanged',
    );
    expect(await of('clientsNotFollowedUp', '2026-09-04 13:00', client)).toBeDefined();
  });

  it('a buyer, once thirty days have passed since the deal or the last contact; never among the undealt', async () => {
    const client = await bought('2026-01-31');
    expect(await of('buyersWithoutContact', '2026-03-02 23:59', client)).toBeUndefined();
    expect(await of('buyersWithoutContact', '2026-03-03 00:00', client)).toMatchObject({ followedUp: false });
    expect(await of('clientsNotFollowedUp', '2026-02-12', client)).toBeUndefined();
    await desk.followUp('2026-03-03', client, 'li');
    expect(await of('buyersWithoutContact', '2026-04-02', client)).toBeUndefined();
    expect(await of('buyersWithoutContact', '2026-04-03', client)).toMatchObject({ followedUp: true });
  });

  it('the longest time first, in pages', async () => {
    const clients = [await bought('2026-02-03'), await bought('2026-02-01'), await bought('2026-02-02')];
    const name = 'buyersWithoutContact';
    const whole = (await ask(name, '2026-05-01')).edges.map(({ node }) => node.client.id);
    expect(whole.filter((id) => clients.includes(id))).toEqual([clients[1], clients[2], clients[0]]);
    const joined: string[] = [];
    for (let after: string | undefined; ; ) {
      const { edges, pageInfo } = await ask(name, '2026-05-01', { first: 1, after });
      joined.push(...edges.map(({ node }) => node.client.id));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(joined).toEqual(whole);
  });

  it('is for whoever reads the follow-ups of the site; days that are none are refused', async () => {
    const refused = await desk.as('li', '2026-06-09').send(query('clientsNotFollowedUp'), { siteId: desk.siteId });
    expect(refused.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    for (const days of [0, -1, 3_651]) {
      const { errors } = await desk
        .as('manager', '2026-06-09')
        .send(query('buyersWithoutContact'), { siteId: desk.siteId, days });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'days' });
    }
  });
});
