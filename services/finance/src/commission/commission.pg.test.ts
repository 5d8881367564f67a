import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealAttributionChangedV1, dealCancelledV1, dealClosedV1, parseData, siteOpenedV1 } from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import { postTransaction } from '../ledger/index.ts';
import { finance } from '../service.ts';
import { reverseCommission } from './deals/reverseCommission.ts';
import { closedDealEvent, siteOpenedEvent } from './eventFixture.ts';

describe('commission from the events of a deal', () => {
  let service: TestService;
  const at = new Date('2026-04-02T12:00:00+08:00');

  beforeAll(async () => {
    service = await testService(finance);
  });
  afterAll(() => service.stop());

  const ids = () => ({
    site: service.world.newId(),
    deal: service.world.newId(),
    li: service.world.newId(),
    zhao: service.world.newId(),
  });

  const openSite = (siteId: string, changes = {}) =>
    service.hear(siteOpenedV1, { ...siteOpenedEvent(siteId), ...changes }, at);

  const accounts = async (siteId: string, dealId: string) => {
    const rows = (await service.world.db.read((tx) =>
      tx.query(
        `select a.kind, a.holder_id, sum(e.amount_fen)::bigint as fen from ledger_entry e
         join ledger_account a on a.id = e.account_id join ledger_transaction t on t.id = e.transaction_id
         where a.site_id = $1 and t.deal_id = $2 group by a.kind, a.holder_id`,
        [siteId, dealId],
      ),
    )) as { kind: string; holder_id: string | null; fen: number }[];
    return Object.fromEntries(rows.map(({ kind, holder_id, fen }) => [holder_id ?? kind, fen]));
  };
  const told = async (dealId: string) =>
    (await service.world.db.read((tx) =>
      tx.query('select type, data, occurred_at from outbox where aggregate_id = $1 order by position', [dealId]),
    )) as { type: string; data: { lines: { account: string; staffId: string | null; amountFen: number }[] } }[];

  it('FI-1.02, FI-1.03 worked example 1: introduced by the company, 50 / 50, and it is told once', async () => {
    const { site, deal, li, zhao } = ids();
    await openSite(site);
    const event = closedDealEvent({
      siteId: site,
      dealId: deal,
      channel: 'company-introduced',
      consultants: [
        { staffId: li, parts: 50, role: 'original' },
        { staffId: zhao, parts: 50, role: 'new' },
      ],
    });
    await service.hear(dealClosedV1, event, at);
    expect(await accounts(site, deal)).toEqual({
      'commission-expense': 1_000_000,
      'commission-pool': -300_000,
      [li]: -350_000,
      [zhao]: -350_000,
    });
    const [posted, ...more] = await told(deal);
    expect(more).toEqual([]);
    expect(posted).toMatchObject({ type: 'finance.commission.posted.v1', data: { dealId: deal, siteId: site } });
    expect(posted?.data.lines.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
  });

  it('FI-2.01 the same deal told twice, also at once and under another event id, is posted once', async () => {
    const { site, deal, li } = ids();
    await openSite(site);
    const event = closedDealEvent({
      siteId: site,
      dealId: deal,
      consultants: [{ staffId: li, parts: 100, role: 'owner' }],
    });
    await Promise.all([1, 2, 3, 4].map(() => service.hear(dealClosedV1, event, at)));
    await service.hear(dealClosedV1, event, at);
    expect(await accounts(site, deal)).toEqual({ 'commission-expense': 1_000_000, [li]: -1_000_000 });
    expect(await told(deal)).toHaveLength(1);
  });

  it('FI-1.02 under triple-confirmation the channel has no part', async () => {
    const { site, deal, li } = ids();
    await openSite(site, { salesPreset: 'triple-confirmation' });
    const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
    const event = closedDealEvent({ siteId: site, dealId: deal, channel: 'company-introduced', consultants });
    await service.hear(dealClosedV1, event, at);
    expect(await accounts(site, deal)).toEqual({ 'commission-expense': 1_000_000, [li]: -1_000_000 });
  });

  it('a deal of a site that is not known yet is tried again, and then posted', async () => {
    const { site, deal, li } = ids();
    const event = closedDealEvent({
      siteId: site,
      dealId: deal,
      consultants: [{ staffId: li, parts: 100, role: 'owner' }],
    });
    await expect(service.hear(dealClosedV1, event, at)).rejects.toThrow(/no book/);
    await openSite(site);
    await service.hear(dealClosedV1, event, at);
    expect(await told(deal)).toHaveLength(1);
  });

  it('a site told of again keeps its policy; another style from a later day is a new version', async () => {
    const { site } = ids();
    await openSite(site);
    await openSite(site);
    await openSite(site, { salesPreset: 'triple-confirmation', effectiveFrom: '2026-03-20T00:00:00+08:00' });
    const versions = await service.world.db.read((tx) =>
      tx.query(
        "select version, preset from policy_version where site_id = $1 and name = 'commission' order by version",
        [site],
      ),
    );
    expect(versions).toEqual([
      { version: 1, preset: 'one-month' },
      { version: 2, preset: 'triple-confirmation' },
    ]);
  });

  it('a deal before the policy of its site is not judged by a later one', async () => {
    const { site, deal, li } = ids();
    await openSite(site, { effectiveFrom: '2026-03-02T12:09:01+08:00' });
    const event = closedDealEvent({
      siteId: site,
      dealId: deal,
      consultants: [{ staffId: li, parts: 100, role: 'owner' }],
    });
    await expect(service.hear(dealClosedV1, event, at)).rejects.toThrow(/in force/);
  });

  describe('FI-1.05 a cancellation', () => {
    it('what was posted in March stays in March, May carries the counter-posting, once', async () => {
      const { site, deal, li } = ids();
      await openSite(site);
      const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
      await service.hear(dealClosedV1, closedDealEvent({ siteId: site, dealId: deal, consultants }), at);
      const cancelled = {
        dealId: deal,
        cancelledAt: '2026-05-11T17:40:00+08:00',
        cancelledOn: '2026-05-11',
        fault: 'client' as const,
        reason: 'client',
      };
      await service.hear(dealCancelledV1, cancelled, at);
      await service.hear(dealCancelledV1, cancelled, at);
      const months = await service.world.db.read((tx) =>
        tx.query('select kind, book_month from ledger_transaction where deal_id = $1 order by occurred_at', [deal]),
      );
      expect(months).toEqual([
        { kind: 'commission', book_month: '2026-03' },
        { kind: 'cancellation', book_month: '2026-05' },
      ]);
      expect(await accounts(site, deal)).toEqual({ 'commission-expense': 0, [li]: 0 });
      expect(await told(deal)).toHaveLength(2);
    });

    it('what was paid already becomes a claim', async () => {
      const { site, deal, li } = ids();
      await openSite(site);
      const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
      await service.hear(dealClosedV1, closedDealEvent({ siteId: site, dealId: deal, consultants }), at);
      await payOut({ siteId: site, dealId: deal, staffId: li, fen: 600_000 });
      const context = { newId: service.world.newId };
      const cancelled = { dealId: deal, cancelledAt: new Date('2026-05-11T17:40:00+08:00'), fault: 'client' };
      const answers = await Promise.all(
        [1, 2].map(() => service.world.db.transaction((tx) => reverseCommission(tx, cancelled, context))),
      );
      expect(answers.sort()).toEqual(['already-cancelled', 'reversed']);
      const byKind = (await service.world.db.read((tx) =>
        tx.query(
          `select a.kind, sum(e.amount_fen)::bigint as fen from ledger_entry e join ledger_account a on a.id = e.account_id
           where a.site_id = $1 group by a.kind order by a.kind`,
          [site],
        ),
      )) as unknown[];
      expect(byKind).toEqual([
        { kind: 'cash', fen: -600_000 },
        { kind: 'commission-expense', fen: 0 },
        { kind: 'commission-payable', fen: 0 },
        { kind: 'set-off-claim', fen: 600_000 },
      ]);
    });

    /** The statement that pays is not built yet; its posting is. */
    const payOut = (of: { siteId: string; dealId: string; staffId: string; fen: number }) =>
      service.world.db.transaction(async (tx) => {
        const [row] = await tx.query('select explanation_id from deal_commission where deal_id = $1', [of.dealId]);
        const { siteId, dealId, staffId, fen } = of;
        const draft = {
          id: service.world.newId(),
          cause: `payment:${service.world.newId()}`,
          kind: 'payment' as const,
          siteId,
          dealId,
          occurredAt: at,
          reversesId: null,
          explanationId: row.explanation_id,
          entries: [
            { account: { kind: 'commission-payable' as const, siteId, holderId: staffId }, amountFen: fen },
            { account: { kind: 'cash' as const, siteId, holderId: null }, amountFen: -fen },
          ],
        };
        return postTransaction(tx, draft, service.world.newId);
      });

    it('of a deal that was never told is an error, not silence', async () => {
      const cancelled = { dealId: service.world.newId(), cancelledAt: at, fault: 'none' };
      const reversing = service.world.db.transaction((tx) => reverseCommission(tx, cancelled, service.world));
      await expect(reversing).rejects.toThrow(/is not known/);
    });
  });

  describe('SR-9.05 a later decision', () => {
    it('posts the difference, under the policy of the day the deal closed', async () => {
      const { site, deal, li, zhao } = ids();
      await openSite(site);
      await service.hear(
        dealClosedV1,
        closedDealEvent({
          siteId: site,
          dealId: deal,
          channel: 'company-introduced',
          consultants: [{ staffId: zhao, parts: 100, role: 'owner' }],
        }),
        at,
      );
      // A policy of a later day must not touch the deal.
      await openSite(site, { salesPreset: 'triple-confirmation', effectiveFrom: '2026-03-20T00:00:00+08:00' });
      const consultants = [
        { staffId: li, parts: 50, role: 'original' as const },
        { staffId: zhao, parts: 50, role: 'new' as const },
      ];
      const decidedAt = '2026-04-02T09:00:00+08:00';
      await service.hear(dealAttributionChangedV1, { dealId: deal, consultants, rules: ['SR-3.11'], decidedAt }, at);
      expect(await accounts(site, deal)).toEqual({
        'commission-expense': 1_000_000,
        'commission-pool': -300_000,
        [li]: -350_000,
        [zhao]: -350_000,
      });
      const [, change] = await told(deal);
      const lines = change?.data.lines.map(({ staffId, amountFen }) => [staffId, amountFen]);
      expect(lines).toEqual(
        expect.arrayContaining([
          [zhao, 350_000],
          [li, -350_000],
        ]),
      );
      expect(lines).toHaveLength(2);
    });

    it('takes back commission and change when the deal is cancelled afterwards; I3', async () => {
      const { site, deal, li, zhao } = ids();
      await openSite(site);
      const owner = [{ staffId: zhao, parts: 100, role: 'owner' as const }];
      await service.hear(dealClosedV1, closedDealEvent({ siteId: site, dealId: deal, consultants: owner }), at);
      const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
      const changed = { dealId: deal, consultants, rules: ['SR-3.14'], decidedAt: '2026-03-03T09:00:00+08:00' };
      await service.hear(dealAttributionChangedV1, changed, at);
      const cancelled = {
        dealId: deal,
        cancelledAt: '2026-03-11T17:40:00+08:00',
        cancelledOn: '2026-03-11',
        fault: 'none' as const,
        reason: 'none',
      };
      await service.hear(dealCancelledV1, cancelled, at);
      expect(await accounts(site, deal)).toEqual({ 'commission-expense': 0, [li]: 0, [zhao]: 0 });
      await service.hear(dealAttributionChangedV1, { ...changed, consultants: owner }, at);
      expect(await accounts(site, deal)).toEqual({ 'commission-expense': 0, [li]: 0, [zhao]: 0 });
    });
  });

  it('S30 a deal nobody can be paid for becomes a dead letter by its error, and posts nothing', async () => {
    const { site, deal, li } = ids();
    await openSite(site);
    const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
    const event = closedDealEvent({ siteId: site, dealId: deal, consultants });
    await expect(service.hear(dealClosedV1, { ...event, priceFen: 0 }, at)).rejects.toThrow(/BAD_PRICE/);
    const referral = { ...event, channel: 'employee-referral' as const, introducerId: li };
    await expect(service.hear(dealClosedV1, referral, at)).rejects.toThrow(/SELF_REFERRAL/);
    expect(() => parseData(dealClosedV1, { ...event, priceFen: -1 })).toThrow();
    expect(await accounts(site, deal)).toEqual({});
  });
});
