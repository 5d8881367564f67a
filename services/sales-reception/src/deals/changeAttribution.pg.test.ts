import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { changeAttribution } from './changeAttribution.ts';
import { type DealDesk, dealDesk } from './dealDeskFixture.ts';

const at = (time: string) => new Date(`${time}+08:00`);

describe('SR-9.05 a later decision on ownership supersedes who shares a deal', () => {
  let service: TestService;
  let desk: DealDesk;

  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await dealDesk(service);
  });
  afterAll(() => service.stop());

  const askAgain = (clientId: string) => {
    const decided = { siteId: desk.site, clientId, at: at('2026-03-20T18:00:00'), newId: service.world.newId };
    return service.world.db.transaction((tx) => changeAttribution(tx, decided));
  };
  const recognisedLate = (clientId: string) =>
    service.world.db.transaction((tx) =>
      tx.query(`update claim set sharing = $1 where client_id = $2 and status = 'open'`, [sharing(), clientId]),
    );

  const sharing = () =>
    JSON.stringify({
      rule: 'SR-3.11',
      shares: [
        { staffId: desk.li, role: 'original', parts: null },
        { staffId: desk.zhao, role: 'new', parts: null },
      ],
    });

  /** Li received the client on the 2nd, Zhao as new on the 20th, and Zhao closed a deal an hour later. */
  const aDealOfZhao = async () => {
    const clientId = await desk.aClient(desk.li);
    await desk.received(clientId, desk.zhao, at('2026-03-20T10:00:00'));
    const asZhao = service.as(desk.viewer(desk.zhao), at('2026-03-20T11:00:00'));
    const { deal } = await desk.pay(asZhao, { unitId: await desk.aUnit(), clientId });
    return { clientId, dealId: deal?.id };
  };

  it('changes nothing as long as the decision is the same', async () => {
    const { clientId, dealId } = await aDealOfZhao();
    expect(await askAgain(clientId)).toEqual([]);
    expect(await desk.told(dealId)).toHaveLength(1);
  });

  it('keeps the new shares with their reasons and tells finance, once', async () => {
    const { clientId, dealId } = await aDealOfZhao();
    await recognisedLate(clientId);
    expect(await askAgain(clientId)).toEqual([dealId]);
    expect(await askAgain(clientId)).toEqual([]);
    const [closed, changed, ...more] = await desk.told(dealId);
    expect([closed?.type, more]).toEqual(['sales-reception.deal.closed.v1', []]);
    expect(changed).toMatchObject({
      type: 'sales-reception.deal.attribution-changed.v1',
      data: {
        rules: expect.arrayContaining(['SR-3.11']),
        consultants: [
          { staffId: desk.li, parts: 50, role: 'original' },
          { staffId: desk.zhao, parts: 50, role: 'new' },
        ],
      },
    });
  });

  it('and whoever now shares the deal may read it and why', async () => {
    const { clientId, dealId } = await aDealOfZhao();
    const asLi = service.as(desk.viewer(desk.li), at('2026-03-21T09:00:00'));
    const query = 'query ($id: ID!) { deal(id: $id) { consultants { role } explanation { applied { id } } } }';
    expect(await asLi.ask(query, { id: dealId })).toEqual({ deal: null });
    await recognisedLate(clientId);
    await askAgain(clientId);
    expect(await asLi.ask(query, { id: dealId })).toMatchObject({
      deal: {
        consultants: [{ role: 'ORIGINAL' }, { role: 'NEW' }],
        explanation: { applied: expect.arrayContaining([{ id: 'SR-9.05' }, { id: 'SR-3.11' }]) },
      },
    });
  });

  it('leaves a cancelled deal alone', async () => {
    const { clientId, dealId } = await aDealOfZhao();
    const cancel = 'mutation ($input: CancelDealInput!) { cancelDeal(input: $input) { __typename } }';
    const asZhao = service.as(desk.viewer(desk.zhao), at('2026-03-20T12:00:00'));
    await asZhao.ask(cancel, { input: { idempotencyKey: 'c', dealId, fault: 'NONE' } });
    await recognisedLate(clientId);
    expect(await askAgain(clientId)).toEqual([]);
  });
});
