import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendAudit, savePolicyVersion, verifyAuditChain } from '@shouwen/access';
import { acrossSites } from '@shouwen/database';
import { readBeforeShown } from './readBeforeShown.ts';
import {
  after,
  auditor,
  classifiedCustodian,
  custodian,
  custodianElsewhere,
  desk,
  li,
  manager,
  now,
  page,
  search,
  site,
  staffId,
  type Trace,
  type TracedHouse,
  trace,
  tracedHouse,
  unmask,
} from './traceFixture.ts';
import { linesAbout } from './traceQueries.ts';

let house: TracedHouse;
beforeAll(async () => {
  house = await tracedHouse();
});
afterAll(() => house?.stop());

type Viewer = Parameters<TracedHouse['as']>[0];
const linesSince = (seq: number) =>
  house.world.db.read((tx) =>
    tx.query(`SELECT seq, actor, action, decision, client_id AS client FROM audit_entry WHERE seq > $1 ORDER BY seq`, [
      seq,
    ]),
  ) as Promise<{ seq: number; actor: string; action: string; decision: string; client: string | null }[]>;
const head = async () => (await linesSince(0)).at(-1)?.seq ?? 0;
const traceFor = async (viewer: Viewer, id: string, at = after(1), asked: object = {}) =>
  (await house.as(viewer, at).ask<Trace>(trace, { id, ...asked })).clientTrace;
const unmaskInput = (clientId: string) => ({
  input: { idempotencyKey: house.nextKey(), clientId, purpose: '回访客户' },
});

describe('CR-2.04 who saw a client', () => {
  let id = '';
  beforeAll(async () => {
    id = await house.opened('13805521753');
    await house.as(manager, after(1), '10.1.2.3').ask(page, { id });
    await house.as(manager, after(2), '10.1.2.3').ask(page, { id });
    await house.as(manager, after(3), '10.1.2.3').ask(unmask, unmaskInput(id));
    await house.as(li, after(4)).ask(page, { id });
    await house.as(li, after(5)).ask(search, { phone: '13805521753' });
    await house.as(manager, after(6)).ask(search, { phone: '13805521753' });
  });

  it('stands in the trail for the custodian: who, when, what, by which grant, from where, and who only tried', async () => {
    const shown = await traceFor(custodian, id, after(10));
    const by = (number: number) => ({ staff: { id: staffId(number) } });
    expect(shown?.edges.map(({ node }) => node)).toMatchObject([
      { ...by(4), action: 'client.readTrace', allowed: true, ground: 'custody', detail: 'trace' },
      { ...by(6), action: 'client.searchByPhone', allowed: true, ground: 'site-role', detail: 'phone' },
      { ...by(1), action: 'client.searchByPhone', allowed: false },
      { ...by(1), action: 'client.read', allowed: false },
      {
        ...by(6),
        action: 'client.unmask',
        detail: 'phone',
        ground: 'site-role',
        reason: '回访客户',
        clientAddress: '10.1.2.3',
      },
      { ...by(6), action: 'client.read', at: after(1).toISOString(), ground: 'site-role', clientAddress: '10.1.2.3' },
      { ...by(7), action: 'client.identify', allowed: true },
    ]);
  });

  it('S15 does not tell the custodian of ordinary files that there are classified ones: their readings are for their own custodian and the auditor', async () => {
    const another = await house.opened('13805521799', '何平');
    const line = { at: after(7), actor: manager, siteId: site, decision: 'allowed', clientId: another } as const;
    const about = { 'archive.readFile': 'File', 'archive.placeHold': 'Hold' };
    for (const [action, type] of Object.entries(about))
      await house.world.db.transaction((tx) => appendAudit(tx, { ...line, action, resource: { type, id: another } }));
    const actions = async (viewer: Viewer) =>
      (await traceFor(viewer, another, after(11)))?.edges.map(({ node }) => node.action).filter((one) => one in about);
    expect(await actions(custodian)).toEqual([]);
    for (const viewer of [classifiedCustodian, auditor]) expect(await actions(viewer)).toHaveLength(2);
  });

  it('is shown in pages, to the auditor too, within the days that are asked for', async () => {
    const numbers: number[] = [];
    let cursor: string | undefined;
    for (let more = true; more; ) {
      const part = await traceFor(auditor, id, after(20), { first: 3, after: cursor });
      numbers.push(...(part?.edges.map(({ node }) => node.number) ?? []));
      cursor = part?.pageInfo.endCursor;
      more = part?.pageInfo.hasNextPage === true;
    }
    expect(numbers).toEqual([...new Set(numbers)]);
    expect(numbers.length).toBeGreaterThanOrEqual(8);
    const days = 24 * 60;
    const first = async (at: Date) => (await traceFor(auditor, id, at, { first: 100 }))?.edges.at(-1)?.node.action;
    expect(await first(after(90 * days))).toBe('client.identify');
    expect(await first(after(90 * days + 0.5))).toBe('client.read');
  });

  it.each([
    ['a manager without the right', manager],
    ['a consultant', li],
    ['the custodian of another site', custodianElsewhere],
  ])('is nothing for %s, as for a client that does not exist, and the attempt is traced', async (_, viewer) => {
    const before = await head();
    expect(await traceFor(viewer, id)).toBeNull();
    expect(await traceFor(viewer, house.world.newId())).toBeNull();
    const [line] = await linesSince(before);
    expect(line).toMatchObject({ action: 'client.readTrace', decision: 'refused', client: id });
  });

  it.each([
    ['0 days', { days: 0 }],
    ['a cursor of somebody else', { after: Buffer.from('["2026","x"]').toString('base64url') }],
  ])('refuses %s', async (_, asked) => {
    const answer = await house.as(custodian, now).send(trace, { id, ...asked });
    expect(answer.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it('is one look into an index, however long the trail is', async () => {
    const plan = (await house.admin.transaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      const explaining = { query: (sql: string, values: unknown[]) => tx.query(`EXPLAIN ${sql}`, values) } as typeof tx;
      const key = [after(50).toISOString(), 7] as const;
      return linesAbout(explaining, {
        clientIds: [id, auditor.staffId],
        from: now,
        limit: 21,
        after: key,
        withFiles: true,
      });
    })) as unknown as { 'QUERY PLAN': string }[];
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('Index Scan Backward using audit_entry_by_client');
    expect(text).toMatch(/Index Cond: .*client_id.*"?at"? >= .*ROW\("?at"?, seq\) </);
  });
});

describe('I21 written down before it is shown', () => {
  const context = () => ({
    ...{ viewer: manager, now, requestId: 'r1', db: house.world.db, newId: house.world.newId, log: house.world.log },
    trace: null,
  });

  it('the line is committed when the read begins, whatever becomes of the read', async () => {
    const before = await head();
    const entry = { siteId: null, action: 'file.read', resource: { type: 'File', id: 'f1' } };
    const seen = await readBeforeShown(context(), entry, () => linesSince(before));
    expect(seen).toMatchObject([{ action: 'file.read', decision: 'allowed' }]);
    const broken = readBeforeShown(context(), entry, () => Promise.reject(new Error('the disk is gone')));
    await expect(broken).rejects.toThrow('the disk is gone');
    expect(await linesSince(before)).toHaveLength(2);
  });

  it('nothing is read when the trail takes no line', async () => {
    let read = false;
    const entry = { siteId: 'no site', action: 'file.read', resource: { type: 'File', id: 'f1' } };
    const attempt = readBeforeShown(context(), entry, async () => {
      read = true;
    });
    await expect(attempt).rejects.toThrow();
    expect(read).toBe(false);
  });

  it('no number is shown while the trail takes no line', async () => {
    const id = await house.opened('13805521754');
    await house.admin.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit_entry', 0))`);
      const answer = await house.as(manager, now).send(unmask, unmaskInput(id));
      expect(answer.errors[0]?.extensions?.code).toBe('UNAVAILABLE');
      expect(JSON.stringify(answer)).not.toContain('13805521754');
    });
    expect(await house.as(manager, now).ask(unmask, unmaskInput(id))).toMatchObject({
      unmaskPhone: { phone: '13805521754' },
    });
  });
});

describe('S21, S22 a search tells nothing of whom one may not know', () => {
  const phones = { unknown: '13900000001', hidden: '13805521760', shown: '13805521761' };
  const nightly = new Date('2027-01-04T10:00:00+08:00');

  beforeAll(async () => {
    await house.opened(phones.hidden);
    await house.opened(phones.shown);
    const params = { 'search.perPerson': 3, 'identify.perPerson': 2, 'read.clientsPerHour': 3 };
    const version = { name: 'records', siteId: null, preset: 'records-strict', params, actor: 'staff:x', at: now };
    await house.world.db.transaction((tx) =>
      acrossSites(tx, () =>
        savePolicyVersion(tx, {
          ...version,
          id: house.world.newId(),
          effectiveFrom: new Date('2027-01-01T00:00:00+08:00'),
        }),
      ),
    );
  });

  const statements = async (viewer: Viewer, phone: string) => {
    const { dataSource } = house.world.db;
    const said: string[] = [];
    const quiet = dataSource.logger;
    dataSource.logger = {
      ...quiet,
      logQuery: (sql: string) => void said.push(sql),
      logQuerySlow: () => undefined,
    } as typeof quiet;
    try {
      const { status, data, errors } = await house.as(viewer, after(30)).send(search, { phone });
      return { said, answer: { status, data, errors } };
    } finally {
      dataSource.logger = quiet;
    }
  };

  it('the same answer and the same statements for nobody, for a colleague’s client and for one of another site', async () => {
    const nobody = await statements(custodianElsewhere, phones.unknown);
    const elsewhere = await statements(custodianElsewhere, phones.hidden);
    expect(elsewhere).toEqual(nobody);
    expect(nobody.answer).toEqual({ status: 200, data: { clientByPhone: null }, errors: [] });
    expect(nobody.said.length).toBeGreaterThan(3);
    const [own, colleagues] = [await statements(desk, phones.shown), await statements(li, phones.hidden)];
    expect(own.said).toEqual(nobody.said);
    expect(colleagues).toEqual(nobody);
  });

  it('after so many searches the same refusal for all, until their time is over; it is traced without a number', async () => {
    const at = (minutes: number) => new Date(nightly.getTime() + minutes * 60_000);
    const ask = (phone: string, minutes: number) => house.as(custodian, at(minutes)).send(search, { phone });
    for (const phone of Object.values(phones)) expect((await ask(phone, 0)).errors).toEqual([]);
    const before = await head();
    const refused = await Promise.all(Object.values(phones).map((phone) => ask(phone, 9.9)));
    for (const answer of refused)
      expect(answer).toMatchObject({
        status: 200,
        data: { clientByPhone: null },
        errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }],
      });
    const lines = await linesSince(before);
    expect(lines.map(({ decision, client }) => [decision, client])).toEqual(
      Array.from({ length: 3 }, () => ['refused', null]),
    );
    expect((await ask(phones.shown, 10)).errors).toEqual([]);
  });

  it('a desk that identifies more than it can receive is stopped, known or not, in the words of a refusal', async () => {
    const first = await house.opened('13900000011', '甲', nightly);
    await house.opened('13900000012', '乙', nightly);
    const input = (phone: string) => ({
      input: { idempotencyKey: house.nextKey(), siteId: staffId(0), name: '丙', phone },
    });
    const query = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) { __typename ... on Refusal { code retryable rule { id } } } }`;
    const siteInput = (phone: string) => ({
      input: { ...input(phone).input, siteId: '019b8a00-0001-7000-8000-000000000001' },
    });
    const known = await house.as(desk, nightly).ask(query, siteInput('13900000011'));
    const unknown = await house.as(desk, nightly).ask(query, siteInput('13900000013'));
    expect(known).toMatchObject({
      identifyClient: { __typename: 'Refusal', code: 'TOO_MANY_SEARCHES', rule: { id: 'CR-2.05' } },
    });
    expect(unknown).toEqual(known);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('CR-2 bulk reads outside custody are refused, in pages and lists, and stand in the trail', async () => {
    const ids = await Promise.all(
      ['13900000021', '13900000022', '13900000023', '13900000024'].map((phone) => house.opened(phone)),
    );
    const [one, two, three, four] = ids as [string, string, string, string];
    const read = async (viewer: Viewer, id: string, minutes = 0) =>
      (await house.as(viewer, new Date(nightly.getTime() + minutes * 60_000)).send(page, { id })).errors[0]?.extensions
        ?.code;
    for (const id of [one, two, three, one]) expect(await read(manager, id)).toBeUndefined();
    const before = await head();
    expect(await read(manager, four)).toBe('TOO_MANY_REQUESTS');
    expect(await linesSince(before)).toMatchObject([{ action: 'client.readBulk', decision: 'refused' }]);
    expect(await read(manager, three)).toBeUndefined();
    const list = await house.as(manager, nightly).send('{ clients(first: 100) { edges { node { id } } } }');
    expect(list.errors[0]?.extensions?.code).toBe('TOO_MANY_REQUESTS');
    expect(await read(manager, four, 60)).toBeUndefined();
    const custody = { ...manager, staffId: staffId(8), grants: { '*': ['client.readSite'] as const } };
    for (const id of ids) expect(await read(custody, id)).toBeUndefined();
  });
});

describe('the trail of this suite', () => {
  it('I21 is one unbroken chain', async () => {
    const chain = await house.world.db.read((tx) => verifyAuditChain(tx));
    expect(chain).toMatchObject({ intact: true, wentBackAt: null });
  });
});
