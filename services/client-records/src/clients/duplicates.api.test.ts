import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffViewer } from '@shouwen/access';
import { claimOpenedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

const site = '019b8a00-0001-7000-8000-000000000001';
const otherSite = '019b8a00-0001-7000-8000-000000000002';
const staffId = (number: number) => `019b8a00-0002-7000-8000-00000000000${number}`;
const duty = staffViewer(staffId(7), { [site]: ['client.identify', 'reception.receive'] });
const manager = staffViewer(staffId(6), { [site]: ['client.identify', 'client.readSite'] });
const li = staffViewer(staffId(1), { [site]: ['client.identify', 'client.readOwn'] });
const zhao = staffViewer(staffId(2), { [site]: ['client.identify', 'client.readOwn'] });
const elsewhere = staffViewer(staffId(3), { [otherSite]: ['client.identify', 'reception.receive'] });
const now = new Date('2026-03-02T09:28:00+08:00');

const identify = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) { ... on ClientIdentified { client { id } } } }`;
const record = `mutation ($input: RecordIdentityNumberInput!) { recordIdentityNumber(input: $input) { __typename
  ... on IdentityNumberRecorded { client { id } } ... on Refusal { code message { zh en } } } }`;
const search = `query ($siteId: ID!, $name: String!, $phone: String!, $identityNumber: String) {
  possibleDuplicates(siteId: $siteId, name: $name, phone: $phone, identityNumber: $identityNumber) { askTheManager
    exact { ...shown } likely { ...shown } } }
  fragment shown on PossibleDuplicate { client { id } number name phone { masked } because }`;

type Shown = { readonly client: { readonly id: string }; readonly because: readonly string[] };
type Found = { readonly askTheManager: boolean; readonly exact: readonly Shown[]; readonly likely: readonly Shown[] };

describe('SR-2.06 possible duplicates are shown before a client is made', () => {
  let service: TestService;
  let keys = 0;
  const key = (): string => {
    keys += 1;
    return `key-${keys}`;
  };
  const client = async (name: string, phone: string, by: StaffViewer = duty, siteId = site): Promise<string> => {
    const input = { idempotencyKey: key(), siteId, name, phone };
    return (await service.as(by, now).ask<{ identifyClient: { client: { id: string } } }>(identify, { input }))
      .identifyClient.client.id;
  };
  const find = async (by: StaffViewer, asked: Record<string, unknown>): Promise<Found> =>
    (await service.as(by, now).ask<{ possibleDuplicates: Found }>(search, { siteId: site, ...asked }))
      .possibleDuplicates;
  const card = async (clientId: string, identityNumber: string, by = duty) => {
    const input = { idempotencyKey: key(), siteId: site, clientId, identityNumber };
    return (await service.as(by, now).ask<{ recordIdentityNumber: Record<string, unknown> }>(record, { input }))
      .recordIdentityNumber;
  };
  let xu = '';
  beforeAll(async () => {
    service = await testService(clientRecords);
    xu = await client('许丽', '13805521753');
    const window = { openedOn: '2026-03-02', validThrough: '2026-04-01', freshThrough: '2026-03-11' };
    const claim = { claimId: staffId(9), clientId: xu, siteId: site, consultantId: staffId(1), rules: ['SR-3.01'] };
    await service.hear(claimOpenedV1, { ...claim, ...window }, now);
  });
  afterAll(() => service.stop());

  it('the same phone is the same person, whatever the spelling of the name; the desk and the manager see who', async () => {
    for (const by of [duty, manager])
      expect(await find(by, { name: '徐莉', phone: '+86 138-0552-1753' })).toEqual({
        askTheManager: false,
        exact: [
          {
            client: { id: xu },
            number: expect.any(String),
            name: '许丽',
            phone: { masked: '138****1753' },
            because: ['SAME_PHONE'],
          },
        ],
        likely: [],
      });
  });

  it('a consultant whose client it is not learns only to ask the manager, and the own client is shown', async () => {
    expect(await find(zhao, { name: '许丽', phone: '13805521753' })).toEqual({
      askTheManager: true,
      exact: [],
      likely: [],
    });
    expect(await find(li, { name: '许丽', phone: '13805521753' })).toMatchObject({
      askTheManager: false,
      exact: [{ client: { id: xu } }],
    });
    // What is only likely is not even hinted at.
    expect(await find(zhao, { name: '许丽', phone: '13700000001' })).toEqual({
      askTheManager: false,
      exact: [],
      likely: [],
    });
  });

  it('the same name or a slip in the number, among the clients of the site, is likely', async () => {
    const there = await client('许丽', '13811112222', elsewhere, otherSite);
    const { exact, likely } = await find(duty, { name: ' 许丽 ', phone: '13805521735' });
    expect(exact).toEqual([]);
    expect(likely).toMatchObject([{ client: { id: xu }, because: ['SAME_NAME', 'SIMILAR_PHONE'] }]);
    expect(JSON.stringify(await find(duty, { name: '许丽', phone: '13811112223' }))).not.toContain(there);
    expect((await find(duty, { name: '许丽', phone: '13811112222' })).exact).toMatchObject([{ client: { id: there } }]);
  });

  it('the identity number finds the person under another phone, in whatever writing', async () => {
    expect(await card(xu, '11010519491231002x')).toMatchObject({ __typename: 'IdentityNumberRecorded' });
    const asked = { name: '许女士', phone: '13700000002', identityNumber: '１１０１０５１９４９１２３１００２Ｘ' };
    expect((await find(duty, asked)).exact).toMatchObject([{ client: { id: xu }, because: ['SAME_IDENTITY_NUMBER'] }]);
    expect((await find(duty, { ...asked, identityNumber: '440524188001010014' })).exact).toEqual([]);
    expect(await find(zhao, asked)).toEqual({ askTheManager: true, exact: [], likely: [] });
  });

  it('one number, one client: it is neither given to another nor changed, and never kept in the clear', async () => {
    const other = await client('王芳', '13926220428');
    expect(await card(other, '11010519491231002X')).toMatchObject({ code: 'IDENTITY_NUMBER_KNOWN' });
    expect(await card(xu, '440524188001010014')).toMatchObject({ code: 'IDENTITY_NUMBER_SET' });
    expect(await card(xu, '11010519491231002X')).toMatchObject({ __typename: 'IdentityNumberRecorded' });
    expect(await card(xu, '110105194912310021')).toMatchObject({ code: 'IDENTITY_NUMBER_INVALID' });
    const tables: { name: string }[] = await service.world.db.read((tx) =>
      tx.query(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`),
    );
    for (const { name } of tables) {
      const [row] = await service.world.db.read((tx) =>
        tx.query(`SELECT count(*)::int AS n FROM "${name}" t WHERE t::text LIKE '%1949123100%'`),
      );
      expect({ name, n: row.n }).toEqual({ name, n: 0 });
    }
  });

  it('a consultant records it for an own client, and knows nothing of a colleague’s; a refusal is traced like a search', async () => {
    const input = { idempotencyKey: key(), siteId: site, clientId: xu, identityNumber: '11010519491231002X' };
    expect(await card(xu, '11010519491231002X', li)).toMatchObject({ __typename: 'IdentityNumberRecorded' });
    expect((await service.as(zhao, now).send(record, { input })).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    const traces = (): Promise<{ decision: string; actor: string }[]> =>
      service.world.db.read((tx) =>
        tx.query(`SELECT decision, actor FROM audit_entry WHERE action = 'client.recordIdentityNumber' ORDER BY seq`),
      );
    const before = (await traces()).length;
    expect(await card(xu, 'E55555555', li)).toMatchObject({ code: 'IDENTITY_NUMBER_SET' });
    expect((await traces()).slice(before)).toEqual([
      { decision: 'refused', actor: expect.stringContaining(staffId(1)) },
    ]);
  });

  it('two desks that record one number for two clients at once: one succeeds', async () => {
    const people = [await client('甲', '13612340001'), await client('乙', '13612340002')];
    const answers = await Promise.all(people.map((id) => card(id, 'E12345678')));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['IdentityNumberRecorded', 'Refusal']);
  });

  it('every search is traced, a hidden match as refused with the client it was about', async () => {
    const traces = (): Promise<{ decision: string; resource: string }[]> =>
      service.world.db.read((tx) =>
        tx.query(
          `SELECT decision, resource_id AS resource FROM audit_entry WHERE action = 'client.possibleDuplicates' ORDER BY seq`,
        ),
      );
    const before = (await traces()).length;
    await find(zhao, { name: '许丽', phone: '13805521753' });
    await find(duty, { name: '许丽', phone: '13700000009' });
    expect((await traces()).slice(before)).toEqual([
      { decision: 'refused', resource: xu },
      { decision: 'allowed', resource: 'none' },
    ]);
  });

  it.each([
    ['a phone that is none', { phone: '1380' }, 'phone'],
    ['no name', { name: ' ' }, 'name'],
    ['an identity number that is none', { identityNumber: '110105194912310021' }, 'identityNumber'],
  ])('refuses %s', async (_, wrong, field) => {
    const { errors } = await service
      .as(duty, now)
      .send(search, { siteId: site, name: '许丽', phone: '13805521753', ...wrong });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is for whoever identifies at the site, and about clients whom the site knows', async () => {
    const asked = { siteId: site, name: '许丽', phone: '13805521753' };
    expect((await service.as(elsewhere, now).send(search, asked)).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const there = await client('丙', '13612340003', elsewhere, otherSite);
    for (const clientId of [there, 'x', staffId(8)]) {
      const input = { idempotencyKey: key(), siteId: site, clientId, identityNumber: 'E87654321' };
      expect((await service.as(duty, now).send(record, { input })).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    }
  });

  describe('S21 a record tells of nobody else whose number that is', () => {
    const add = `mutation ($input: AddContactInput!) { addContact(input: $input) { ... on Refusal { code } } }`;
    const editor = staffViewer(staffId(4), { [site]: ['client.identify', 'client.readSite', 'client.edit'] });
    const phone = async (clientId: string, value: string, by = editor) => {
      const input = { idempotencyKey: key(), siteId: site, clientId, kind: 'PHONE', value, why: '客户提供' };
      return (await service.as(by, now).ask<{ addContact: { code?: string } }>(add, { input })).addContact.code;
    };
    let known = '';
    beforeAll(async () => {
      known = await client('丁', '13722220000', elsewhere, otherSite);
      await service.as(elsewhere, now).ask(record, {
        input: { idempotencyKey: key(), siteId: otherSite, clientId: known, identityNumber: 'E76543210' },
      });
    });

    it('a full one answers alike for a number that is known and for one that is not', async () => {
      const full = await client('戊', '13711110000', editor);
      for (let number = 1; number < 20; number += 1) await phone(full, String(13_711_110_000 + number));
      expect([await phone(full, '13722220000'), await phone(full, '13733330000')]).toEqual([
        'CONTACTS_FULL',
        'CONTACTS_FULL',
      ]);
    });

    it('one that has an identity number answers alike for any other', async () => {
      const own = await client('己', '13711119999', editor);
      await card(own, 'E11112222', editor);
      const codes = [await card(own, 'E76543210', editor), await card(own, 'E99998888', editor)];
      expect(codes.map(({ code }) => code)).toEqual(['IDENTITY_NUMBER_SET', 'IDENTITY_NUMBER_SET']);
    });

    it('numbers written down count as searches: after so many nothing is told, and the attempt is traced (CR-2.05)', async () => {
      const eager = staffViewer(staffId(5), { [site]: ['client.identify', 'client.readSite', 'client.edit'] });
      const own = await client('庚', '13711118888', eager);
      const rows = () =>
        service.world.db.read<{ kind: string; missed: boolean }[]>((tx) =>
          tx.query('SELECT kind, missed FROM phone_search WHERE actor = $1 AND kind = $2', [
            `staff:${staffId(5)}`,
            'search',
          ]),
        );
      expect(await phone(own, '13722220000', eager)).toBe('CONTACT_ANOTHERS');
      expect(await card(own, 'E76543210', eager)).toMatchObject({ code: 'IDENTITY_NUMBER_KNOWN' });
      expect(await rows()).toEqual([
        { kind: 'search', missed: true },
        { kind: 'search', missed: true },
      ]);
      await service.world.db.transaction((tx) =>
        tx.query(
          `INSERT INTO phone_search (actor, kind, phone_index, at, missed)
           SELECT $1, 'search', sha256(n::text::bytea), $2, false FROM generate_series(1, 58) n`,
          [`staff:${staffId(5)}`, now],
        ),
      );
      expect([await phone(own, '13722220000', eager), await phone(own, '13733330000', eager)]).toEqual([
        'TOO_MANY_SEARCHES',
        'TOO_MANY_SEARCHES',
      ]);
      expect(await card(own, 'E76543210', eager)).toMatchObject({ code: 'TOO_MANY_SEARCHES' });
      const stopped: { detail: string }[] = await service.world.db.read((tx) =>
        tx.query(`SELECT detail FROM audit_entry WHERE actor = $1 AND reason = 'TOO_MANY_SEARCHES' ORDER BY seq`, [
          `staff:${staffId(5)}`,
        ]),
      );
      expect(stopped.map(({ detail }) => detail)).toEqual(['phone', 'phone', 'identity']);
    });
  });
});
