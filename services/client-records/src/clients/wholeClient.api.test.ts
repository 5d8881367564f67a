import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StaffViewer, savePolicyVersion } from '@shouwen/access';
import { dealCancelledV1, visitReceivedV1 } from '@shouwen/contracts';
import {
  type Answer,
  elsewhere,
  li,
  manager,
  now,
  otherSite,
  readerOnly,
  records,
  site,
  staffId,
  wholeClient,
  zhao,
} from './wholeClientFixture.ts';

const change =
  '... on Refusal { code } ... on ClientUpdated { client { id name kind business district urgency wishes { budgetMost { fen yuan } layout } } explanation { outcome applied { id } } } ... on FieldsRefused { fields { field message { zh en } } }';
const update = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename ${change} } }`;
const file = 'mutation ($input: FileClientInput!) { fileClient(input: $input) { __typename ... on Refusal { code } } }';
const contacts =
  '__typename ... on Refusal { code } ... on ContactsChanged { client { phone { masked } contacts { id kind main checkedAt value { masked } } } }';
const add = `mutation ($input: AddContactInput!) { answer: addContact(input: $input) { ${contacts} } }`;
const end = `mutation ($input: EndContactInput!) { answer: endContact(input: $input) { ${contacts} } }`;
const confirm = `mutation ($input: ConfirmContactInput!) { answer: confirmContact(input: $input) { ${contacts} } }`;
const history = `query ($id: ID!, $after: String) { clientChanges(clientId: $id, first: 3, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { at by { id } site { id } area field from to why } } } }`;
const byPhone = 'query ($phone: String!) { clientByPhone(phone: $phone) { id } }';

type Changes = {
  clientChanges: { edges: { node: object }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
};

let house: Awaited<ReturnType<typeof wholeClient>>;
let xu = '';
beforeAll(async () => {
  house = await wholeClient();
  xu = house.xu;
});
afterAll(() => house.service.stop());

describe('CR-1.02 the core of a record', () => {
  it('is changed by the consultant whose client it is, with who, when, from, to and why kept (CR-1.06)', async () => {
    const core = {
      name: '许莉',
      kind: 'PERSON',
      business: 'BUY',
      district: '岳麓区',
      urgency: 'URGENT',
      budgetMostFen: 300_000_000,
      layout: '三室两厅',
    };
    const answer = await house.edited(li, update, { clientId: xu, core, why: '客户来电更正' });
    expect(answer).toMatchObject({
      __typename: 'ClientUpdated',
      client: {
        name: '许莉',
        business: 'BUY',
        district: '岳麓区',
        urgency: 'URGENT',
        wishes: { budgetMost: { yuan: '3000000.00' } },
      },
      explanation: { outcome: 'updated', applied: [{ id: 'CR-1.02' }, { id: 'CR-1.06' }] },
    });
    await house.edited(manager, update, { clientId: xu, core: { layout: null }, why: '客户不再要求户型' });
    const lines: object[] = [];
    let after: string | null = null;
    do {
      const { clientChanges }: Changes = await house.ask<Changes>(li, history, { id: xu, after });
      lines.push(...clientChanges.edges.map(({ node }) => node));
      after = clientChanges.pageInfo.hasNextPage ? clientChanges.pageInfo.endCursor : null;
    } while (after !== null);
    expect(lines).toHaveLength(7);
    const told = { by: { id: staffId(6) }, site: { id: site }, area: 'CORE', at: now.toISOString() };
    expect(lines).toContainEqual({ ...told, field: 'layout', from: '三室两厅', to: null, why: '客户不再要求户型' });
    expect(lines).toContainEqual(
      expect.objectContaining({ field: 'name', from: '许丽', to: '许莉', why: '客户来电更正' }),
    );
  });

  it('names every wrong field in both languages and writes nothing (S30)', async () => {
    const core = { name: '许丽丽', budgetMostFen: -1, termMonths: 0 };
    const answer = await house.edited(li, update, { clientId: xu, core, why: '更正资料' });
    expect(answer).toMatchObject({
      __typename: 'FieldsRefused',
      fields: [{ field: 'budgetMostFen' }, { field: 'termMonths' }],
    });
    expect(JSON.stringify(await house.ask(manager, history, { id: xu }))).not.toContain('许丽丽');
  });

  it('S19 a field that is none is refused by the schema', async () => {
    for (const extra of [{ number: 'C1' }, { siteId: otherSite }, { openedBy: 'x' }]) {
      const input = { clientId: xu, core: { name: '许丽', ...extra }, why: '更正资料' };
      const { status } = await house.sent(li, update, input);
      expect(status).toBe(400);
    }
  });

  it('is for whoever may edit and may know of the client there; every attempt is traced', async () => {
    const input = { clientId: xu, core: { name: '许丽' }, why: '更正资料' };
    expect(await house.codeOf(zhao, update, input)).toBe('NOT_FOUND');
    expect(await house.codeOf(readerOnly, update, input)).toBe('FORBIDDEN');
    expect(await house.codeOf(elsewhere, update, { ...input, siteId: otherSite })).toBe('NOT_FOUND');
    expect(await house.codeOf(manager, update, { ...input, clientId: staffId(8) })).toBe('NOT_FOUND');
    const traced = await house.service.world.db.read((tx) =>
      tx.query(`SELECT count(*)::int AS n FROM audit_entry WHERE action = 'updateClient' AND decision = 'refused'`),
    );
    expect(traced).toEqual([{ n: 4 }]);
    expect(await house.ask(zhao, history, { id: xu })).toMatchObject({ clientChanges: { edges: [] } });
  });
});

describe('CR-1.01 a client is filed by class', () => {
  const classes = async (by: StaffViewer, id: string) =>
    (
      await house.ask<{ client: { classes: { class: string; specialty: string | null }[] } }>(
        by,
        'query ($id: ID!) { client(id: $id) { classes { class specialty site { id } } } }',
        { id },
      )
    ).client.classes.map((one) => one.specialty ?? one.class);

  it('by what sales-reception tells, and by what somebody sets; several at a time, each at its site', async () => {
    const visit = { visitId: staffId(9), siteId: site, clientId: xu, consultantId: staffId(1) };
    for (const _ of [1, 2])
      await house.service.hear(
        visitReceivedV1,
        { ...visit, receivedAt: now.toISOString(), turn: 'counted', rules: [] },
        now,
      );
    const filed = { clientId: xu, class: 'SPECIAL', specialty: 'LAWYER', why: '公司法律顾问' };
    expect(await house.edited(manager, file, filed)).toEqual({ __typename: 'ClientUpdated' });
    expect(await house.edited(manager, file, filed)).toMatchObject({ code: 'CLIENT_UNCHANGED' });
    expect((await classes(li, xu)).sort()).toEqual(['LAWYER', 'LEAD', 'VISITOR']);
    await house.edited(manager, update, { clientId: xu, core: { kind: 'COMPANY' }, why: '以公司名义购买' });
    expect(await classes(records, xu)).toContain('COMPANY');
    await house.edited(manager, file, { ...filed, specialty: null, filed: false });
    await house.edited(manager, update, { clientId: xu, core: { kind: 'PERSON' }, why: '改以个人名义' });
    expect((await classes(li, xu)).sort()).toEqual(['LEAD', 'VISITOR']);
  });

  it.each([
    ['a special client as nothing', { class: 'SPECIAL' }, 'SPECIALTY_NEEDED'],
    ['a buyer as a lawyer', { class: 'BUYER', specialty: 'LAWYER' }, 'SPECIALTY_NEEDED'],
    ['a person as a company', { class: 'COMPANY' }, 'CLASS_BY_KIND'],
    ['without a reason', { class: 'OWNER', why: '' }, 'WHY_MISSING'],
  ])('not %s', async (_, wrong, code) => {
    expect(await house.edited(manager, file, { clientId: xu, why: '来电登记', ...wrong })).toMatchObject({ code });
  });

  it('a cancelled deal makes nobody a buyer', async () => {
    const deal = { dealId: staffId(8), siteId: site, clientId: xu };
    await house.service.world.db.transaction((tx) =>
      tx.query(
        `INSERT INTO client_class (client_id, site_id, class, basis, basis_id, filed_at, filed_by) VALUES ($1, $2, 'buyer', 'deal', $3, $4, 'x')`,
        [xu, site, deal.dealId, now],
      ),
    );
    expect(await classes(li, xu)).toContain('BUYER');
    await house.service.hear(
      dealCancelledV1,
      { ...deal, cancelledAt: now.toISOString(), cancelledOn: '2026-03-02', fault: 'client', reason: '退房' } as never,
      now,
    );
    expect(await classes(li, xu)).not.toContain('BUYER');
  });
});

describe('CR-1.02, CR-1.05 several contacts, a living phone only one person’s', () => {
  it('each is sealed and masked, and the client is found by every phone', async () => {
    await house.edited(li, add, { clientId: xu, kind: 'ADDRESS', value: '岳麓区桐梓坡路138号', why: '客户提供' });
    const answer = await house.edited(li, add, {
      clientId: xu,
      kind: 'PHONE',
      value: '151 9567 2479',
      main: true,
      why: '换了号码',
    });
    expect(answer.client.phone.masked).toBe('151****2479');
    expect(answer.client.contacts.map(({ kind, main, value }) => [kind, main, value.masked])).toEqual([
      ['PHONE', true, '151****2479'],
      ['PHONE', false, '138****1753'],
      ['ADDRESS', false, '岳麓区****'],
    ]);
    for (const phone of ['13805521753', '15195672479'])
      expect(await house.ask(li, byPhone, { phone })).toEqual({ clientByPhone: { id: xu } });
    expect(await house.opened('许丽', '15195672479')).toBe(xu);
    expect(JSON.stringify(await house.ask(li, history, { id: xu }))).toMatch(
      /"field":"phone","from":null,"to":"151\*\*\*\*2479"/,
    );
  });

  it.each([
    ['what is no phone', { kind: 'PHONE', value: '1380' }, 'CONTACT_INVALID'],
    ['what the client has', { kind: 'PHONE', value: '13805521753' }, 'CONTACT_KNOWN'],
    ['the phone of another', { kind: 'PHONE', value: '13700000002' }, 'CONTACT_ANOTHERS'],
    ['anything without a reason', { kind: 'WECHAT', value: 'xu_li', why: ' ' }, 'WHY_MISSING'],
  ])('not %s', async (_, wrong, code) => {
    await house.opened('钱多', '13700000002', otherSite);
    expect(await house.edited(li, add, { clientId: xu, why: '客户提供', ...wrong })).toMatchObject({ code });
  });

  it('two clients given one number at once: one has it', async () => {
    const people = [await house.opened('甲', '13612340001'), await house.opened('乙', '13612340002')];
    const given = await Promise.all(
      people.map((clientId) =>
        house.edited(manager, add, { clientId, kind: 'PHONE', value: '13612340009', why: '客户提供' }),
      ),
    );
    expect(given.map(({ __typename }) => __typename).sort()).toEqual(['ContactsChanged', 'Refusal']);
  });

  it('an ended one frees its number; the main one hands over, the last one stays (CR-1.06)', async () => {
    const id = await house.opened('孙晴', '13600000001');
    const added = await house.edited(manager, add, {
      clientId: id,
      kind: 'PHONE',
      value: '13600000002',
      why: '第二个号码',
    });
    const [main, other] = added.client.contacts as [Answer['client']['contacts'][0], Answer['client']['contacts'][0]];
    const answer = await house.edited(manager, end, { clientId: id, contactId: main.id, why: '号码停用' });
    expect(answer.client.phone.masked).toBe('136****0002');
    expect(answer.client.contacts).toMatchObject([{ id: other.id, main: true }]);
    expect(await house.edited(manager, end, { clientId: id, contactId: other.id, why: '号码停用' })).toMatchObject({
      code: 'LAST_PHONE',
    });
    expect(await house.opened('周末', '13600000001')).not.toBe(id);
    expect(await house.codeOf(manager, end, { clientId: id, contactId: main.id, why: '号码停用' })).toBe('NOT_FOUND');
    expect(await house.codeOf(manager, end, { clientId: xu, contactId: other.id, why: '号码停用' })).toBe('NOT_FOUND');
  });

  it('nothing of it stands in the clear anywhere', async () => {
    const tables: { name: string }[] = await house.service.world.db.read((tx) =>
      tx.query(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`),
    );
    for (const { name } of tables) {
      const sql = `SELECT count(*)::int AS n FROM "${name}" t WHERE t::text ~ '15195672479|桐梓坡路|三室两厅|300000000|客户来电更正'`;
      expect({ name, found: await house.service.world.db.read((tx) => tx.query(sql)) }).toEqual({
        name,
        found: [{ n: 0 }],
      });
    }
  });
});

describe('CR-1.06 contact data is checked at regular intervals', () => {
  const stale =
    'query ($siteId: ID!) { staleContacts(siteId: $siteId, first: 100) { edges { node { dueOn client { id name } contact { id value { masked full } } } } } }';
  type Stale = {
    staleContacts: { edges: { node: { dueOn: string; client: { id: string }; contact: { id: string } } }[] };
  };
  const staleOf = async (by: StaffViewer, at: string, siteId = site) =>
    (await house.ask<Stale>(by, stale, { siteId }, new Date(at))).staleContacts.edges
      .map(({ node }) => node)
      .filter(({ client }) => client.id === xu);

  it('shows what was not checked for 180 days from the day after on, to whom may read the client there; confirming renews it', async () => {
    expect(await staleOf(manager, '2026-08-29T23:59:00+08:00')).toEqual([]);
    const due = await staleOf(manager, '2026-08-30T00:00:00+08:00');
    expect(due).toHaveLength(3);
    expect(due[0]?.dueOn).toBe('2026-08-29');
    expect(await staleOf(zhao, '2026-08-30T00:00:00+08:00')).toEqual([]);
    expect(await staleOf(elsewhere, '2026-08-30T00:00:00+08:00', otherSite)).toEqual([]);
    const contactId = due[0]?.contact.id;
    const checkedOn = new Date('2026-08-30T09:00:00+08:00');
    await house.edited(manager, confirm, { clientId: xu, contactId }, checkedOn);
    const left = await staleOf(manager, '2026-08-30T09:01:00+08:00');
    expect(left.map(({ contact }) => contact.id)).not.toContain(contactId);
    expect(left).toHaveLength(2);
    expect(JSON.stringify(await house.ask(manager, history, { id: xu }))).toContain('.checkedAt');
  });

  it('every as many days as the company sets', async () => {
    const version = { id: staffId(8), name: 'records', siteId: site, preset: 'records-strict', actor: 'x', at: now };
    const params = { 'contact.checkEveryDays': 10 };
    await house.service.world.db.transaction((tx) => savePolicyVersion(tx, { ...version, effectiveFrom: now, params }));
    expect(await staleOf(manager, '2026-03-12T23:59:00+08:00')).toEqual([]);
    expect(await staleOf(manager, '2026-03-13T00:00:00+08:00')).not.toEqual([]);
  });
});
