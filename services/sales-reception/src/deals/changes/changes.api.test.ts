import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { standingFor } from '../../ownership/index.ts';
import { salesReception } from '../../service.ts';
import { type StepDesk, stepDesk } from '../stepDeskFixture.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const noon = at('2026-03-02T12:00:00');
const later = at('2026-03-08T12:00:00');
const price = 147_896_000;

describe('SR-3.17 name change and unit swap after the deal', () => {
  let service: TestService;
  let desk: StepDesk;

  beforeAll(async () => {
    service = await testService(salesReception);
    desk = (await stepDesk(service)) as StepDesk;
  });
  afterAll(() => service.stop());

  const aDeal = async (amount = 5_000_000) => {
    const [unitId, clientId] = [await desk.aUnit(), await desk.aClient()];
    const { deal } = await desk.act('li', noon, ['recordDeposit', { unitId, clientId, price, amount }]);
    return { unitId, clientId, dealId: deal?.id ?? '' };
  };
  const swap = (dealId: string, unitId: string, more: object = {}) =>
    desk.act('manager', later, ['swapUnit', { dealId, unitId, price, ...more }]);
  const rename = (dealId: string, clientId: string) =>
    desk.act('manager', later, ['changeBuyer', { dealId, clientId }]);
  const stateOf = async (id: string) => {
    const { unit } = await service
      .as(desk.managerSees, later)
      .ask<{ unit: { state: string } }>('query ($id: ID!) { unit(id: $id) { state } }', { id });
    return unit.state;
  };
  const whole = [{ staff: { id: '' }, parts: 100, role: 'OWNER' }];
  const lisAlone = () => [{ ...whole[0], staff: { id: desk.li } }];

  it('the old unit is available again, the new one subscribed; shares stay, the amount follows', async () => {
    const { dealId, unitId, clientId } = await aDeal();
    const other = await desk.aUnit();
    expect(await swap(dealId, other)).toMatchObject({
      deal: { stage: 'SUBSCRIBED', unit: { id: other, state: 'SUBSCRIBED' }, consultants: lisAlone() },
    });
    expect(await stateOf(unitId)).toBe('AVAILABLE');
    expect((await desk.told(dealId)).at(-1)).toMatchObject({
      type: 'sales-reception.deal.terms-changed.v1',
      data: { kind: 'unit-swap', unitId: other, clientId, priceFen: price, rules: expect.arrayContaining(['SR-3.17']) },
    });
  });

  it.each([
    ['another unit', async (dealId: string) => swap(dealId, await desk.aUnit())],
    ['another buyer', async (dealId: string) => rename(dealId, await desk.aClient())],
  ] as const)('SR-9.04 a contract checked for the old terms is not signed for new ones: %s', async (_, change) => {
    const { dealId } = await aDeal();
    await desk.act('li', noon, ['drawContract', { dealId }]);
    await desk.act('checker', noon, ['checkContract', { dealId, outcome: 'CORRECT' }]);
    expect((await change(dealId)).__typename).not.toBe('Refusal');
    const signed = () => desk.act('li', later, ['signContract', { dealId, paymentMethod: 'OUTRIGHT' }]);
    expect((await signed()).__typename).toBe('Refusal');
    await desk.act('li', later, ['drawContract', { dealId }]);
    await desk.act('checker', later, ['checkContract', { dealId, outcome: 'CORRECT' }]);
    expect((await signed()).__typename).not.toBe('Refusal');
  });

  it('once contracted, the new unit is contracted too; once filed, nothing changes any more', async () => {
    const { dealId } = await aDeal();
    await desk.act('li', noon, ['drawContract', { dealId }]);
    await desk.act('checker', noon, ['checkContract', { dealId, outcome: 'CORRECT' }]);
    await desk.act('li', noon, ['signContract', { dealId, paymentMethod: 'OUTRIGHT' }]);
    const other = await desk.aUnit();
    expect(await swap(dealId, other)).toMatchObject({ deal: { unit: { id: other, state: 'CONTRACTED' } } });
    await desk.act('li', later, ['fileDeal', { dealId }]);
    expect(await swap(dealId, await desk.aUnit())).toMatchObject({ code: 'DEAL_NOT_OPEN', rule: { id: 'SR-3.17' } });
    expect(await rename(dealId, await desk.aClient())).toMatchObject({ code: 'DEAL_NOT_OPEN' });
  });

  it('the new unit must be one that the buyer can have, at a price that the scheme allows', async () => {
    const [{ dealId }, sold] = [await aDeal(), await aDeal()];
    expect(await swap(dealId, sold.unitId)).toMatchObject({ code: 'UNIT_TAKEN', rule: { id: 'SR-3.18' } });
    const held = await desk.aUnit();
    const hold = 'mutation ($input: HoldUnitInput!) { holdUnit(input: $input) { __typename } }';
    const input = { idempotencyKey: desk.next(), unitId: held, clientId: sold.clientId };
    await service.as(desk.people.zhao, later).ask(hold, { input });
    expect(await swap(dealId, held)).toMatchObject({ code: 'UNIT_HELD' });
    const free = await desk.aUnit();
    expect(await swap(dealId, free, { price: price - 1 })).toMatchObject({ code: 'PRICE_NEEDS_APPROVAL' });
    expect(await swap(dealId, free, { price: price + 1 })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await stateOf(free)).toBe('AVAILABLE');
  });

  it('not by who shares in the deal, and not without the permission', async () => {
    const [{ dealId }, other] = [await aDeal(), await desk.aUnit()];
    const asSharer = desk.viewer(desk.li, 'deal.change');
    const wanted = { dealId, unitId: other, price };
    expect(await desk.act(asSharer, later, ['swapUnit', wanted])).toMatchObject({
      code: 'OWN_DEAL',
      rule: { id: 'SR-7.03' },
    });
    const send = 'mutation ($input: SwapUnitInput!) { swapUnit(input: $input) { __typename } }';
    const { errors } = await service
      .as(desk.people.li, later)
      .send(send, { input: { ...wanted, idempotencyKey: desk.next() } });
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('two swaps for one unit at once: exactly one, and two that exchange their units block nobody', async () => {
    const [one, two, free] = [await aDeal(), await aDeal(), await desk.aUnit()];
    const answers = await Promise.all([swap(one.dealId, free), swap(two.dealId, free)]);
    expect(answers.filter(({ deal }) => deal)).toHaveLength(1);
    const crossed = await Promise.all([swap(one.dealId, two.unitId), swap(two.dealId, one.unitId)]);
    for (const { __typename } of crossed) expect(['DealRecorded', 'Refusal']).toContain(__typename);
  });

  it('under another name the deal is shared as before, also when it is asked again whose client it was', async () => {
    const { dealId, clientId } = await aDeal();
    const zhaosClient = await desk.aClient(desk.zhao);
    expect(await rename(dealId, clientId)).toMatchObject({ code: 'SAME_BUYER' });
    expect(await rename(dealId, zhaosClient)).toMatchObject({
      deal: { client: { id: zhaosClient }, consultants: lisAlone() },
    });
    expect((await desk.told(dealId)).at(-1)).toMatchObject({ data: { kind: 'name-change', clientId: zhaosClient } });
    const { changeAttribution } = await import('../index.ts');
    for (const asked of [clientId, zhaosClient]) {
      const decided = { siteId: desk.site, clientId: asked, at: later, newId: service.world.newId };
      expect(await service.world.db.transaction((tx) => changeAttribution(tx, decided))).toEqual([]);
    }
  });

  it('who bears the new name is the buyer, of the same consultant; the one before is none any more (SR-3.13)', async () => {
    const { dealId, clientId } = await aDeal();
    const [zhaosClient, third] = [await desk.aClient(desk.zhao), await desk.aClient(desk.zhao)];
    const standing = async (id: string, now = later) => {
      const found = await service.world.db.read((tx) => standingFor(tx, { siteId: desk.site, clientId: id, now }));
      return [found.kind, found.kind === 'BUYER' && found.consultantId];
    };
    const buyer = ['BUYER', desk.li];
    expect(await standing(clientId)).toEqual(buyer);
    await rename(dealId, zhaosClient);
    expect(await standing(zhaosClient)).toEqual(buyer);
    expect((await standing(clientId))[0]).not.toBe('BUYER');
    const before = new Date(later.getTime() - 1);
    expect(await standing(clientId, before)).toEqual(buyer);
    expect((await standing(zhaosClient, before))[0]).not.toBe('BUYER');
    await rename(dealId, third);
    await rename(dealId, clientId);
    expect(await Promise.all([clientId, zhaosClient, third].map((id) => standing(id)))).toEqual([
      buyer,
      ...[zhaosClient, third].map(() => [expect.not.stringContaining('BUYER'), false]),
    ]);
    await desk.act('manager', later, ['cancelDeal', { dealId, fault: 'NONE' }]);
    expect((await standing(clientId))[0]).not.toBe('BUYER');
  });

  it('a client who is not known here is no buyer yet', async () => {
    const { dealId } = await aDeal();
    expect(await rename(dealId, service.world.newId())).toMatchObject({ code: 'CLIENT_UNKNOWN' });
  });
});
