import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { clientOpenedV1, siteOpenedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const noon = at('2026-03-02T12:00:00');
const end = at('2026-03-04T12:00:00');
const justBefore = new Date(end.getTime() - 1);

type Answer = { readonly __typename: string; readonly code?: string };
const act = (name: string, input: string) => `mutation ($input: ${input}!) { act: ${name}(input: $input) { __typename
  ... on UnitChanged { unit { state keptUntil keeping { by { id } client { id } reason } } explanation { applied { id } } }
  ... on Refusal { code rule { id } message { zh en } } } }`;
const addUnits = 'mutation ($input: AddUnitsInput!) { addUnits(input: $input) { ... on UnitsAdded { units { id } } } }';
const look = `query ($id: ID!, $site: ID!) { unit(id: $id) { state keptUntil keeping { client { id } } }
  units(siteId: $site, state: AVAILABLE, first: 100) { edges { node { id } } } }`;

describe('holds and reservations over the graph', () => {
  let service: TestService;
  let site: string;
  let li: string;
  let count = 0;
  const next = () => `k-${++count}`;

  beforeAll(async () => {
    service = await testService(salesReception);
    [site, li] = [service.world.newId(), service.world.newId()];
    const style = { kind: 'sales', salesPreset: 'one-month', servicePreset: null, timeZone: 'Asia/Shanghai' } as const;
    const since = { openedOn: '2026-01-01', effectiveFrom: '2026-01-01T00:00:00+08:00' };
    await service.hear(siteOpenedV1, { siteId: site, ...style, ...since }, noon);
  });
  afterAll(() => service.stop());

  const as = (staffId: string, time: Date, ...more: Permission[]) =>
    service.as(staffViewer(staffId, { [site]: ['unit.read', 'unit.hold', ...more] }), time);
  const asManager = (time = noon) => as(service.world.newId(), time, 'unit.manage');
  const aUnit = async (): Promise<string> => {
    const unit = { building: '1', floor: 1, layout: '一房', area: 45, orientation: '北', listPrice: 1_000_000 };
    const input = { idempotencyKey: next(), siteId: site, units: [{ ...unit, number: `${1000 + count}` }] };
    const added = asManager().ask<{ addUnits: { units: { id: string }[] } }>(addUnits, { input });
    return (await added).addUnits.units[0]?.id ?? '';
  };
  const aClient = async (): Promise<string> => {
    const clientId = service.world.newId();
    const opened = { clientId, number: `C${++count}`, siteId: site, openedAt: noon.toISOString() };
    await service.hear(clientOpenedV1, opened, noon);
    return clientId;
  };
  type Asking = ReturnType<typeof as>;
  const hold = async (asking: Asking, unitId: string, clientId: string) => {
    const input = { idempotencyKey: next(), unitId, clientId };
    return (await asking.ask<{ act: Answer }>(act('holdUnit', 'HoldUnitInput'), { input })).act;
  };
  const unitAct = async (asking: Asking, name: string, unitId: string) => {
    const input = { idempotencyKey: next(), unitId };
    return (await asking.ask<{ act: Answer }>(act(name, 'UnitInput'), { input })).act;
  };
  type Seen = { unit: { state: string; keeping: unknown }; units: { edges: { node: { id: string } }[] } };
  const seen = async (asking: Asking, unitId: string) => {
    const { unit, units } = await asking.ask<Seen>(look, { id: unitId, site });
    return { ...unit, offered: units.edges.some(({ node }) => node.id === unitId) };
  };

  it('SR-9.01 a hold counts as over at every read from its end on, and is written down exactly once', async () => {
    const [unitId, clientId] = [await aUnit(), await aClient()];
    expect(await hold(as(li, noon), unitId, clientId)).toMatchObject({
      unit: { state: 'HELD', keptUntil: end.toISOString(), keeping: { by: { id: li }, client: { id: clientId } } },
      explanation: { applied: [{ id: 'SR-9.01' }, { id: 'SR-9.03' }] },
    });
    expect(await service.doDue(justBefore, site)).toMatchObject({ 'units.releaseHolds': 0 });
    expect(await seen(as(li, justBefore), unitId)).toMatchObject({ state: 'HELD', offered: false });
    expect(await seen(as(li, end), unitId)).toMatchObject({ state: 'AVAILABLE', keptUntil: null, offered: true });
    const twice = await Promise.all([service.doDue(end, site), service.doDue(end, site)]);
    expect(twice.map((done) => done['units.releaseHolds']).sort()).toEqual([0, 1]);
    expect(await service.doDue(end, site)).toMatchObject({ 'units.releaseHolds': 0 });
    const rows = await service.world.db.read((tx) =>
      tx.query('select outcome, ended_at as "endedAt" from unit_keeping where unit_id = $1', [unitId]),
    );
    expect(rows).toEqual([{ outcome: 'over', endedAt: end }]);
  });

  it('SR-9.01 the next hold needs nobody to have written down the end of the one before', async () => {
    const unitId = await aUnit();
    await hold(as(li, noon), unitId, await aClient());
    const [zhao, other] = [service.world.newId(), await aClient()];
    expect(await hold(as(zhao, justBefore), unitId, other)).toMatchObject({ code: 'UNIT_HELD' });
    expect(await hold(as(zhao, end), unitId, other)).toMatchObject({ unit: { state: 'HELD' } });
  });

  it('SR-9.01 of many holds at once exactly one succeeds, and nobody holds more than allowed', async () => {
    const [unitId, zhao] = [await aUnit(), service.world.newId()];
    const clients = await Promise.all(Array.from({ length: 5 }, aClient));
    const one = await Promise.all(clients.map((clientId) => hold(as(service.world.newId(), noon), unitId, clientId)));
    expect(one.filter(({ __typename }) => __typename === 'UnitChanged')).toHaveLength(1);
    const units = [await aUnit(), await aUnit(), await aUnit(), await aUnit(), await aUnit()];
    const many = await Promise.all(units.map((id, index) => hold(as(zhao, noon), id, clients[index] ?? '')));
    expect(many.filter(({ __typename }) => __typename === 'UnitChanged')).toHaveLength(3);
    expect(many.filter(({ code }) => code === 'HOLD_LIMIT')).toHaveLength(2);
  });

  it('SR-9.01 holders end their own holds, managers all of them, colleagues none', async () => {
    const [mine, other] = [await aUnit(), await aUnit()];
    const [staffId, zhao] = [service.world.newId(), service.world.newId()];
    for (const unitId of [mine, other]) await hold(as(staffId, noon), unitId, await aClient());
    const input = { idempotencyKey: next(), unitId: mine };
    const denied = await as(zhao, noon).send(act('releaseHold', 'UnitInput'), { input });
    expect(denied.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect(await unitAct(as(staffId, noon), 'releaseHold', mine)).toMatchObject({ unit: { state: 'AVAILABLE' } });
    expect(await unitAct(asManager(), 'releaseUnit', other)).toMatchObject({ unit: { state: 'AVAILABLE' } });
    expect(await seen(as(zhao, noon), mine)).toMatchObject({ state: 'AVAILABLE' });
  });

  it('for whom a unit is held is not shown to colleagues', async () => {
    const [unitId, clientId] = [await aUnit(), await aClient()];
    await hold(as(service.world.newId(), noon), unitId, clientId);
    expect(await seen(as(service.world.newId(), noon), unitId)).toMatchObject({ state: 'HELD', keeping: null });
    expect(await seen(asManager(), unitId)).toMatchObject({ keeping: { client: { id: clientId } } });
  });

  it('SR-9.01 the developer reserves a unit with a reason, until a time, and nobody holds it meanwhile', async () => {
    const unitId = await aUnit();
    const until = at('2026-10-08T00:00:00');
    const input = { idempotencyKey: next(), unitId, reason: 'LATER_PHASE', until: until.toISOString() };
    const reserved = await asManager().ask<{ act: Answer }>(act('reserveUnit', 'ReserveUnitInput'), { input });
    expect(reserved.act).toMatchObject({ unit: { state: 'RESERVED', keeping: { reason: 'LATER_PHASE' } } });
    const refused = await hold(as(li, at('2026-10-07T23:59:59')), unitId, await aClient());
    expect(refused).toMatchObject({ code: 'UNIT_RESERVED', rule: { id: 'SR-3.18' } });
    expect(await seen(as(li, until), unitId)).toMatchObject({ state: 'AVAILABLE' });
  });

  it('SR-9.01 every list price stays readable with the time from which it held', async () => {
    const unitId = await aUnit();
    const input = { idempotencyKey: next(), unitId, listPrice: 1_200_000 };
    const change = `mutation ($input: ChangeListPriceInput!) { changeListPrice(input: $input) {
      ... on UnitChanged { unit { listPrice { fen } listPrices { price { fen } since } } } } }`;
    expect(await asManager(end).ask(change, { input })).toMatchObject({
      changeListPrice: {
        unit: {
          listPrice: { fen: 1_200_000 },
          listPrices: [
            { price: { fen: 1_200_000 }, since: end.toISOString() },
            { price: { fen: 1_000_000 }, since: noon.toISOString() },
          ],
        },
      },
    });
    const denied = await as(li, end).send(change, { input: { ...input, idempotencyKey: next() } });
    expect(denied.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
