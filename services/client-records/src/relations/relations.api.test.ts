import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffViewer } from '@shouwen/access';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

const site = '019b8a00-0001-7000-8000-000000000001';
const otherSite = '019b8a00-0001-7000-8000-000000000002';
const staffId = (number: number) => `019b8a00-0002-7000-8000-00000000000${number}`;
const desk = staffViewer(staffId(7), { '*': ['client.identify'] });
const manager = staffViewer(staffId(6), { [site]: ['client.readSite', 'client.relate'] });
const reader = staffViewer(staffId(5), { [site]: ['client.readSite'] });
const elsewhere = staffViewer(staffId(4), { [otherSite]: ['client.readSite', 'client.relate'] });
const custody = staffViewer(staffId(3), { '*': ['client.readSite', 'client.relate'] });
const now = new Date('2026-03-02T09:28:00+08:00');
const later = new Date('2026-05-02T09:28:00+08:00');

const identify = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) { ... on ClientIdentified { client { id } } } }`;
const relate = `mutation ($input: RelateClientsInput!) { relateClients(input: $input) { __typename
  ... on ClientsRelated { client { id } explanation { outcome applied { id } } } ... on Refusal { code rule { id } } } }`;
const end = `mutation ($input: EndRelationInput!) { endRelation(input: $input) { __typename
  ... on RelationEnded { explanation { outcome } } ... on Refusal { code } } }`;
const relationsQuery = `query ($id: ID!, $ended: Boolean, $first: Int, $after: String) { client(id: $id) { relations(includeEnded: $ended, first: $first, after: $after) {
  edges { node { id otherIs other { id name } recordedBy { id } endedAt explanation { outcome } } } pageInfo { hasNextPage endCursor } } } }`;

type Node = { id: string; otherIs: string; other: { id: string; name: string }; endedAt: string | null };
type Page = { edges: { node: Node }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

let service: TestService;
let count = 0;
const key = () => {
  count += 1;
  return `key-${count}`;
};
const client = async (name: string, siteId = site): Promise<string> => {
  const phone = `139${String(20000000 + count).padStart(8, '0')}`;
  const input = { idempotencyKey: key(), siteId, name, phone };
  const answer = await service.as(desk, now).ask<{ identifyClient: { client: { id: string } } }>(identify, { input });
  return answer.identifyClient.client.id;
};
const relating = (by: StaffViewer, clientId: string, otherIs: string, otherId: string) =>
  service.as(by, now).send<{ relateClients: Record<string, unknown> }>(relate, {
    input: { idempotencyKey: key(), clientId, otherIs, otherId },
  });
const related = async (clientId: string, otherIs: string, otherId: string, by = manager) =>
  (await relating(by, clientId, otherIs, otherId)).data?.relateClients;
const ending = (by: StaffViewer, relationId: string, because = '已经离婚') =>
  service.as(by, later).send<{ endRelation: Record<string, unknown> }>(end, {
    input: { idempotencyKey: key(), relationId, because },
  });
const page = async (by: StaffViewer, id: string, asked: Record<string, unknown> = {}): Promise<Page> =>
  (await service.as(by, now).ask<{ client: { relations: Page } }>(relationsQuery, { id, ...asked })).client.relations;
const seen = async (by: StaffViewer, id: string, asked: Record<string, unknown> = {}) =>
  (await page(by, id, asked)).edges.map(({ node }) => [node.otherIs, node.other.id]);
const refusals = async (action: string): Promise<string[]> =>
  (
    await service.world.db.read((tx) =>
      tx.query(`SELECT resource_id AS id FROM audit_entry WHERE action = $1 AND decision = 'refused' ORDER BY seq`, [
        action,
      ]),
    )
  ).map(({ id }: { id: string }) => id);

beforeAll(async () => {
  service = await testService(clientRecords);
});
afterAll(() => service.stop());

describe('CR-1.04 relations between clients', () => {
  it('are recorded once with their ground and seen from both ends', async () => {
    const [mother, son, company, friend] = [
      await client('母'),
      await client('子'),
      await client('公司'),
      await client('友'),
    ];
    expect(await related(son, 'PARENT', mother)).toEqual({
      __typename: 'ClientsRelated',
      client: { id: son },
      explanation: { outcome: 'RELATED', applied: [{ id: 'CR-1.04' }] },
    });
    await related(son, 'EMPLOYER', company);
    await related(son, 'REFERRED', friend);
    expect(await seen(reader, son)).toEqual([
      ['PARENT', mother],
      ['EMPLOYER', company],
      ['REFERRED', friend],
    ]);
    expect(await seen(reader, mother)).toEqual([['CHILD', son]]);
    expect(await seen(reader, company)).toEqual([['EMPLOYEE', son]]);
    expect(await seen(reader, friend)).toEqual([['REFERRER', son]]);
    for (const again of [await related(son, 'PARENT', mother), await related(mother, 'CHILD', son)])
      expect(again).toMatchObject({ code: 'ALREADY_RELATED', rule: { id: 'CR-1.04' } });
  });

  it('a couple is one relation, whoever is named first; nobody is related to oneself', async () => {
    const [wife, husband] = [await client('妻'), await client('夫')];
    await related(wife, 'SPOUSE', husband);
    expect(await related(husband, 'SPOUSE', wife)).toMatchObject({ code: 'ALREADY_RELATED' });
    expect(await seen(reader, wife)).toEqual([['SPOUSE', husband]]);
    expect(await seen(reader, husband)).toEqual([['SPOUSE', wife]]);
    expect(await related(wife, 'FAMILY', wife)).toMatchObject({ code: 'RELATED_TO_ONESELF' });
  });

  it('nobody becomes a parent of the own parents or grandparents; of a grandchild, one does not either', async () => {
    const [grand, parent, child] = [await client('祖'), await client('父'), await client('孙')];
    await related(child, 'PARENT', parent);
    await related(parent, 'PARENT', grand);
    for (const above of [parent, grand])
      expect(await related(above, 'PARENT', child)).toMatchObject({ code: 'OWN_ANCESTOR' });
    expect(await related(child, 'PARENT', grand)).toMatchObject({ __typename: 'ClientsRelated' });
  });

  it('end with a reason and stay in the history; what is over may begin again', async () => {
    const [wife, husband] = [await client('前妻'), await client('前夫')];
    await related(wife, 'SPOUSE', husband);
    const [{ node } = { node: null }] = (await page(manager, wife)).edges;
    const bad = await ending(manager, node?.id ?? '', '无');
    expect(bad.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'because' });
    expect((await ending(manager, node?.id ?? '')).data?.endRelation).toMatchObject({
      explanation: { outcome: 'ENDED' },
    });
    expect((await ending(manager, node?.id ?? '')).data?.endRelation).toMatchObject({ code: 'RELATION_OVER' });
    expect(await seen(reader, husband)).toEqual([]);
    expect((await page(reader, husband, { ended: true })).edges).toMatchObject([
      { node: { otherIs: 'SPOUSE', endedAt: later.toISOString() } },
    ]);
    expect(await related(wife, 'SPOUSE', husband)).toMatchObject({ __typename: 'ClientsRelated' });
  });

  it('come in pages, and the same request sent again records nothing twice', async () => {
    const company = await client('大公司');
    const people = [await client('一'), await client('二'), await client('三')];
    for (const one of people) await related(company, 'EMPLOYEE', one);
    const first = await page(reader, company, { first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await page(reader, company, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.edges, ...rest.edges].map(({ node }) => node.other.id)).toEqual(people);
    const friend = await client('再友');
    const input = { idempotencyKey: key(), clientId: company, otherId: friend, otherIs: 'REFERRER' };
    for (const _ of [1, 2]) await service.as(manager, now).ask(relate, { input });
    expect(await seen(reader, friend)).toEqual([['REFERRED', company]]);
  });
});

describe('CR-1.04, CR-2.01 both ends have to be for the viewer to know', () => {
  it('to relate: whoever may read one end alone is answered as for an unknown one, and leaves a refused line', async () => {
    const [here, there] = [await client('此'), await client('彼', otherSite)];
    const before = (await refusals('client.relate')).length;
    for (const [by, otherId] of [
      [manager, there],
      [elsewhere, there],
      [reader, await client('同')],
      [manager, staffId(9)],
    ] as const) {
      const { errors } = await relating(by, here, 'FAMILY', otherId);
      expect(errors[0]?.extensions?.code).toBe('NOT_FOUND');
    }
    expect((await refusals('client.relate')).slice(before)).toHaveLength(8);
    const { errors } = await relating(manager, here, 'FAMILY', 'x');
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'otherId' });
  });

  it('to see and to end: a relation to somebody at another site does not exist, in no list, count or page', async () => {
    const [here, there, near] = [await client('本'), await client('外', otherSite), await client('近')];
    await related(here, 'SPOUSE', there, custody);
    await related(here, 'FAMILY', near, custody);
    expect(await seen(custody, here)).toEqual([
      ['SPOUSE', there],
      ['FAMILY', near],
    ]);
    for (const by of [reader, manager]) {
      expect(await seen(by, here, { first: 1 })).toEqual([['FAMILY', near]]);
      expect((await page(by, here, { first: 1 })).pageInfo.hasNextPage).toBe(false);
    }
    const [hidden] = (await page(custody, here)).edges;
    const unknown = await ending(manager, staffId(9));
    const before = (await refusals('client.endRelation')).length;
    const refused = await ending(manager, hidden?.node.id ?? '');
    expect({ ...refused.errors[0]?.extensions, requestId: '' }).toEqual({
      ...unknown.errors[0]?.extensions,
      requestId: '',
    });
    expect(refused.errors[0]?.extensions?.code).toBe('NOT_FOUND');
    expect((await refusals('client.endRelation')).slice(before).sort()).toEqual([here, there].sort());
    expect(await seen(custody, here)).toHaveLength(2);
  });

  it('S14 the database itself hides a relation whose other end is at another site', async () => {
    const [here, there] = [await client('墙内'), await client('墙外', otherSite)];
    await related(here, 'SPOUSE', there, custody);
    const rows = (reach: string[]) =>
      service.world.db
        .within(reach)
        .read((tx) => tx.query('SELECT FROM client_relation WHERE from_id = ANY($1) OR to_id = ANY($1)', [[here]]));
    expect([await rows([site]), await rows([otherSite]), await rows([])]).toEqual([[], [], []]);
    expect(await rows([site, otherSite])).toHaveLength(1);
  });
});
