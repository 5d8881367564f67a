import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  dealCancelledV1,
  dealClosedV1,
  dealContractedV1,
  dealPaymentReceivedV1,
  dealTermsChangedV1,
  siteOpenedV1,
} from '@shouwen/contracts';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { finance } from '../../service.ts';
import { closedDealEvent, siteOpenedEvent } from '../eventFixture.ts';

const opened = new Date('2026-01-02T09:00:00+08:00');
const at = new Date('2026-06-30T12:00:00+08:00');

describe('the steps of a deal, in the book', () => {
  let service: TestService;
  const sites: Record<'subscription' | 'contract' | 'cash', string> = { subscription: '', contract: '', cash: '' };
  let deal: string;
  let li: string;
  let zhao: string;

  beforeAll(async () => {
    service = await testService(finance);
    for (const due of ['subscription', 'contract', 'cash'] as const) {
      sites[due] = service.world.newId();
      await service.hear(siteOpenedV1, siteOpenedEvent(sites[due]), opened);
      if (due !== 'subscription') await changePolicy(sites[due], { due });
    }
  });
  afterAll(() => service.stop());
  beforeEach(() => {
    [deal, li, zhao] = [service.world.newId(), service.world.newId(), service.world.newId()];
  });

  const changePolicy = (siteId: string, overrides: object, effectiveFrom = '2026-01-03T00:00:00+08:00') => {
    const text = `mutation ($input: ChangeCommissionPolicyInput!) { changeCommissionPolicy(input: $input) { __typename
      ... on CommissionPolicyChanged { policy { version parameters { key value rule { id } } } explanation { outcome } }
      ... on Refusal { code message { zh en } } } }`;
    const named = Object.entries(overrides).map(([key, value]) => ({ key, value: JSON.stringify(value) }));
    const input = { idempotencyKey: service.world.newId(), siteId, effectiveFrom, overrides: named };
    const director = service.as(
      staffViewer(service.world.newId(), { [siteId]: ['policy.change', 'policy.read'] }),
      opened,
    );
    return director.ask<{ changeCommissionPolicy: Record<string, unknown> }>(text, { input });
  };
  const sell = (siteId: string, changes: object = {}) => {
    const consultants = [
      { staffId: li, parts: 50, role: 'original' as const },
      { staffId: zhao, parts: 50, role: 'new' as const },
    ];
    const event = { siteId, dealId: deal, channel: 'company-introduced' as const, consultants, ...changes };
    return service.hear(dealClosedV1, closedDealEvent(event), at);
  };
  const pay = (siteId: string, amountFen: number, receivedAt: string, paymentId = service.world.newId()) =>
    service.hear(
      dealPaymentReceivedV1,
      { dealId: deal, siteId, paymentId, kind: 'instalment', amountFen, receivedAt },
      at,
    );
  const contract = (siteId: string, contractedAt: string) => {
    const who = { drawnBy: li, checkedBy: zhao, contractedAt, contractedOn: contractedAt.slice(0, 10) };
    return service.hear(dealContractedV1, { dealId: deal, siteId, ...who }, at);
  };
  const change = (siteId: string, priceFen: number, changedAt: string, changes: object = {}) =>
    service.hear(
      dealTermsChangedV1,
      {
        ...{ dealId: deal, siteId, kind: 'unit-swap', clientId: service.world.newId(), unitId: service.world.newId() },
        ...{ product: 'residential', priceFen, changedAt, rules: ['SR-3.17'] },
        ...changes,
      },
      at,
    );
  const cancel = (cancelledAt: string) => {
    const cancelled = {
      dealId: deal,
      cancelledAt,
      cancelledOn: cancelledAt.slice(0, 10),
      fault: 'client' as const,
      reason: 'x',
    };
    return service.hear(dealCancelledV1, cancelled, at);
  };
  /** What each account of the deal carries, as its owner reads it. */
  const accounts = async (): Promise<Record<string, number>> => {
    const rows = (await service.world.db.read((tx) =>
      tx.query(
        `select a.kind, a.holder_id as holder, sum(-e.amount_fen)::bigint as fen from ledger_entry e
         join ledger_account a on a.id = e.account_id join ledger_transaction t on t.id = e.transaction_id
         where t.deal_id = $1 and a.kind <> 'commission-expense' group by a.kind, a.holder_id having sum(e.amount_fen) <> 0`,
        [deal],
      ),
    )) as { kind: string; holder: string | null; fen: number }[];
    const name = new Map([
      [li, 'li'],
      [zhao, 'zhao'],
    ]);
    return Object.fromEntries(
      rows.map(({ kind, holder, fen }) => [[kind, name.get(holder ?? '')].filter(Boolean).join(' '), fen]),
    );
  };
  const commission = async (siteId: string) => {
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Deal", id: $id }]) { ... on Deal { commission {
      total { fen } due state explanation { applied { id } facts { name value } summary { zh en } }
      lines { cause payable amount { fen } month explanation { applied { id } } } } } } }`;
    const manager = service.as(staffViewer(service.world.newId(), { [siteId]: ['commission.readSite'] }), at);
    type Found = {
      total: { fen: number };
      due: string;
      explanation: { applied: { id: string }[]; summary: { en: string } };
      lines: { cause: string; payable: boolean; month: string; amount: { fen: number } }[];
    };
    return (await manager.ask<{ _entities: [{ commission: Found }] }>(query, { id: deal }))._entities[0].commission;
  };
  const whole = { 'commission-pool': 300_000, 'commission-payable li': 350_000, 'commission-payable zhao': 350_000 };
  const waiting = { 'pool-accrued': 300_000, 'commission-accrued li': 350_000, 'commission-accrued zhao': 350_000 };

  describe('FI-1.01 due when the scheme of the day of the subscription says so', () => {
    it('at the subscription: all at once, and neither contract nor cash changes anything', async () => {
      await sell(sites.subscription);
      await contract(sites.subscription, '2026-03-10T10:00:00+08:00');
      await pay(sites.subscription, 1_000, '2026-03-10T10:00:00+08:00');
      expect(await accounts()).toEqual(whole);
      expect(await commission(sites.subscription)).toMatchObject({ due: 'SUBSCRIPTION', lines: [{}, {}, {}] });
    });

    it('at the contract: earned before, owed when it is signed, in the month of the signature', async () => {
      await sell(sites.contract);
      await pay(sites.contract, 125_000_000, '2026-03-10T10:00:00+08:00');
      expect(await accounts()).toEqual(waiting);
      for (const _ of [1, 2]) await contract(sites.contract, '2026-04-10T10:00:00+08:00');
      expect(await accounts()).toEqual(whole);
      const { lines } = await commission(sites.contract);
      expect(lines.filter(({ payable }) => payable).map(({ cause, month }) => [cause, month])).toEqual([
        ['DUE', '2026-04'],
        ['DUE', '2026-04'],
        ['DUE', '2026-04'],
      ]);
    });

    it('signed before the deal was told: owed at once', async () => {
      await contract(sites.contract, '2026-03-01T10:00:00+08:00');
      await sell(sites.contract);
      expect(await accounts()).toEqual(whole);
    });

    it('by cash: in proportion of the price received, and all payments together make it whole', async () => {
      await pay(sites.cash, 2_000_000, '2026-03-01T10:00:00+08:00');
      await sell(sites.cash);
      expect(await accounts()).toMatchObject({ 'commission-pool': 4_800, 'commission-payable li': 5_600 });
      const again = service.world.newId();
      for (const _ of [1, 2]) await pay(sites.cash, 60_500_000, '2026-04-05T10:00:00+08:00', again);
      expect(await accounts()).toEqual({
        ...{ 'commission-pool': 150_000, 'commission-payable li': 175_000, 'commission-payable zhao': 175_000 },
        ...{ 'pool-accrued': 150_000, 'commission-accrued li': 175_000, 'commission-accrued zhao': 175_000 },
      });
      expect((await commission(sites.cash)).explanation.summary.en).toContain('(5000.00 of it due)');
      await pay(sites.cash, -500_000, '2026-04-06T10:00:00+08:00');
      expect(await accounts()).toMatchObject({ 'commission-pool': 148_800 });
      await pay(sites.cash, 33_333_333, '2026-05-05T10:00:00+08:00');
      await pay(sites.cash, 29_666_667, '2026-06-05T10:00:00+08:00');
      expect(await accounts()).toEqual(whole);
      const { lines } = await commission(sites.cash);
      const owed = lines.filter(({ payable }) => payable).reduce((sum, { amount }) => sum + amount.fen, 0);
      expect(owed).toBe(1_000_000);
    });

    it('a scheme of a later day does not change when a deal is due', async () => {
      const siteId = service.world.newId();
      await service.hear(siteOpenedV1, siteOpenedEvent(siteId), opened);
      await changePolicy(siteId, { due: 'cash' }, '2026-03-03T00:00:00+08:00');
      await sell(siteId, { closedOn: '2026-03-03', closedAt: '2026-03-03T10:00:00+08:00' });
      expect(await accounts()).toEqual(whole);
    });
  });

  describe('FI-1.05 name change, unit swap, cancellation', () => {
    it('the shares stay, the amount follows the new price, and the difference is posted in the month of the change', async () => {
      await sell(sites.subscription);
      await change(sites.subscription, 150_000_000, '2026-04-20T10:00:00+08:00');
      expect(await accounts()).toEqual({
        ...{ 'commission-pool': 360_000, 'commission-payable li': 420_000, 'commission-payable zhao': 420_000 },
      });
      const found = await commission(sites.subscription);
      expect(found).toMatchObject({ total: { fen: 1_200_000 } });
      expect(found.explanation.applied.map(({ id }) => id)).toEqual(expect.arrayContaining(['FI-1.05', 'SR-3.17']));
      expect(
        found.lines.filter(({ cause }) => cause === 'TERMS_CHANGE').map(({ month, amount }) => [month, amount.fen]),
      ).toEqual([
        ['2026-04', 60_000],
        ['2026-04', 70_000],
        ['2026-04', 70_000],
      ]);
      await change(sites.subscription, 125_000_000, '2026-04-21T10:00:00+08:00');
      expect(await accounts()).toEqual(whole);
    });

    it('a name change changes no amount, and the lines follow the new client', async () => {
      await sell(sites.subscription);
      const clientId = service.world.newId();
      await change(sites.subscription, 125_000_000, '2026-04-20T10:00:00+08:00', { kind: 'name-change', clientId });
      expect(await accounts()).toEqual(whole);
      const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) {
        ... on Client { commissionLines { amount { fen } } } } }`;
      const mine = service.as(staffViewer(li, { [sites.subscription]: ['commission.readOwn'] }), at);
      expect(await mine.ask(query, { id: clientId })).toEqual({
        _entities: [{ commissionLines: [{ amount: { fen: 350_000 } }] }],
      });
    });

    it('another product has the rate that the scheme of the day of the subscription gives it', async () => {
      await changePolicy(sites.cash, { 'rate.parking': 40 }, '2026-01-04T00:00:00+08:00');
      await sell(sites.cash);
      await change(sites.cash, 10_000_000, '2026-04-20T10:00:00+08:00', { product: 'parking' });
      expect(await commission(sites.cash)).toMatchObject({ total: { fen: 40_000 } });
    });

    it('cancelled after swap, contract and cash: all of it is taken back, once, and later steps post nothing', async () => {
      await sell(sites.cash);
      await pay(sites.cash, 100_000_000, '2026-03-20T10:00:00+08:00');
      await change(sites.cash, 100_000_001, '2026-04-20T10:00:00+08:00');
      for (const _ of [1, 2]) await cancel('2026-05-02T10:00:00+08:00');
      expect(await accounts()).toEqual({});
      await change(sites.cash, 99, '2026-05-03T10:00:00+08:00');
      await pay(sites.cash, -100_000_000, '2026-05-03T10:00:00+08:00');
      await contract(sites.cash, '2026-05-04T10:00:00+08:00');
      expect(await accounts()).toEqual({});
    });

    it('a price that nobody can pay for is an error, and posts nothing', async () => {
      await sell(sites.subscription);
      await expect(change(sites.subscription, 0, '2026-04-20T10:00:00+08:00')).rejects.toThrow(/BAD_PRICE/);
      expect(await accounts()).toEqual(whole);
    });
  });

  it('a site sets its own policy from a later day on; what contradicts itself, comes too early or is unknown is refused', async () => {
    const siteId = service.world.newId();
    await service.hear(siteOpenedV1, siteOpenedEvent(siteId), opened);
    expect(await changePolicy(siteId, { 'sickLeave.enabled': true })).toMatchObject({
      changeCommissionPolicy: {
        policy: {
          version: 2,
          parameters: expect.arrayContaining([{ key: 'sickLeave.enabled', value: 'true', rule: { id: 'FI-1.04' } }]),
        },
        explanation: { outcome: 'policy-changed' },
      },
    });
    const refused = [
      [{ 'sickLeave.sharedDays': 2 }, '2026-02-01T00:00:00+08:00', 'POLICY_AT_FAULT'],
      [{ 'channel.introduced.pool': 31 }, '2026-02-01T00:00:00+08:00', 'POLICY_AT_FAULT'],
      [{ unheardOf: 1 }, '2026-02-01T00:00:00+08:00', 'POLICY_AT_FAULT'],
      [{ due: 'contract' }, '2026-01-03T00:00:00+08:00', 'POLICY_TOO_EARLY'],
      [{ due: 'contract' }, '2026-01-02T08:59:59+08:00', 'POLICY_TOO_EARLY'],
    ] as const;
    for (const [overrides, from, code] of refused)
      expect(await changePolicy(siteId, overrides, from)).toMatchObject({ changeCommissionPolicy: { code } });
    await expect(changePolicy(service.world.newId(), { due: 'cash' })).rejects.toThrow(/NOT_FOUND/);
  });
});
