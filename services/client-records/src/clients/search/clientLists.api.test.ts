import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffViewer } from '@shouwen/access';
import {
  desk,
  elsewhere,
  li,
  manager,
  now,
  otherSite,
  records,
  staffId,
  wholeClient,
  zhao,
} from '../wholeClientFixture.ts';

const list = `query ($filter: ClientFilter, $sort: ClientSort, $first: Int, $after: String) {
  clients(filter: $filter, sort: $sort, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id name number readBy } } } }`;
const byNumber = 'query ($number: String!) { clientByNumber(number: $number) { id } }';
const byIdentity = 'query ($number: String!) { clientByIdentityNumber(identityNumber: $number) { id } }';
const update = 'mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename } }';
const record = 'mutation ($input: RecordIdentityNumberInput!) { recordIdentityNumber(input: $input) { __typename } }';

type Page = {
  clients: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    edges: { node: { id: string; name: string; number: string } }[];
  };
};

const people = [
  ['张三', '13700000001'],
  ['张 三丰', '13700000002'],
  ['㐀𠮷', '13700000003'],
  ['100%好', '13700000004'],
  ['1000好', '13700000005'],
  ['a_b', '13700000006'],
  ['axb', '13700000007'],
  ['ＡＢＣ公司', '13700000008'],
] as const;

let house: Awaited<ReturnType<typeof wholeClient>>;
const ids = new Map<string, string>();
beforeAll(async () => {
  house = await wholeClient();
  ids.set('许丽', house.xu);
  for (const [name, phone] of people) ids.set(name, await house.opened(name, phone));
  ids.set('钱多', await house.opened('钱多', '13700000009', otherSite));
  await house.claimed(ids.get('张三') ?? '', staffId(1), 2);
  await house.claimed(ids.get('axb') ?? '', staffId(2), 3);
});
afterAll(() => house.service.stop());

const page = async (by: StaffViewer, asked: object = {}) => (await house.ask<Page>(by, list, asked)).clients;
const names = async (by: StaffViewer, asked: object = {}) => (await page(by, asked)).edges.map(({ node }) => node.name);
const refusedField = async (asked: object) =>
  (await house.service.as(manager, now).send(list, asked as Record<string, unknown>)).errors[0]?.extensions;

describe('CR-1.01, CR-2.01 lists of clients', () => {
  it('agree with what the reader may see, in any order and any size of page (I20)', async () => {
    for (const sort of ['OPENED', 'OPENED_DESC', 'NAME']) {
      for (const first of [1, 4, 100]) {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const { edges, pageInfo, totalCount } = await page(manager, { sort, first, after });
          expect(totalCount).toBe(9);
          seen.push(...edges.map(({ node }) => node.name));
          after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after !== null);
        expect([...seen].sort()).toEqual(['许丽', ...people.map(([name]) => name)].sort());
        if (sort === 'NAME') expect(seen.slice(0, 3)).toEqual(['100%好', '1000好', 'a_b']);
        if (sort === 'OPENED') expect(seen.slice(0, 2)).toEqual(['许丽', '张三']);
        if (sort === 'OPENED_DESC') expect(seen.at(-1)).toBe('许丽');
      }
    }
  });

  it('S15 what one may not see is neither listed nor counted', async () => {
    const counted = async (by: StaffViewer, asked = {}) => (await page(by, asked)).totalCount;
    expect(await names(li)).toEqual(['许丽', '张三']);
    expect([await counted(li), await counted(zhao), await counted(elsewhere), await counted(records)]).toEqual([
      2, 1, 1, 10,
    ]);
    expect(await counted(desk)).toBe(0);
    expect(await names(manager, { filter: { siteId: otherSite } })).toEqual([]);
    expect(await names(records, { filter: { siteId: otherSite } })).toEqual(['钱多']);
    expect(await names(li, { filter: { ownerId: staffId(2) } })).toEqual([]);
  });

  it('by owner, class, kind, business, district and urgency', async () => {
    const clientId = ids.get('ＡＢＣ公司');
    const core = { kind: 'COMPANY', business: 'RENT', district: '岳麓区', urgency: 'LATER' };
    await house.edited(manager, update, { clientId, core, why: '客户提供' });
    const found = (filter: object) => names(manager, { filter });
    expect(await found({ ownerId: staffId(1) })).toEqual(['许丽', '张三']);
    expect(await found({ class: 'LEAD', ownerId: staffId(2) })).toEqual(['axb']);
    for (const one of [
      { kind: 'COMPANY' },
      { class: 'COMPANY' },
      { business: 'RENT' },
      { urgency: 'LATER' },
      { district: '岳麓區' },
      { district: '岳麓区' },
    ])
      expect(await found(one)).toEqual('district' in one && one.district !== '岳麓区' ? [] : ['ＡＢＣ公司']);
    expect(await found({ class: 'BUYER' })).toEqual([]);
    expect(await names(elsewhere, { filter: { class: 'COMPANY' } })).toEqual([]);
  });

  it.each([
    ['full-width for narrow', 'abc', ['ＡＢＣ公司']],
    ['narrow for full-width', 'ＡＢ', ['ＡＢＣ公司']],
    ['without the space', '张三', ['张三', '张 三丰']],
    ['rare characters', '㐀', ['㐀𠮷']],
    ['rare characters, whole', '㐀𠮷', ['㐀𠮷']],
    ['with a sign nobody sees', '张\u200b三丰', ['张 三丰']],
    ['a percent sign is one (S18)', '100%', ['100%好']],
    ['an underscore is one (S18)', 'a_', ['a_b']],
    ['a backslash is one (S18)', '\\', []],
    ['in the middle it does not count', '三', []],
  ])('CR-1.01 by how the name begins, S36: %s', async (_, namePrefix, expected) => {
    expect(await names(manager, { filter: { namePrefix } })).toEqual(expected);
  });

  it('a client who is renamed is listed under the new name at every site, whoever renamed (CR-1.02)', async () => {
    const renamed = ids.get('1000好');
    await house.opened('1000好', '13700000005', otherSite);
    await house.edited(manager, update, { clientId: renamed, core: { name: '0001好' }, why: '登记有误' });
    for (const [by, filter] of [
      [manager, {}],
      [elsewhere, {}],
      [records, { siteId: otherSite }],
    ] as const)
      expect(await names(by, { sort: 'NAME', filter: { ...filter, namePrefix: '0' } })).toEqual(['0001好']);
    await house.edited(manager, update, { clientId: renamed, core: { name: '1000好' }, why: '改回原名' });
  });

  it('S18 nothing that is sent becomes a part of a statement', async () => {
    const corpus = [
      "'",
      "' OR 1=1 --",
      '"; DROP TABLE client; --',
      '$1',
      '\\',
      '%',
      '_',
      "\u0000'",
      '\ud800',
      "name' || pg_sleep(9) || '",
    ];
    for (const written of corpus) {
      for (const filter of [{ namePrefix: written }, { district: written }])
        expect(
          (await house.service.as(manager, now).send(list, { filter })).errors[0]?.extensions?.code ?? 'none',
        ).toMatch(/^(none|BAD_USER_INPUT)$/);
    }
    const raw = await house.service
      .as(manager, now)
      .send('query { clients(sort: "name; DROP TABLE client") { totalCount } }');
    expect(raw.status).toBe(400);
    expect((await page(manager)).totalCount).toBe(9);
  });

  it.each([
    ['a cursor of another order', { sort: 'NAME', after: Buffer.from('["x"]').toString('base64url') }, 'after'],
    ['a cursor without an id', { after: Buffer.from('["x"]').toString('base64url') }, 'after'],
    ['an owner who is none', { filter: { ownerId: 'x' } }, 'ownerId'],
    ['a site that is none', { filter: { siteId: 'x' } }, 'siteId'],
    ['a name of nothing', { filter: { namePrefix: '\u200b' } }, 'filter.namePrefix'],
    ['a name beyond all names', { filter: { namePrefix: '字'.repeat(61) } }, 'filter.namePrefix'],
  ])('refuses %s', async (_, asked, field) => {
    expect(await refusedField(asked)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('CR-1.01 a client is found again by its number, CR-2.02 and by the exact identity number', () => {
  it('only exactly, only among those one may read, and every search is traced (CR-2.04)', async () => {
    const [first] = (await page(manager)).edges;
    const { number = '', id = '' } = first?.node ?? {};
    await house.edited(desk, record, { clientId: id, identityNumber: '11010519491231002X' });
    const searches = [
      ['client.searchByNumber', byNumber, number, ` ${number.toLowerCase()}`, number.slice(0, -1)],
      ['client.searchByIdentityNumber', byIdentity, '11010519491231002X', '110105 19491231 002x', 'E12345678'],
    ] as const;
    for (const [action, query, exact, otherwise, other] of searches) {
      const found = async (by: StaffViewer, written: string) =>
        Object.values(await house.ask(by, query, { number: written }))[0];
      expect([await found(manager, exact), await found(li, otherwise)]).toEqual([{ id }, { id }]);
      expect([await found(manager, other), await found(zhao, exact), await found(elsewhere, exact)]).toEqual([
        null,
        null,
        null,
      ]);
      const traced = await house.rows<{ id: string; decision: string }>(
        'SELECT resource_id AS id, decision FROM audit_entry WHERE action = $1 ORDER BY seq',
        [action],
      );
      const [allowed, refused] = [
        { id, decision: 'allowed' },
        { id, decision: 'refused' },
      ];
      expect(traced).toEqual([allowed, allowed, { id: 'none', decision: 'allowed' }, refused, refused]);
    }
  });

  it('CR-1.06 who recorded the identity number is in the history, the number masked', async () => {
    const history = 'query ($id: ID!) { clientChanges(clientId: $id) { edges { node { area by { id } from to } } } }';
    const told = JSON.stringify(await house.ask(manager, history, { id: house.xu }));
    expect(told).toContain(`{"area":"IDENTITY","by":{"id":"${staffId(7)}"},"from":null,"to":"110***********002X"}`);
  });

  it('CR-1.01 the millionth client has a number too', async () => {
    // As many numbers as it takes are given away; the department itself may not set where they go on.
    for (const most of [250_000, 500_000, 750_000, 999_998])
      await house.service.world.db.transaction((tx) =>
        tx.query(
          `SELECT count(nextval('client_number_seq')) FROM generate_series((SELECT last_value + 1 FROM client_number_seq), $1)`,
          [most],
        ),
      );
    const opened: string[] = [];
    for (const phone of ['13900000001', '13900000002', '13900000003']) opened.push(await house.opened('新客户', phone));
    const numbered = await house.rows<{ number: string }>(
      'SELECT number FROM client WHERE id = ANY($1::uuid[]) ORDER BY id',
      [opened],
    );
    expect(numbered.map(({ number }) => number)).toEqual(['C999999', 'C1000000', 'C1000001']);
  });
});
