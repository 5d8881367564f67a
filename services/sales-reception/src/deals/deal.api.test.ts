import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { type DealDesk, dealDesk, deposit } from './dealDeskFixture.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const noon = at('2026-03-02T12:09:00');

const cancel = `mutation ($input: CancelDealInput!) { cancelDeal(input: $input) { __typename
  ... on DealRecorded { deal { state cancellation { fault reason on explanation { applied { id } } } unit { state } } }
  ... on Refusal { code rule { id } } } }`;
const changeScheme = `mutation ($input: ChangeSchemeInput!) { changeScheme(input: $input) { __typename
  ... on SchemeChanged { version discountBasisPoints } } }`;
const changeUnit = (name: string, input: string) => `mutation ($input: ${input}!) { ${name}(input: $input) { __typename
  ... on UnitChanged { unit { state } explanation { applied { id } } } ... on Refusal { code rule { id } } } }`;

describe('deals over the graph', () => {
  let service: TestService;
  let desk: DealDesk;

  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await dealDesk(service);
  });
  afterAll(() => service.stop());

  const asLi = (time = noon) => service.as(desk.viewer(desk.li), time);
  const asZhao = (time = noon) => service.as(desk.viewer(desk.zhao), time);
  const asManager = (time = noon) => service.as(desk.managerSees, time);
  const asStranger = () => {
    const elsewhere = { [service.world.newId()]: ['unit.read', 'deal.record', 'deal.read'] as const };
    return service.as(staffViewer(service.world.newId(), elsewhere), noon);
  };

  it('SR-9.06 the deposit closes the deal, subscribes the unit and tells finance', async () => {
    const [unitId, clientId] = [await desk.aUnit(), await desk.aClient()];
    const answer = await desk.pay(asLi(), { unitId, clientId });
    expect(answer).toMatchObject({
      __typename: 'DealRecorded',
      deal: {
        price: { fen: 147_896_000 },
        state: 'CLOSED',
        closedOn: '2026-03-02',
        consultants: [{ staff: { id: desk.li }, parts: 100, role: 'OWNER' }],
        unit: { id: unitId, state: 'SUBSCRIBED' },
        explanation: { applied: expect.arrayContaining([{ id: 'SR-9.06' }, { id: 'SR-9.05' }]) },
      },
    });
    const sale = { clientId, unitId, priceFen: 147_896_000, channel: 'none', product: 'residential', policyVersion: 1 };
    expect(await desk.told(answer.deal?.id)).toMatchObject([{ type: 'sales-reception.deal.closed.v1', data: sale }]);
  });

  it('S30 nobody introduces their own client, in whatever writing they are named', async () => {
    const referral = { unitId: await desk.aUnit(), clientId: await desk.aClient(), channel: 'EMPLOYEE_REFERRAL' };
    const input = { ...referral, price: 147_896_000, idempotencyKey: service.world.newId() };
    expect(await desk.pay(asManager(), { ...referral, introducerId: desk.li })).toMatchObject({
      code: 'SELF_REFERRAL',
    });
    const { errors } = await asManager().send(deposit, { input: { ...input, introducerId: desk.li.toUpperCase() } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'introducerId' });
  });

  it('SR-9.01 of many deposits for one unit at once exactly one succeeds, and the rest learn why', async () => {
    const unitId = await desk.aUnit();
    const clients = await Promise.all(Array.from({ length: 6 }, () => desk.aClient()));
    const answers = await Promise.all(clients.map((clientId) => desk.pay(asLi(), { unitId, clientId })));
    expect(answers.filter(({ __typename }) => __typename === 'DealRecorded')).toHaveLength(1);
    const refused = answers.filter(({ __typename }) => __typename === 'Refusal');
    expect(refused).toHaveLength(5);
    for (const answer of refused) expect(answer).toMatchObject({ code: 'UNIT_TAKEN', rule: { id: 'SR-3.18' } });
    const [row] = await service.world.db.read((tx) =>
      tx.query('select count(*)::int as n from deal where unit_id = $1', [unitId]),
    );
    expect(row).toEqual({ n: 1 });
  });

  it('SR-9.01 the database itself refuses a second deal that stands on one unit', async () => {
    const [unitId, clientId] = [await desk.aUnit(), await desk.aClient()];
    const { deal } = await desk.pay(asLi(), { unitId, clientId });
    const copying = service.world.db.transaction((tx) =>
      tx.query(
        `insert into deal select (jsonb_populate_record(d, jsonb_build_object('deal_id', $2::text))).*
         from deal d where deal_id = $1`,
        [deal?.id, service.world.newId()],
      ),
    );
    await expect(copying).rejects.toThrow(/one_standing_deal/);
  });

  it('SR-3.18 what the developer reserved is not for sale until it is released', async () => {
    const [unitId, clientId] = [await desk.aUnit(), await desk.aClient()];
    const input = () => ({ input: { idempotencyKey: desk.next(), unitId } });
    const reservation = { input: { ...input().input, reason: 'DEVELOPER_USE' } };
    expect(await asManager().ask(changeUnit('reserveUnit', 'ReserveUnitInput'), reservation)).toMatchObject({
      reserveUnit: { unit: { state: 'RESERVED' }, explanation: { applied: [{ id: 'SR-9.01' }] } },
    });
    const refused = await desk.pay(asLi(), { unitId, clientId });
    expect(refused).toMatchObject({ code: 'UNIT_RESERVED', rule: { id: 'SR-3.18' } });
    const forbidden = await asLi().send(changeUnit('releaseUnit', 'UnitInput'), input());
    expect(forbidden.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    await asManager().ask(changeUnit('releaseUnit', 'UnitInput'), input());
    expect(await desk.pay(asLi(), { unitId, clientId })).toMatchObject({ __typename: 'DealRecorded' });
  });

  it('SR-9.03 nobody goes below the scheme in the act of selling, managers neither, and nobody above the list', async () => {
    const wanted = { unitId: await desk.aUnit(), clientId: await desk.aClient() };
    expect(await desk.pay(asLi(), { ...wanted, price: 147_895_999 })).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    expect(await desk.pay(asManager(), { ...wanted, price: 147_896_001 })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await desk.pay(asManager(), { ...wanted, price: 147_895_999 })).toMatchObject({
      code: 'PRICE_NEEDS_APPROVAL',
    });
  });

  it('SR-9.03 a scheme lowers the price for everybody from its moment on', async () => {
    const wanted = { unitId: await desk.aUnit(), clientId: await desk.aClient(), price: 144_938_080 };
    const scheme = { siteId: desk.site, discountBasisPoints: 200, effectiveFrom: '2026-03-02T13:00:00+08:00' };
    const change = (changes = {}) =>
      asManager().send(changeScheme, { input: { idempotencyKey: desk.next(), ...scheme, ...changes } });
    expect((await change({ discountBasisPoints: 10_100 })).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await change()).data).toMatchObject({ changeScheme: { discountBasisPoints: 200, version: 1 } });
    expect((await change()).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const before = await desk.pay(asLi(at('2026-03-02T12:59:59')), wanted);
    expect(before).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    const after = await desk.pay(asLi(at('2026-03-02T13:00:00')), wanted);
    expect(after).toMatchObject({ __typename: 'DealRecorded' });
  });

  it('a client whose record was not heard of yet: try again', async () => {
    const refused = await desk.pay(asLi(), { unitId: await desk.aUnit(), clientId: service.world.newId() });
    expect(refused).toMatchObject({ code: 'CLIENT_UNKNOWN', retryable: true });
  });

  it('a visit that is not this client’s at this site is no visit of the deal', async () => {
    const input = { idempotencyKey: desk.next(), unitId: await desk.aUnit(), clientId: await desk.aClient(), price: 1 };
    const answer = await asLi().send(deposit, { input: { ...input, visitId: service.world.newId() } });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'visitId' });
  });

  it('the same key again gives the same deal', async () => {
    const input = { idempotencyKey: 'same', unitId: await desk.aUnit(), clientId: await desk.aClient() };
    const answers = await Promise.all([1, 2, 3].map(() => desk.pay(asLi(), input)));
    expect(new Set(answers.map(({ deal }) => deal?.id)).size).toBe(1);
  });

  it('a cancellation frees the unit and tells finance; the next deposit wins it', async () => {
    const [unitId, clientId] = [await desk.aUnit(), await desk.aClient()];
    const { deal } = await desk.pay(asLi(), { unitId, clientId });
    const giveBack = () => {
      const input = { idempotencyKey: desk.next(), dealId: deal?.id, fault: 'CLIENT' };
      return asLi(at('2026-03-11T17:40:00')).ask(cancel, { input });
    };
    const cancellation = { fault: 'CLIENT', reason: 'OTHER', on: '2026-03-11' };
    expect(await giveBack()).toMatchObject({
      cancelDeal: { deal: { state: 'CANCELLED', cancellation, unit: { state: 'AVAILABLE' } } },
    });
    expect(await giveBack()).toMatchObject({ cancelDeal: { code: 'DEAL_NOT_OPEN', rule: { id: 'SR-9.02' } } });
    const data = { fault: 'client', cancelledOn: '2026-03-11', reason: 'other' };
    expect(await desk.told(deal?.id)).toMatchObject([
      { type: 'sales-reception.deal.closed.v1' },
      { type: 'sales-reception.deal.cancelled.v1', data },
    ]);
    const next = await desk.pay(asZhao(), { unitId, clientId: await desk.aClient(desk.zhao) });
    expect(next).toMatchObject({ __typename: 'DealRecorded' });
  });

  it('deals are seen by those who share them and by the management of the site, by nobody else', async () => {
    const [unitId, clientId] = [await desk.aUnit(), await desk.aClient()];
    const { deal } = await desk.pay(asLi(), { unitId, clientId });
    const query = `query ($id: ID!, $client: ID!, $site: ID!) { deal(id: $id) { id }
      deals(siteId: $site, first: 1) { edges { node { id } } }
      _entities(representations: [{ __typename: "Client", id: $client }, { __typename: "Deal", id: $id }]) {
        ... on Client { deals { id } } ... on Deal { id } } }`;
    const seenBy = async (asking: ReturnType<typeof asLi>) =>
      (await asking.send(query, { id: deal?.id, client: clientId, site: desk.site })).data;
    const all = { deal: { id: deal?.id }, _entities: [{ deals: [{ id: deal?.id }] }, { id: deal?.id }] };
    const none = { deal: null, deals: { edges: [] }, _entities: [{ deals: [] }, null] };
    expect(await seenBy(asLi())).toMatchObject(all);
    expect(await seenBy(asManager())).toMatchObject(all);
    expect(await seenBy(asStranger())).toEqual(none);
    expect(await seenBy(service.as(nobody, noon))).toEqual(none);
    expect(await seenBy(asZhao())).toMatchObject({ deal: null, _entities: [{ deals: [] }, null] });
  });

  it('what one may not know of answers like what does not exist', async () => {
    const [known, clientId] = [await desk.aUnit(), await desk.aClient()];
    const codes = await Promise.all(
      [known, service.world.newId(), 'x'].map(async (unitId) => {
        const input = { idempotencyKey: 'n', unitId, clientId, price: 1 };
        return (await asStranger().send(deposit, { input })).errors[0]?.extensions?.code;
      }),
    );
    expect(codes).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    expect(await asStranger().ask('query ($id: ID!) { unit(id: $id) { id } }', { id: known })).toEqual({ unit: null });
  });
});
