import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { clientOpenedV1, siteOpenedV1 } from '@shouwen/contracts';
import type { Service, ServiceDefinition, World } from '@shouwen/subgraph';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { explanationLoaders } from '../explained.ts';
import { openClaim, ownershipMigrations } from '../ownership/index.ts';
import { policyMigrations } from '../policies/index.ts';
import { projectionConsumers, projectionMigrations } from '../projections/index.ts';
import { unitLoaders, unitMigrations, unitResolvers } from '../units/index.ts';
import { changeAttribution } from './changeAttribution.ts';
import { dealLoaders, dealMigrations, dealResolvers, saveScheme } from './index.ts';

/** The department as far as units and deals need it. */
const create = ({ newId }: World): Service => ({
  migrations: [
    ...policyMigrations,
    ...projectionMigrations,
    ...ownershipMigrations,
    ...unitMigrations,
    ...dealMigrations,
  ],
  consumers: projectionConsumers(newId),
  resolvers: {
    ...unitResolvers,
    ...dealResolvers,
    Query: { ...unitResolvers.Query, ...dealResolvers.Query },
    Mutation: { ...unitResolvers.Mutation, ...dealResolvers.Mutation },
  },
  loaders: (context) => ({ ...unitLoaders(context), ...dealLoaders(context), ...explanationLoaders(context) }),
});
const department: ServiceDefinition = {
  name: 'sales-reception',
  root: new URL('../service.ts', import.meta.url).href,
  create,
};

const at = (time: string) => new Date(`${time}+08:00`);
const morning = at('2026-03-02T09:28:00');
const noon = at('2026-03-02T12:09:00');

const addUnits = `mutation ($input: AddUnitsInput!) { addUnits(input: $input) { __typename
  ... on UnitsAdded { units { id name state listPrice { fen yuan } area product } }
  ... on Refusal { code rule { id } } } }`;
const deposit = `mutation ($input: RecordDepositInput!) { recordDeposit(input: $input) { __typename
  ... on DealRecorded { deal { id price { fen } state closedOn consultants { staff { id } parts role }
    unit { id state } explanation { applied { id } facts { name value } } } }
  ... on Refusal { code retryable rule { id } message { zh en } explanation { outcome } } } }`;
const cancel = `mutation ($input: CancelDealInput!) { cancelDeal(input: $input) { __typename
  ... on DealRecorded { deal { state cancellation { fault reason on explanation { applied { id } } } unit { state } } }
  ... on Refusal { code rule { id } } } }`;

type Recorded = {
  recordDeposit: {
    __typename: string;
    code?: string;
    deal?: { id: string; consultants: unknown; explanation: unknown };
  };
};

describe('units and deals over the graph', () => {
  let service: TestService;
  let site: string;
  let li: string;
  let zhao: string;
  let count = 0;

  beforeAll(async () => {
    service = await testService(department);
    [site, li, zhao] = [service.world.newId(), service.world.newId(), service.world.newId()];
    const opened = { kind: 'sales', salesPreset: 'one-month', servicePreset: null, timeZone: 'Asia/Shanghai' } as const;
    const since = { openedOn: '2026-01-01', effectiveFrom: '2026-01-01T00:00:00+08:00' };
    await service.hear(siteOpenedV1, { siteId: site, ...opened, ...since }, at('2026-01-01T00:00:00'));
  });
  afterAll(() => service.stop());

  const floor: Permission[] = ['unit.read', 'deal.record', 'deal.readOwn'];
  const asLi = (time = noon) => service.as(staffViewer(li, { [site]: floor }), time);
  const asZhao = (time = noon) => service.as(staffViewer(zhao, { [site]: floor }), time);
  const asManager = (time = noon) => {
    const all: Permission[] = [...floor, 'unit.manage', 'deal.read', 'price.approve'];
    return service.as(staffViewer(service.world.newId(), { [site]: all }), time);
  };
  const asStranger = () => service.as(staffViewer(service.world.newId(), { [service.world.newId()]: floor }), noon);

  const aUnit = async (): Promise<{ id: string; name: string }> => {
    const number = String(++count).padStart(4, '0');
    const unit = {
      building: '1',
      floor: 3,
      number,
      layout: '三房',
      area: 112.5,
      orientation: '南',
      listPrice: 147_896_000,
    };
    const input = { idempotencyKey: `unit-${number}`, siteId: site, units: [unit] };
    const answer = await asManager().ask<{ addUnits: { units: { id: string; name: string }[] } }>(addUnits, { input });
    return answer.addUnits.units[0] as { id: string; name: string };
  };

  /** A client whom a consultant received in the morning and registered. */
  const aClient = async (consultantId = li): Promise<{ clientId: string; visitId: string }> => {
    const [clientId, visitId] = [service.world.newId(), service.world.newId()];
    const openedAt = morning.toISOString();
    await service.hear(clientOpenedV1, { clientId, number: `C${++count}`, siteId: site, openedAt }, morning);
    const received = {
      visitId,
      siteId: site,
      clientId,
      receiverId: consultantId,
      actingFor: null,
      receivedAt: morning,
    };
    const visit = { ...received, forgotWhom: false, kind: 'client' as const };
    const { newId } = service.world;
    await service.world.db.transaction((tx) =>
      openClaim(tx, { visit, registeredAt: morning, inPublicRegister: true, clientSays: null, newId }),
    );
    return { clientId, visitId };
  };

  const pay = async (client: ReturnType<typeof asLi>, input: Record<string, unknown>) =>
    (await client.ask<Recorded>(deposit, { input: { idempotencyKey: `pay-${++count}`, price: 147_896_000, ...input } }))
      .recordDeposit;
  const outboxOf = (id: string) =>
    service.world.db.read((tx) =>
      tx.query('select type, data from outbox where aggregate_id = $1 order by position', [id]),
    );

  it('SR-9.06 the deposit closes the deal, subscribes the unit and tells finance', async () => {
    const [unit, { clientId, visitId }] = [await aUnit(), await aClient()];
    const answer = await pay(asLi(), { unitId: unit.id, clientId, visitId });
    expect(answer).toMatchObject({
      __typename: 'DealRecorded',
      deal: {
        price: { fen: 147_896_000 },
        state: 'CLOSED',
        closedOn: '2026-03-02',
        consultants: [{ staff: { id: li }, parts: 100, role: 'OWNER' }],
        unit: { id: unit.id, state: 'SUBSCRIBED' },
        explanation: { applied: expect.arrayContaining([{ id: 'SR-9.06' }, { id: 'SR-9.05' }]) },
      },
    });
    const told = await outboxOf(answer.deal?.id ?? '');
    expect(told).toMatchObject([
      {
        type: 'sales-reception.deal.closed.v1',
        data: {
          clientId,
          unitId: unit.id,
          priceFen: 147_896_000,
          channel: 'none',
          product: 'residential',
          policyVersion: 1,
        },
      },
    ]);
  });

  it('SR-9.01 of many deposits for one unit at once exactly one succeeds, and the rest learn why', async () => {
    const unit = await aUnit();
    const clients = await Promise.all(Array.from({ length: 6 }, () => aClient()));
    const answers = await Promise.all(clients.map((client) => pay(asLi(), { unitId: unit.id, ...client })));
    expect(answers.filter(({ __typename }) => __typename === 'DealRecorded')).toHaveLength(1);
    const refused = answers.filter(({ __typename }) => __typename === 'Refusal');
    expect(refused).toHaveLength(5);
    for (const answer of refused) expect(answer).toMatchObject({ code: 'UNIT_TAKEN', rule: { id: 'SR-3.18' } });
    const [row] = await service.world.db.read((tx) =>
      tx.query(`select count(*)::int as n from deal where unit_id = $1`, [unit.id]),
    );
    expect(row).toEqual({ n: 1 });
  });

  it('SR-9.01 the database itself refuses a second deal that stands on one unit', async () => {
    const [unit, client] = [await aUnit(), await aClient()];
    const { deal } = await pay(asLi(), { unitId: unit.id, ...client });
    const copying = service.world.db.transaction((tx) =>
      tx.query(
        `insert into deal select (jsonb_populate_record(d, jsonb_build_object('deal_id', $2::text))).* from deal d where deal_id = $1`,
        [deal?.id, service.world.newId()],
      ),
    );
    await expect(copying).rejects.toThrow(/one_standing_deal/);
  });

  it('SR-3.18 what the developer reserved is not for sale until it is released', async () => {
    const [unit, client] = [await aUnit(), await aClient()];
    const change = (name: string) => `mutation ($input: UnitInput!) { ${name}(input: $input) { __typename
      ... on UnitChanged { unit { state } explanation { applied { id } } } ... on Refusal { code rule { id } } } }`;
    const reserve = { input: { idempotencyKey: `r-${count}`, unitId: unit.id } };
    expect(await asManager().ask(change('reserveUnit'), reserve)).toEqual({
      reserveUnit: {
        __typename: 'UnitChanged',
        unit: { state: 'RESERVED' },
        explanation: { applied: [{ id: 'SR-9.01' }] },
      },
    });
    const refused = await pay(asLi(), { unitId: unit.id, ...client });
    expect(refused).toMatchObject({ code: 'UNIT_RESERVED', rule: { id: 'SR-3.18' } });
    const forbidden = await asLi().send(change('releaseUnit'), { input: { idempotencyKey: 'f', unitId: unit.id } });
    expect(forbidden.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    await asManager().ask(change('releaseUnit'), { input: { idempotencyKey: `l-${count}`, unitId: unit.id } });
    expect(await pay(asLi(), { unitId: unit.id, ...client })).toMatchObject({ __typename: 'DealRecorded' });
  });

  it('SR-9.03 a consultant may not go below the scheme, the manager may, nobody above the list', async () => {
    const [unit, client] = [await aUnit(), await aClient()];
    const wanted = { unitId: unit.id, ...client };
    expect(await pay(asLi(), { ...wanted, price: 147_895_999 })).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    expect(await pay(asManager(), { ...wanted, price: 147_896_001 })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await pay(asManager(), { ...wanted, price: 147_895_999 })).toMatchObject({ __typename: 'DealRecorded' });
  });

  it('SR-9.03 a scheme lowers the price for everybody from its day on', async () => {
    const [unit, client] = [await aUnit(), await aClient()];
    const effectiveFrom = at('2026-03-02T13:00:00');
    const viewer = staffViewer(li, {});
    await service.world.db.transaction((tx) =>
      saveScheme(tx, {
        id: service.world.newId(),
        siteId: site,
        preset: 'one-month',
        discountBasisPoints: 200,
        effectiveFrom,
        viewer,
        at: noon,
      }),
    );
    const wanted = { unitId: unit.id, ...client, price: 144_938_080 };
    expect(await pay(asLi(at('2026-03-02T12:59:59')), wanted)).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    expect(await pay(asLi(at('2026-03-02T13:00:00')), wanted)).toMatchObject({ __typename: 'DealRecorded' });
  });

  it('a client whose record was not heard of yet: try again', async () => {
    const unit = await aUnit();
    const refused = await pay(asLi(), { unitId: unit.id, clientId: service.world.newId() });
    expect(refused).toMatchObject({ code: 'CLIENT_UNKNOWN', retryable: true });
  });

  it('the same key again gives the same deal', async () => {
    const [unit, client] = [await aUnit(), await aClient()];
    const input = { idempotencyKey: 'same', unitId: unit.id, ...client };
    const answers = await Promise.all([1, 2, 3].map(() => pay(asLi(), input)));
    expect(new Set(answers.map(({ deal }) => deal?.id)).size).toBe(1);
  });

  it('SR-9.02 a cancellation frees the unit and tells finance; the next deposit wins it', async () => {
    const [unit, client, next] = [await aUnit(), await aClient(), await aClient(zhao)];
    const { deal } = await pay(asLi(), { unitId: unit.id, ...client });
    const giveBack = (key: string) =>
      asLi(at('2026-03-11T17:40:00')).ask(cancel, {
        input: { idempotencyKey: key, dealId: deal?.id, fault: 'CLIENT' },
      });
    expect(await giveBack(`c-${count}`)).toMatchObject({
      cancelDeal: {
        deal: {
          state: 'CANCELLED',
          cancellation: { fault: 'CLIENT', reason: 'OTHER', on: '2026-03-11' },
          unit: { state: 'AVAILABLE' },
        },
      },
    });
    expect(await giveBack(`d-${count}`)).toMatchObject({
      cancelDeal: { code: 'DEAL_NOT_OPEN', rule: { id: 'SR-9.02' } },
    });
    expect(await outboxOf(deal?.id ?? '')).toMatchObject([
      { type: 'sales-reception.deal.closed.v1' },
      {
        type: 'sales-reception.deal.cancelled.v1',
        data: { fault: 'client', cancelledOn: '2026-03-11', reason: 'other' },
      },
    ]);
    expect(await pay(asZhao(), { unitId: unit.id, ...next })).toMatchObject({ __typename: 'DealRecorded' });
  });

  it('deals are seen by those who share them and by the management of the site, by nobody else', async () => {
    const [unit, { clientId, visitId }] = [await aUnit(), await aClient()];
    const { deal } = await pay(asLi(), { unitId: unit.id, clientId, visitId });
    const query = `query ($id: ID!, $client: ID!, $site: ID!) { deal(id: $id) { id }
      deals(siteId: $site, first: 1) { edges { node { id } } }
      _entities(representations: [{ __typename: "Client", id: $client }, { __typename: "Deal", id: $id }]) {
        ... on Client { deals { id } } ... on Deal { id } } }`;
    const seenBy = (client: ReturnType<typeof asLi>) => client.send(query, { id: deal?.id, client: clientId, site });
    const all = { deal: { id: deal?.id }, _entities: [{ deals: [{ id: deal?.id }] }, { id: deal?.id }] };
    const none = { deal: null, deals: { edges: [] }, _entities: [{ deals: [] }, null] };
    expect((await seenBy(asLi())).data).toMatchObject(all);
    expect((await seenBy(asManager())).data).toMatchObject(all);
    expect((await seenBy(asStranger())).data).toEqual(none);
    expect((await seenBy(service.as(nobody, noon))).data).toEqual(none);
    expect((await seenBy(asZhao())).data).toMatchObject({ deal: null, _entities: [{ deals: [] }, null] });
  });

  it('what one may not know of answers like what does not exist', async () => {
    const [unit, client] = [await aUnit(), await aClient()];
    const codes = await Promise.all(
      [unit.id, service.world.newId(), 'x'].map(async (unitId) => {
        const input = { idempotencyKey: 'n', unitId, ...client, price: 1 };
        return (await asStranger().send(deposit, { input })).errors[0]?.extensions?.code;
      }),
    );
    expect(codes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    expect((await asStranger().ask(`query ($id: ID!) { unit(id: $id) { id } }`, { id: unit.id })).unit).toBeNull();
  });

  it('SR-9.05 a late recognition divides the deal, and finance is told the new shares once', async () => {
    const clientId = await clientOfBoth();
    const unit = await aUnit();
    const { deal } = await pay(asZhao(at('2026-03-20T11:00:00')), { unitId: unit.id, clientId });
    const change = () => {
      const decided = { siteId: site, clientId, at: at('2026-03-20T18:00:00'), newId: service.world.newId };
      return service.world.db.transaction((tx) => changeAttribution(tx, decided));
    };
    expect(await change()).toEqual([]);
    await service.world.db.transaction((tx) =>
      tx.query(`update claim set shared_with = $1, shared_rule = 'SR-3.12' where client_id = $2 and status = 'open'`, [
        li,
        clientId,
      ]),
    );
    expect(await change()).toEqual([deal?.id]);
    expect(await change()).toEqual([]);
    const told = (await outboxOf(deal?.id ?? '')) as unknown[];
    expect(told[1]).toMatchObject({
      type: 'sales-reception.deal.attribution-changed.v1',
      data: {
        rules: expect.arrayContaining(['SR-3.12']),
        consultants: [
          { staffId: li, parts: 50, role: 'original' },
          { staffId: zhao, parts: 50, role: 'new' },
        ],
      },
    });
    expect(told).toHaveLength(2);
    const query = `query ($id: ID!) { deal(id: $id) { explanation { applied { id } } } }`;
    expect(await asLi().ask(query, { id: deal?.id })).toMatchObject({
      deal: { explanation: { applied: expect.arrayContaining([{ id: 'SR-9.05' }, { id: 'SR-3.12' }]) } },
    });
  });

  /** Li received the client in the morning of the 2nd, Zhao as new on the 20th. */
  const clientOfBoth = async (): Promise<string> => {
    const { clientId } = await aClient(li);
    const receivedAt = at('2026-03-20T10:00:00');
    const visit = {
      visitId: service.world.newId(),
      siteId: site,
      clientId,
      receiverId: zhao,
      actingFor: null,
      receivedAt,
      forgotWhom: true,
      kind: 'client' as const,
    };
    const { newId } = service.world;
    await service.world.db.transaction((tx) =>
      openClaim(tx, { visit, registeredAt: receivedAt, inPublicRegister: true, clientSays: null, newId }),
    );
    return clientId;
  };

  describe('units', () => {
    it('are added all or none, up to 100 at a time', async () => {
      const number = (n: number) => `9${String(n).padStart(3, '0')}`;
      const unit = { building: '9', floor: 1, layout: '一房', area: 45, orientation: '北', listPrice: 1 };
      const many = (n: number) => Array.from({ length: n }, (_, index) => ({ ...unit, number: number(index) }));
      const add = (idempotencyKey: string, units: unknown[]) =>
        asManager().send<{ addUnits: { __typename: string } }>(addUnits, {
          input: { idempotencyKey, siteId: site, units },
        });
      expect((await add('u1', many(101))).errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'units',
      });
      expect((await add('u2', [])).errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'units' });
      expect((await add('u3', many(100))).data?.addUnits.__typename).toBe('UnitsAdded');
      const again = await add('u4', [
        { ...unit, number: '9900' },
        { ...unit, number: number(0) },
      ]);
      expect(again.data?.addUnits).toMatchObject({ __typename: 'Refusal', code: 'UNIT_EXISTS' });
      const page = `query ($site: ID!, $after: String) { units(siteId: $site, first: 60, after: $after) {
        edges { node { name } } pageInfo { hasNextPage endCursor } } }`;
      const names: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { units } = await asManager().ask<{
          units: { edges: { node: { name: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
        }>(page, { site, after });
        names.push(...units.edges.map(({ node }) => node.name));
        after = units.pageInfo.endCursor;
        more = units.pageInfo.hasNextPage;
      }
      expect(names.filter((name) => name.startsWith('9-'))).toEqual(many(100).map((one) => `9-${one.number}`));
    });

    it.each([
      ['a price of nothing', { listPrice: 0 }, 'units.0.listPriceFen'],
      ['a negative price', { listPrice: -1 }, 'units.0.listPriceFen'],
      ['an area finer than a hundredth', { area: 12.345 }, 'units.0.areaHundredths'],
      ['a number with a dash, which the name needs', { number: '03-01' }, 'units.0.number'],
      ['a floor that is none', { floor: 1_000 }, 'units.0.floor'],
    ])('S30 refuses %s', async (_, changes, field) => {
      const unit = {
        building: '8',
        floor: 1,
        number: '0101',
        layout: '一房',
        area: 45,
        orientation: '北',
        listPrice: 1,
      };
      const input = { idempotencyKey: `bad-${++count}`, siteId: site, units: [{ ...unit, ...changes }] };
      const answer = await asManager().send(addUnits, { input });
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    });
  });
});
