import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffViewer } from '@shouwen/access';
import {
  desk,
  elsewhere,
  li,
  manager,
  openRecords,
  otherSite,
  type Records,
  reader,
  site,
  staffId,
  supervisor,
} from './mergingFixture.ts';

const clientQuery = `query ($id: ID!) { client(id: $id) { id number name readBy
  merges { id mergedNumber mergedName mergedPhone { masked } undoneAt } } }`;
const referenceQuery = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Client { id number name } } }`;
const byPhone = `query ($phone: String!) { clientByPhone(phone: $phone) { id } }`;
const listQuery = `{ clients(first: 100) { edges { node { id } } } }`;
const relate = `mutation ($input: RelateClientsInput!) { relateClients(input: $input) { __typename ... on Refusal { code } } }`;
const relationsQuery = `query ($id: ID!) { client(id: $id) { relations { edges { node { otherIs other { id } } } } } }`;
const record = `mutation ($input: RecordIdentityNumberInput!) { recordIdentityNumber(input: $input) { __typename ... on Refusal { code } } }`;

type Client = {
  id: string;
  number: string;
  name: string;
  readBy: string;
  merges: { id: string; undoneAt: string | null }[];
};
type Asked = { client: Client | null };

let records: Records;
const read = async (by: StaffViewer, id: string) => (await records.ask<Asked>(by, clientQuery, { id })).client;
const found = async (by: StaffViewer, phone: string) =>
  (await records.ask<{ clientByPhone: { id: string } | null }>(by, byPhone, { phone })).clientByPhone?.id ?? null;
const listed = async (by: StaffViewer) =>
  (await records.ask<{ clients: { edges: { node: { id: string } }[] } }>(by, listQuery, {})).clients.edges.map(
    ({ node }) => node.id,
  );
const relating = (clientId: string, otherIs: string, otherId: string) =>
  records.ask<{ relateClients: { __typename: string; code?: string } }>(supervisor, relate, {
    input: { idempotencyKey: records.key(), clientId, otherId, otherIs },
  });
const related = async (id: string) =>
  (
    await records.ask<{ client: { relations: { edges: { node: { otherIs: string; other: { id: string } } }[] } } }>(
      supervisor,
      relationsQuery,
      { id },
    )
  ).client.relations.edges.map(({ node }) => [node.otherIs, node.other.id]);

beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.service.stop());

describe('CR-1.05 one person, one record: duplicates are merged with both histories kept', () => {
  it('the old id, reference, number and either phone lead to the surviving record; undone, each to its own', async () => {
    const [hers, other] = [records.phone(), records.phone()];
    const [one, two] = [(await records.identified('许丽', hers)).id, (await records.identified('徐莉', other)).id];
    const before = [await read(supervisor, one), await read(supervisor, two)];
    const mergeId = await records.merged(one, two);
    const person = await read(supervisor, one);
    expect(person).toMatchObject({
      id: one,
      name: '许丽',
      merges: [{ id: mergeId, mergedNumber: before[1]?.number, mergedName: '徐莉', undoneAt: null }],
    });
    expect(await read(supervisor, two)).toEqual(person);
    const representations = [one, two].map((id) => ({ __typename: 'Client', id }));
    const { _entities } = await records.ask<{ _entities: unknown[] }>(supervisor, referenceQuery, { representations });
    expect(_entities).toEqual([one, one].map((id) => ({ id, number: person?.number, name: '许丽' })));
    expect([await found(supervisor, hers), await found(supervisor, other)]).toEqual([one, one]);
    expect(await records.identified('徐莉', other)).toEqual({ id: one, opened: false });
    const list = await listed(supervisor);
    expect([list.includes(one), list.includes(two)]).toEqual([true, false]);
    const undone = (await records.undoing(supervisor, mergeId)).data?.undoMerge;
    expect(undone).toMatchObject({ merge: { undoneBecause: '并非同一人', undoneExplanation: { outcome: 'UNDONE' } } });
    const after = [await read(supervisor, one), await read(supervisor, two)];
    expect(after.map((client) => client?.merges)).toMatchObject(
      Array(2).fill([{ id: mergeId, undoneAt: expect.any(String) }]),
    );
    expect(after.map((client) => ({ ...client, merges: [] }))).toEqual(before);
    expect([await found(supervisor, hers), await found(supervisor, other)]).toEqual([one, two]);
  });

  it('a consultant who had one of them sees the one person, and only while they are one', async () => {
    const [one, two] = [await records.client('吴一'), await records.client('吴二')];
    await records.owns(staffId(1), two);
    expect(await read(li, one)).toBeNull();
    const mergeId = await records.merged(one, two);
    expect(await read(li, one)).toMatchObject({ id: one, name: '吴一', readBy: 'own-client' });
    expect(await read(li, two)).toMatchObject({ id: one });
    expect(await listed(li)).toEqual([one]);
    await records.undoing(supervisor, mergeId);
    expect([await read(li, one), (await read(li, two))?.name]).toEqual([null, '吴二']);
    // Of a merge that was undone, whoever may read one of the two learns nothing.
    expect((await read(li, two))?.merges).toEqual([]);
  });

  it('who works where one record is known finds the person there, within the wall of the database', async () => {
    const there = records.phone();
    const [one, two] = [await records.client('郑甲'), (await records.identified('郑乙', there, otherSite)).id];
    expect([await read(elsewhere, one), await found(elsewhere, there)]).toEqual([null, two]);
    const mergeId = await records.merged(one, two);
    expect(await read(elsewhere, two)).toMatchObject({ id: one, name: '郑甲', readBy: 'site-role' });
    expect([await found(elsewhere, there), await found(reader, there)]).toEqual([one, one]);
    await records.undoing(supervisor, mergeId);
    expect([await read(elsewhere, one), await found(reader, there)]).toEqual([null, null]);
  });

  it('three records of one person: a chain leads to one, its middle is parted alone, and none can be merged twice or in a circle', async () => {
    const [a, b, c] = [await records.client('甲'), await records.client('乙'), await records.client('丙')];
    const first = await records.merged(b, a);
    await records.merged(c, b);
    for (const id of [a, b, c]) expect((await read(supervisor, id))?.id).toBe(c);
    const code = async (surviving: string, merged: string) =>
      (await records.merging(supervisor, surviving, merged)).data?.mergeClients.code;
    expect([await code(c, a), await code(a, c), await code(b, c)]).toEqual(Array(3).fill('ALREADY_MERGED'));
    expect(await code(c, c)).toBe('MERGED_WITH_ITSELF');
    await records.undoing(supervisor, first);
    expect([(await read(supervisor, a))?.id, (await read(supervisor, b))?.id]).toEqual([a, c]);
    const again = (await records.undoing(supervisor, first)).data?.undoMerge;
    expect(again).toEqual({ __typename: 'Refusal', code: 'MERGE_UNDONE' });
  });

  it('relations of both are the person’s, once; who is related is not one person, and nobody becomes the own ancestor', async () => {
    const [one, two, wife, son] = [
      await records.client('夫'),
      await records.client('夫君'),
      await records.client('妻'),
      await records.client('子'),
    ];
    for (const half of [one, two]) await relating(half, 'SPOUSE', wife);
    await relating(two, 'CHILD', son);
    const mergeId = await records.merged(one, two);
    expect(await related(one)).toEqual([
      ['SPOUSE', wife],
      ['CHILD', son],
    ]);
    expect(await related(wife)).toEqual([['SPOUSE', one]]);
    expect((await relating(one, 'PARENT', son)).relateClients.code).toBe('OWN_ANCESTOR');
    expect((await relating(one, 'FAMILY', two)).relateClients.code).toBe('RELATED_TO_ONESELF');
    expect((await records.merging(supervisor, one, wife)).data?.mergeClients.code).toBe('RELATED_CLIENTS');
    await records.undoing(supervisor, mergeId);
    expect([await related(one), await related(two)]).toEqual([
      [['SPOUSE', wife]],
      [
        ['SPOUSE', wife],
        ['CHILD', son],
      ],
    ]);
  });

  it('the identity number of either is the person’s; two different cards are two people, a card and a passport are not', async () => {
    const card = async (clientId: string, identityNumber: string) => {
      const input = { idempotencyKey: records.key(), siteId: site, clientId, identityNumber };
      return (await records.ask<{ recordIdentityNumber: { code?: string } }>(desk, record, { input }))
        .recordIdentityNumber.code;
    };
    const [one, two, three] = [
      await records.client('钱一'),
      await records.client('钱二'),
      await records.client('钱三'),
    ];
    await card(one, '11010519491231002X');
    await card(two, '440524188001010014');
    await card(three, 'E12345678');
    expect((await records.merging(supervisor, one, two)).data?.mergeClients.code).toBe('IDENTITY_CARDS_DIFFER');
    await records.merged(one, three);
    expect(await card(one, 'E12345678')).toBeUndefined();
    expect(await card(two, 'E12345678')).toBe('IDENTITY_NUMBER_SET');
    expect(await card(await records.client('钱四'), 'E12345678')).toBe('IDENTITY_NUMBER_KNOWN');
  });
});

describe('CR-1.05, CR-2.01 a merge needs a ground over both', () => {
  const refusedAbout = async (action: string): Promise<string[]> =>
    (
      await records.rows<{ id: string }>(
        `SELECT resource_id AS id FROM audit_entry WHERE action = $1 AND decision = 'refused' ORDER BY seq`,
        [action],
      )
    ).map(({ id }) => id);

  it('whoever may read one alone is answered as for an unknown one, and leaves a refused line for each', async () => {
    const [here, there] = [await records.client('此'), await records.client('彼', otherSite)];
    const before = (await refusedAbout('client.merge')).length;
    const unknown = await records.merging(manager, here, staffId(9));
    for (const by of [manager, elsewhere]) {
      const { errors, data } = await records.merging(by, here, there);
      expect([errors[0]?.extensions?.code, errors[0]?.message, data]).toEqual([
        'NOT_FOUND',
        unknown.errors[0]?.message,
        unknown.data,
      ]);
    }
    expect((await records.merging(reader, here, await records.client('同'))).errors[0]?.extensions?.code).toBe(
      'NOT_FOUND',
    );
    expect((await refusedAbout('client.merge')).slice(before, before + 4)).toEqual([here, staffId(9), here, there]);
    const bare = await records.merging(supervisor, here, there, '无');
    expect(bare.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'because' });
    expect((await read(reader, here))?.merges).toEqual([]);
  });

  it('so does undoing it, when neither is for the viewer', async () => {
    const [one, two] = [await records.client('外一', otherSite), await records.client('外二', otherSite)];
    const mergeId = await records.merged(one, two);
    for (const id of [mergeId, staffId(9), 'x'])
      expect((await records.undoing(manager, id)).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    expect((await refusedAbout('client.undoMerge')).slice(-2)).toEqual([one, two]);
    expect((await records.undoing(elsewhere, mergeId)).data?.undoMerge.__typename).toBe('MergeUndone');
  });

  it('both acts are told to the other departments by ids alone, and stand in the trace of both records', async () => {
    const [one, two] = [await records.client('说一'), await records.client('说二')];
    const mergeId = await records.merged(one, two);
    await records.undoing(supervisor, mergeId);
    const told = await records.rows<{ type: string; data: object }>(
      `SELECT type, data FROM outbox WHERE aggregate_id = $1 AND type LIKE '%merged.v1' ORDER BY position`,
      [two],
    );
    const ids = { mergeId, survivingId: one, mergedId: two };
    expect(told).toEqual([
      { type: 'client-records.client.merged.v1', data: { ...ids, mergedAt: expect.any(String) } },
      { type: 'client-records.client.unmerged.v1', data: { ...ids, unmergedAt: expect.any(String) } },
    ]);
    for (const id of [one, two]) {
      const lines = await records.rows(
        `SELECT action, decision FROM audit_entry WHERE resource_id = $1 AND action LIKE 'client.%erge' ORDER BY seq`,
        [id],
      );
      expect(lines).toEqual([
        { action: 'client.merge', decision: 'allowed' },
        { action: 'client.undoMerge', decision: 'allowed' },
      ]);
    }
  });

  it('two who merge the same records at once, either way round: one succeeds', async () => {
    const [one, two] = [await records.client('同一'), await records.client('同二')];
    const answers = await Promise.all([records.merging(supervisor, one, two), records.merging(supervisor, two, one)]);
    expect(answers.map(({ data }) => data?.mergeClients.__typename).sort()).toEqual(['ClientsMerged', 'Refusal']);
  });
});
