import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimEndedV1, claimOpenedV1, type DataOf, dealAttributionChangedV1, dealClosedV1 } from '@shouwen/contracts';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

const site = '019b8a00-0001-7000-8000-000000000001';
const otherSite = '019b8a00-0001-7000-8000-000000000002';
const staffId = (number: number) => `019b8a00-0002-7000-8000-00000000000${number}`;
const desk = staffViewer(staffId(7), { [site]: ['client.identify', 'client.readSite'] });
const manager = staffViewer(staffId(6), { [site]: ['client.readSite', 'client.unmask'] });
const li = staffViewer(staffId(1), { [site]: ['client.readOwn', 'client.unmask'] });
const zhao = staffViewer(staffId(2), { [site]: ['client.readOwn', 'client.unmask'] });
const elsewhere = staffViewer(staffId(3), { [otherSite]: ['client.readSite', 'client.unmask'] });
const records = staffViewer(staffId(4), { '*': ['client.readSite'] });
const now = new Date('2026-03-02T09:28:00+08:00');

const identify = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) {
  __typename ... on ClientIdentified { opened client { id name phone { masked } } explanation { outcome applied { id } } }
  ... on Refusal { code rule { id } message { zh en } } } }`;
const read = `query ($id: ID!) { client(id: $id) { id name number readBy phone { masked } } }`;
const unmask = `mutation ($input: UnmaskPhoneInput!) { unmaskPhone(input: $input) {
  __typename ... on PhoneUnmasked { phone } ... on Refusal { code } } }`;

let service: TestService;
let keys = 0;
const nextKey = () => {
  keys += 1;
  return `key-${keys}`;
};
const call = async (phone: string, name = '许丽', by = desk) =>
  (
    await service.as(by, now).ask<{ identifyClient: Record<string, never> }>(identify, {
      input: { idempotencyKey: nextKey(), siteId: site, name, phone },
    })
  ).identifyClient as unknown as {
    __typename: string;
    code: string;
    opened: boolean;
    client: { id: string; name: string; phone: { masked: string } };
    explanation: { outcome: string; applied: { id: string }[] };
  };
const clientSeenBy = async (viewer: Parameters<TestService['as']>[0], id: string, at = now) =>
  (await service.as(viewer, at).ask<{ client: { readBy: string } | null }>(read, { id })).client;

beforeAll(async () => {
  service = await testService(clientRecords);
});
afterAll(() => service.stop());

describe('CR-1, CR-2 the desk identifies a client by the exact phone number', () => {
  it('opens one record and finds it again in any writing', async () => {
    const first = await call('138 0552 1753');
    expect(first).toMatchObject({ opened: true, client: { name: '许丽', phone: { masked: '138****1753' } } });
    const again = await call('+86-13805521753', '许莉');
    expect(again).toMatchObject({ opened: false, client: { id: first.client.id, name: '许丽' } });
    expect(again.explanation).toMatchObject({ outcome: 'found' });
    expect(again.explanation.applied.map(({ id }) => id)).toContain('SR-2.06');
  });

  it('ten desks at once open one record', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => call('15195672479')));
    expect(new Set(answers.map(({ client }) => client.id)).size).toBe(1);
    expect(answers.filter(({ opened }) => opened)).toHaveLength(1);
  });

  it('CR-1 refuses a phone that is none, in both languages, and leaves nothing behind', async () => {
    expect(await call('12345')).toMatchObject({
      __typename: 'Refusal',
      code: 'PHONE_INVALID',
      rule: { id: 'CR-1.02' },
    });
    const { rows } = await tableCounts();
    expect(rows).toMatchObject({ keysWithout: 0 });
  });

  it('is forbidden without the grant, and the attempt is traced (CR-2)', async () => {
    const answer = await service.as(li, now).send(identify, {
      input: { idempotencyKey: nextKey(), siteId: site, name: '许丽', phone: '13805521753' },
    });
    expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const traced = await service.world.db.read((tx) =>
      tx.query(`SELECT actor FROM audit_entry WHERE action = 'client.identify' AND decision = 'refused'`),
    );
    expect(traced).toEqual([{ actor: `staff:${staffId(1)}` }]);
  });

  it.each(['x', '', site.toUpperCase()])(
    'a site called “%s” is refused to custody too, whose grant holds everywhere',
    async (siteId) => {
      const custody = staffViewer(staffId(4), { '*': ['client.identify'] });
      const input = { idempotencyKey: nextKey(), siteId, name: '许丽', phone: '13805521753' };
      const { errors } = await service.as(custody, now).send(identify, { input });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'siteId' });
    },
  );

  it('keeps no number in the clear anywhere in its database', async () => {
    await call('17727374768');
    const tables: { name: string }[] = await service.world.db.read((tx) =>
      tx.query(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`),
    );
    for (const { name } of tables) {
      const found = await service.world.db.read((tx) =>
        tx.query(`SELECT count(*)::int AS n FROM "${name}" t WHERE t::text LIKE '%17727374768%'`),
      );
      expect({ name, found }).toEqual({ name, found: [{ n: 0 }] });
    }
  });
});

describe('CR-2.01 who may read the record', () => {
  const claimId = '019b8a00-0009-7000-8000-000000000001';
  let id = '';
  beforeAll(async () => {
    id = (await call('13926220428')).client.id;
    const claim = { claimId, clientId: id, siteId: site, consultantId: staffId(1), rules: ['SR-3.01'] };
    const window = { openedOn: '2026-03-02', validThrough: '2026-04-01', freshThrough: '2026-03-11' };
    await service.hear(claimOpenedV1, { ...claim, ...window }, now);
  });

  it.each([
    ['the consultant whose client it is', li, 'own-client'],
    ['the manager of the site', manager, 'site-role'],
    ['custody', records, 'custody'],
  ])('%s may', async (_, viewer, ground) => {
    expect(await clientSeenBy(viewer, id)).toMatchObject({ readBy: ground, phone: { masked: '139****0428' } });
  });

  it.each([
    ['a colleague', zhao],
    ['the manager of another site', elsewhere],
    ['somebody not signed in', nobody],
  ])('for %s there is no such client', async (_, viewer) => {
    expect(await clientSeenBy(viewer, id)).toBeNull();
    expect(await clientSeenBy(viewer, '019b8a00-0000-7000-8000-000000000000')).toBeNull();
    expect(await clientSeenBy(viewer, 'no id at all')).toBeNull();
  });

  it('the list agrees with the single read (I20)', async () => {
    const list = `query { clients(first: 100) { edges { node { id } } } }`;
    const ids = async (viewer: Parameters<TestService['as']>[0]) =>
      (await service.as(viewer, now).ask<{ clients: { edges: { node: { id: string } }[] } }>(list)).clients.edges.map(
        ({ node }) => node.id,
      );
    expect(await ids(li)).toEqual([id]);
    expect(await ids(zhao)).toEqual([]);
    expect(await ids(manager)).toContain(id);
  });

  it('refuses a cursor that no page gave', async () => {
    const list = 'query ($after: String) { clients(after: $after) { edges { node { id } } } }';
    const after = Buffer.from('["x"]').toString('base64url');
    const { errors } = await service.as(manager, now).send(list, { after });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  it('SR-3.02 on the last fresh day it is still the own client, on the next no longer', async () => {
    expect(await clientSeenBy(li, id, new Date('2026-03-11T23:59:00+08:00'))).not.toBeNull();
    expect(await clientSeenBy(li, id, new Date('2026-03-12T00:00:00+08:00'))).toBeNull();
  });

  it('an ended claim ends the ground, a deal gives a lasting one (SR-3.13)', async () => {
    const ended = { claimId, clientId: id, siteId: site, consultantId: staffId(1), endedOn: '2026-03-05' };
    await service.hear(claimEndedV1, { ...ended, reason: 'transferred', rules: ['SR-3.10'] }, now);
    expect(await clientSeenBy(li, id)).toBeNull();
    await service.hear(dealClosedV1, dealOf(id, staffId(2)), now);
    expect(await clientSeenBy(zhao, id, new Date('2027-03-12T09:00:00+08:00'))).toMatchObject({ readBy: 'own-client' });
  });

  it('SR-9.05 whoever loses the share in a deal loses the ground, whoever gets it has one', async () => {
    const { dealId } = dealOf(id, staffId(2));
    const shared = (consultant: string) =>
      service.hear(
        dealAttributionChangedV1,
        {
          dealId,
          consultants: [{ staffId: consultant, parts: 1, role: 'original' }],
          rules: ['SR-3.12'],
          decidedAt: now.toISOString(),
        },
        now,
      );
    await shared(staffId(1));
    expect([await clientSeenBy(zhao, id), await clientSeenBy(li, id)]).toMatchObject([null, { readBy: 'own-client' }]);
    await shared(staffId(2));
    expect([await clientSeenBy(li, id), await clientSeenBy(zhao, id)]).toMatchObject([null, { readBy: 'own-client' }]);
  });
});

describe('CR-2 every search by phone is traced', () => {
  const search = 'query ($phone: String!) { clientByPhone(phone: $phone) { id } }';
  const tracesOf = (by: string): Promise<unknown[]> =>
    service.world.db.read((tx) =>
      tx.query(
        `SELECT resource_id AS id, decision FROM audit_entry WHERE action = 'client.searchByPhone' AND actor = $1 ORDER BY seq`,
        [`staff:${by}`],
      ),
    );

  it('one for a hidden client answers like one for nobody, and is traced as refused with the client', async () => {
    const { id } = (await call('17700000001')).client;
    const answers = [];
    for (const phone of ['17700000001', '17700000002'])
      answers.push(await service.as(elsewhere, now).ask(search, { phone }));
    expect(answers).toEqual([{ clientByPhone: null }, { clientByPhone: null }]);
    expect(await service.as(manager, now).ask(search, { phone: '17700000001' })).toEqual({ clientByPhone: { id } });
    expect(await tracesOf(staffId(3))).toEqual([
      { id, decision: 'refused' },
      { id: 'none', decision: 'allowed' },
    ]);
    expect(await tracesOf(staffId(6))).toEqual([{ id, decision: 'allowed' }]);
  });
});

describe('CR-2.03 unmasking is an act of its own', () => {
  it('shows the number to whom may read the record, and leaves a trace with the purpose', async () => {
    const { id } = (await call('17765775883')).client;
    const input = { idempotencyKey: nextKey(), clientId: id, purpose: '确认看房时间' };
    expect(await service.as(manager, now).ask(unmask, { input })).toEqual({
      unmaskPhone: { __typename: 'PhoneUnmasked', phone: '17765775883' },
    });
    const traced = await service.world.db.read((tx) =>
      tx.query(`SELECT reason FROM audit_entry WHERE action = 'client.unmask' AND resource_id = $1`, [id]),
    );
    expect(traced).toEqual([{ reason: '确认看房时间' }]);
  });

  it('CR-2 shown again for the same request, it is traced again', async () => {
    const { id } = (await call('17765775884')).client;
    const input = { idempotencyKey: nextKey(), clientId: id, purpose: ' 确认看房时间\u200b' };
    for (const _ of [1, 2]) await service.as(manager, now).ask(unmask, { input });
    const traced = await service.world.db.read((tx) =>
      tx.query(`SELECT reason, decision FROM audit_entry WHERE action = 'client.unmask' AND resource_id = $1`, [id]),
    );
    expect(traced).toEqual(Array(2).fill({ reason: '确认看房时间', decision: 'allowed' }));
  });

  it('OR-1 is not shown to whoever may unmask at another site than the one where the client may be read', async () => {
    const { id } = (await call('17765775885')).client;
    const both = staffViewer(staffId(5), {
      [site]: ['client.readSite'],
      [otherSite]: ['client.readSite', 'client.unmask'],
    });
    expect(await clientSeenBy(both, id)).toMatchObject({ readBy: 'site-role' });
    const input = { idempotencyKey: nextKey(), clientId: id, purpose: '确认看房时间' };
    const { errors } = await service.as(both, now).send(unmask, { input });
    expect(errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  it('traces an attempt on what is no id without copying it', async () => {
    const input = { idempotencyKey: nextKey(), clientId: 'x'.repeat(5000), purpose: '确认看房时间' };
    await service.as(zhao, now).send(unmask, { input });
    const longest = await service.world.db.read((tx) =>
      tx.query('SELECT max(length(resource_id)) AS n FROM audit_entry'),
    );
    expect(longest).toEqual([{ n: 36 }]);
  });

  it('answers like no client to whom may not read it, and refuses without a purpose', async () => {
    const { id } = (await call('17732422819')).client;
    const input = { idempotencyKey: nextKey(), clientId: id, purpose: '确认看房时间' };
    const hidden = await service.as(zhao, now).send(unmask, { input });
    expect(hidden.errors[0]?.extensions?.code).toBe('NOT_FOUND');
    const bare = { ...input, idempotencyKey: nextKey(), purpose: ' ' };
    expect(await service.as(manager, now).ask(unmask, { input: bare })).toEqual({
      unmaskPhone: { __typename: 'Refusal', code: 'PURPOSE_MISSING' },
    });
  });
});

const tableCounts = async () => ({
  rows: (
    await service.world.db.read((tx) =>
      tx.query(`SELECT count(*) FILTER (WHERE answer IS NULL)::int AS "keysWithout" FROM idempotency`),
    )
  )[0],
});

const dealOf = (clientId: string, consultant: string): DataOf<typeof dealClosedV1> => ({
  dealId: '019b8a00-0009-7000-8000-000000000002',
  siteId: site,
  clientId,
  unitId: '019b8a00-0009-7000-8000-000000000003',
  priceFen: 147896000,
  closedAt: now.toISOString(),
  closedOn: '2026-03-02',
  subscribedOn: '2026-03-02',
  product: 'residential',
  channel: 'none',
  introducerId: null,
  consultants: [{ staffId: consultant, parts: 1, role: 'owner' }],
  rules: ['SR-9.06'],
  policyVersion: 1,
});
