import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../../service.ts';
import { type StepDesk, stepDesk } from '../stepDeskFixture.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const noon = at('2026-03-02T12:00:00');
const price = 147_896_000;

describe('the life of a deal over the graph', () => {
  let service: TestService;
  let desk: StepDesk;

  beforeAll(async () => {
    service = await testService(salesReception);
    desk = (await stepDesk(service)) as StepDesk;
  });
  afterAll(() => service.stop());

  const aDeal = async (more: object = {}): Promise<string> => {
    const wanted = { unitId: await desk.aUnit(), clientId: await desk.aClient(), price, ...more };
    return (await desk.act('li', noon, ['recordDeposit', wanted])).deal?.id ?? '';
  };
  /** Drawn by Li on the 3rd, checked and signed on the 4th. */
  const signed = async (dealId: string, paymentMethod = 'MORTGAGE') => {
    await desk.act('li', at('2026-03-03T10:00:00'), ['drawContract', { dealId }]);
    await desk.act('checker', at('2026-03-04T10:00:00'), ['checkContract', { dealId, outcome: 'CORRECT' }]);
    return desk.act('li', at('2026-03-04T15:00:00'), ['signContract', { dealId, paymentMethod }]);
  };
  const pays = (dealId: string, amount: number, kind = 'INSTALMENT') =>
    desk.act('cashier', at('2026-03-05T10:00:00'), ['recordPayment', { dealId, kind, amount }]);
  const types = async (dealId: string) =>
    (await desk.told(dealId)).map(({ type }) => type.split('.').slice(2).join('.'));

  it('SR-9.02 goes from earnest money to the keys, every step with its time, person and papers', async () => {
    const [unitId, clientId] = [await desk.aUnit(), await desk.aClient()];
    const papers = [{ kind: '诚意金缴纳书', reference: 'CY-0001' }];
    const earnest = { unitId, clientId, amount: 2_000_000, papers };
    const { intent } = await desk.act('li', at('2026-03-02T10:00:00'), ['recordEarnestMoney', earnest]);
    const dealId = intent?.id ?? '';
    const deposit = { unitId, clientId, price, amount: 8_000_000, intentId: dealId };
    expect(await desk.act('li', noon, ['recordDeposit', deposit])).toMatchObject({
      deal: { id: dealId, stage: 'SUBSCRIBED', paid: { fen: 10_000_000 }, unit: { state: 'SUBSCRIBED' } },
    });
    expect(await signed(dealId)).toMatchObject({
      deal: { stage: 'CONTRACTED', paymentMethod: 'MORTGAGE', unit: { state: 'CONTRACTED' } },
    });
    await pays(dealId, 37_896_000);
    await pays(dealId, 100_000_000, 'MORTGAGE');
    const filing = {
      dealId,
      happenedAt: '2026-03-06T09:00:00+08:00',
      papers: [{ kind: '备案', reference: '2026-17' }],
    };
    expect(await desk.act('li', at('2026-03-07T09:00:00'), ['fileDeal', filing])).toMatchObject({
      deal: { stage: 'FILED' },
    });
    expect(await desk.act('li', at('2026-03-20T09:00:00'), ['handOver', { dealId }])).toMatchObject({
      deal: {
        ...{ state: 'CLOSED', stage: 'HANDED_OVER', paid: { fen: price }, unit: { state: 'HANDED_OVER' } },
        steps: [
          { step: 'EARNEST_MONEY', by: { id: desk.li }, papers },
          { step: 'DEPOSIT', happenedAt: noon.toISOString() },
          { step: 'CONTRACT_DRAWN' },
          { step: 'CONTRACT_CHECKED', by: { id: desk.people.checker.staffId } },
          { step: 'CONTRACT_SIGNED', by: { id: desk.li } },
          { step: 'PAYMENT', by: { id: desk.people.cashier.staffId } },
          { step: 'PAYMENT' },
          { step: 'FILED', happenedAt: at('2026-03-06T09:00:00').toISOString(), papers: filing.papers },
          { step: 'HANDED_OVER' },
        ],
      },
    });
    expect(await types(dealId)).toEqual([
      ...['payment-received.v1', 'closed.v1', 'payment-received.v1', 'contracted.v1'],
      ...['payment-received.v1', 'payment-received.v1'],
    ]);
  });

  it('SR-9.02 no step is left out, and the last one is the end', async () => {
    const dealId = await aDeal({ amount: 100 });
    const try_ = (name: string, more: object = {}) =>
      desk.act('li', at('2026-03-09T09:00:00'), [name, { dealId, ...more }]);
    expect(await try_('fileDeal')).toMatchObject({ code: 'DEAL_STAGE', rule: { id: 'SR-9.02' } });
    expect(await try_('handOver')).toMatchObject({ code: 'DEAL_STAGE' });
    expect(await try_('signContract', { paymentMethod: 'OUTRIGHT' })).toMatchObject({ code: 'CONTRACT_STATE' });
    await signed(dealId, 'OUTRIGHT');
    expect(await try_('handOver')).toMatchObject({ code: 'DEAL_STAGE' });
    await try_('fileDeal');
    expect(await try_('handOver')).toMatchObject({ code: 'NOT_PAID' });
    await pays(dealId, price - 101);
    expect(await try_('handOver')).toMatchObject({ code: 'NOT_PAID' });
    await pays(dealId, 1);
    expect(await try_('handOver')).toMatchObject({ deal: { stage: 'HANDED_OVER' } });
    expect(await try_('cancelDeal', { fault: 'CLIENT' })).toMatchObject({ code: 'DEAL_NOT_OPEN' });
    expect(await try_('fileDeal')).toMatchObject({ code: 'DEAL_STAGE' });
  });

  it('SR-9.02 payments are never more than the price, and refunds never more than was paid', async () => {
    const dealId = await aDeal({ amount: 5_000_000 });
    expect(await pays(dealId, 1)).toMatchObject({ code: 'NOT_BY_THE_CONTRACT' });
    await signed(dealId, 'INSTALMENTS');
    expect(await pays(dealId, 1, 'MORTGAGE')).toMatchObject({ code: 'NOT_BY_THE_CONTRACT' });
    expect(await pays(dealId, price - 5_000_000 + 1)).toMatchObject({ code: 'PAYMENT_TOO_HIGH' });
    expect(await pays(dealId, price - 5_000_000)).toMatchObject({ deal: { paid: { fen: price } } });
    expect(await pays(dealId, -5_000_001, 'DEPOSIT')).toMatchObject({ code: 'REFUND_TOO_HIGH' });
    expect(await pays(dealId, 0)).toMatchObject({ code: 'BAD_INPUT' });
    await desk.act('manager', at('2026-03-06T10:00:00'), ['cancelDeal', { dealId, fault: 'CLIENT' }]);
    const later = at('2026-03-06T11:00:00');
    const refund = (amount: number) => ['recordPayment', { dealId, kind: 'DEPOSIT', amount }] as const;
    expect(await desk.act('cashier', later, refund(1))).toMatchObject({ code: 'DEAL_NOT_OPEN' });
    expect(await desk.act('cashier', later, refund(-5_000_000))).toMatchObject({ deal: { state: 'CANCELLED' } });
  });

  it('SR-9.06 earnest money is no deal: the unit stays on the market, nobody is a buyer, and it is returned once', async () => {
    const [unitId, clientId] = [await desk.aUnit(), await desk.aClient()];
    const earnest = { unitId, clientId, amount: 2_000_000 };
    const { intent } = await desk.act('li', noon, ['recordEarnestMoney', earnest]);
    expect(intent).toMatchObject({ state: 'OPEN', unit: { state: 'AVAILABLE' }, steps: [{ step: 'EARNEST_MONEY' }] });
    const dealId = intent?.id ?? '';
    expect(await types(dealId)).toEqual(['payment-received.v1']);
    const [bought] = await service.world.db.read((tx) =>
      tx.query(
        `select (select count(*)::int from purchase where client_id = $1) as purchases,
           (select count(*)::int from deal where client_id = $1) as deals`,
        [clientId],
      ),
    );
    expect(bought).toEqual({ purchases: 0, deals: 0 });
    const giveBack = () => desk.act('cashier', at('2026-03-03T12:00:00'), ['returnEarnestMoney', { dealId }]);
    expect(await giveBack()).toMatchObject({ intent: { state: 'WITHDRAWN', earnestMoney: { fen: 0 } } });
    expect(await giveBack()).toMatchObject({ code: 'INTENT_NOT_OPEN', rule: { id: 'SR-9.06' } });
    const deposit = { unitId, clientId, price, intentId: dealId };
    expect(await desk.act('li', at('2026-03-03T13:00:00'), ['recordDeposit', deposit])).toMatchObject({
      code: 'INTENT_NOT_OPEN',
    });
    const other = { unitId, clientId: await desk.aClient(desk.zhao), price };
    expect(await desk.act('zhao', noon, ['recordDeposit', other])).toMatchObject({ deal: { state: 'CLOSED' } });
  });

  it('SR-9.06 a contract that is signed before any deposit closes the deal; of two for one unit exactly one', async () => {
    const unitId = await desk.aUnit();
    const clients = [await desk.aClient(), await desk.aClient(), await desk.aClient()];
    const drawn = await Promise.all(
      clients.map((clientId) => desk.act('li', noon, ['openContract', { unitId, clientId, price }])),
    );
    const ids = drawn.map(({ intent }) => intent?.id ?? '');
    const check = (dealId: string) => desk.act('checker', noon, ['checkContract', { dealId, outcome: 'CORRECT' }]);
    for (const dealId of ids)
      expect(await check(dealId)).toMatchObject({ intent: { contracts: [{ state: 'CORRECT' }] } });
    const sign = (dealId: string) => desk.act('li', noon, ['signContract', { dealId, paymentMethod: 'OUTRIGHT' }]);
    const answers = await Promise.all(ids.map(sign));
    const [won] = answers.filter(({ deal }) => deal);
    expect(won?.deal).toMatchObject({ stage: 'CONTRACTED', unit: { state: 'CONTRACTED' } });
    expect(answers.filter(({ code }) => code === 'UNIT_TAKEN')).toHaveLength(2);
    expect(await types(won?.deal?.id ?? '')).toEqual(['closed.v1', 'contracted.v1']);
  });

  it('SR-9.02 a deal of an earlier day is late (a violation, once), one that is to come or too old is none', async () => {
    const wanted = { unitId: await desk.aUnit(), clientId: await desk.aClient(), price };
    const later = at('2026-04-03T09:00:00');
    const paid = (paidAt: string, now = later) => desk.act('li', now, ['recordDeposit', { ...wanted, paidAt }]);
    expect(await paid('2026-04-03T09:00:01+08:00')).toMatchObject({ code: 'TIME_IN_FUTURE', rule: { id: 'SR-9.02' } });
    expect(await paid('2026-03-02T23:59:59+08:00')).toMatchObject({ code: 'BOOKS_CLOSED' });
    const [row] = await service.world.db.read((tx) =>
      tx.query('select count(*)::int as deals from deal where unit_id = $1', [wanted.unitId]),
    );
    expect(row).toEqual({ deals: 0 });
    const early = {
      unitId: await desk.aUnit(),
      clientId: await desk.aClient(),
      price,
      paidAt: '2026-03-02T09:30:00+08:00',
    };
    const sameDay = await desk.act('li', at('2026-03-02T23:59:59'), ['recordDeposit', early]);
    expect(await desk.violations(sameDay.deal?.id ?? '')).toEqual([]);
    const { deal } = await paid('2026-03-03T23:59:59+08:00');
    expect(deal).toMatchObject({ closedOn: '2026-03-03' });
    expect(await desk.violations(deal?.id ?? '')).toEqual([
      { staffId: desk.li, code: 'V-17', dealId: deal?.id, occurrences: 1 },
    ]);
  });

  it('SR-9.02 who is at fault for a cancellation is named once for the unit, and only for a consultant’s fault', async () => {
    const [mine, theirs] = [await aDeal(), await aDeal()];
    const cancel = (dealId: string, more: object) =>
      desk.act('manager', at('2026-03-06T10:00:00'), ['cancelDeal', { dealId, ...more }]);
    const stranger = service.world.newId();
    expect(await cancel(mine, { fault: 'CONSULTANT', atFault: [stranger] })).toMatchObject({
      code: 'NOT_A_CONSULTANT',
    });
    expect(await cancel(mine, { fault: 'CLIENT', atFault: [desk.li] })).toMatchObject({ code: 'NOT_A_CONSULTANT' });
    expect(await cancel(mine, { fault: 'CONSULTANT', reason: 'OUR_ERROR' })).toMatchObject({
      deal: { cancellation: { fault: 'CONSULTANT' }, unit: { state: 'AVAILABLE' } },
    });
    expect(await desk.violations(mine)).toEqual([{ staffId: desk.li, code: 'V-34', dealId: mine, occurrences: 1 }]);
    await cancel(theirs, { fault: 'DEVELOPER' });
    expect(await desk.violations(theirs)).toEqual([]);
  });
});
