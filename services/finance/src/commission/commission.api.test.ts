import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealCancelledV1, dealClosedV1, siteOpenedV1 } from '@shouwen/contracts';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { finance } from '../service.ts';
import { closedDealEvent, siteOpenedEvent } from './eventFixture.ts';

const now = new Date('2026-04-02T12:00:00+08:00');

const ofClient = `query ($client: ID!, $deal: ID!) { _entities(representations: [
    { __typename: "Client", id: $client }, { __typename: "Deal", id: $deal }]) {
  ... on Client { commissionLines { party staff { id } amount { fen yuan } cause month
    explanation { applied { id } policies { name version } facts { name value } summary { zh en } } } }
  ... on Deal { commission { total { yuan } rateBasisPoints state lines { party } explanation { outcome } } } } }`;

type Line = {
  party: string;
  staff: { id: string } | null;
  amount: { fen: number; yuan: string };
  explanation: unknown;
};
type OfClient = { _entities: [{ commissionLines: Line[] }, { commission: { lines: unknown[] } | null }] };

describe('each line of commission to those who may see it', () => {
  let service: TestService;
  let site: string;
  let otherSite: string;
  let li: string;
  let zhao: string;
  let client: string;
  let deal: string;

  beforeAll(async () => {
    service = await testService(finance);
    const { newId } = service.world;
    [site, otherSite, li, zhao, client, deal] = [newId(), newId(), newId(), newId(), newId(), newId()];
    await service.hear(siteOpenedV1, siteOpenedEvent(site), now);
    const consultants = [
      { staffId: li, parts: 50, role: 'original' as const },
      { staffId: zhao, parts: 50, role: 'new' as const },
    ];
    const closed = {
      siteId: site,
      dealId: deal,
      clientId: client,
      channel: 'company-introduced' as const,
      consultants,
    };
    await service.hear(dealClosedV1, closedDealEvent(closed), now);
  });
  afterAll(() => service.stop());

  const asLi = (at = now) => service.as(staffViewer(li, { [site]: ['commission.readOwn'] }), at);
  const asManager = () => service.as(staffViewer(service.world.newId(), { [site]: ['commission.readSite'] }), now);
  const asFinance = () =>
    service.as(
      staffViewer(service.world.newId(), { '*': ['commission.readSite', 'ledger.read', 'ledger.close'] }),
      now,
    );
  const asOther = () =>
    service.as(staffViewer(service.world.newId(), { [otherSite]: ['commission.readSite', 'commission.readOwn'] }), now);

  const linesFor = async (viewer: ReturnType<typeof asLi>) => {
    const [{ commissionLines }, { commission }] = (await viewer.ask<OfClient>(ofClient, { client, deal }))._entities;
    return { lines: commissionLines, commission };
  };

  it('a consultant sees their own', async () => {
    const { lines, commission } = await linesFor(asLi());
    expect(lines).toMatchObject([
      {
        party: 'CONSULTANT',
        staff: { id: li },
        amount: { fen: 350_000, yuan: '3500.00' },
        cause: 'COMMISSION',
        month: '2026-03',
      },
    ]);
    expect(commission).toMatchObject({ total: { yuan: '10000.00' }, lines: [{ party: 'CONSULTANT' }] });
  });

  it.each([
    ['the manager of the site', () => asManager()],
    ['finance', () => asFinance()],
  ])('%s sees all of it: worked example 1', async (_, viewer) => {
    const { lines, commission } = await linesFor(viewer());
    expect(lines.map(({ party, amount }) => [party, amount.yuan])).toEqual([
      ['POOL', '3000.00'],
      ['CONSULTANT', '3500.00'],
      ['CONSULTANT', '3500.00'],
    ]);
    expect(commission).toMatchObject({ rateBasisPoints: 80, state: 'POSTED', explanation: { outcome: 'commission' } });
  });

  it.each([
    ['the manager of another site', () => asOther()],
    ['nobody', () => service.as(nobody, now)],
  ])('%s sees none, exactly as if there were no such client and no such deal', async (_, viewer) => {
    expect(await linesFor(viewer())).toEqual({ lines: [], commission: null });
    const unknown = { client: service.world.newId(), deal: 'no id at all' };
    const { _entities } = await viewer().ask<OfClient>(ofClient, unknown);
    expect(_entities).toEqual([{ commissionLines: [] }, { commission: null }]);
  });

  it('every line can be asked why: rules, facts and the version of the policy', async () => {
    const { lines } = await linesFor(asLi());
    expect(lines[0]?.explanation).toMatchObject({
      applied: [{ id: 'FI-1.01' }, { id: 'FI-1.02' }, { id: 'SR-5.02' }, { id: 'FI-1.03' }],
      policies: [{ name: 'commission', version: 1 }],
      facts: expect.arrayContaining([
        { name: 'rateBasisPoints', value: '80' },
        { name: 'price', value: '125000000' },
        { name: `parts.original.${li}`, value: '50' },
      ]),
      summary: { en: expect.stringContaining('pool 3000.00') },
    });
  });

  describe('statements', () => {
    const query = `query ($month: String!, $staff: ID) { commissionStatement(month: $month, staffId: $staff) {
      staff { id } month total { fen } performance { fen } lines { edges { node { amount { fen } cause } } } } }`;
    type Answer = { commissionStatement: { total: { fen: number } } | null };
    const statement = (viewer: ReturnType<typeof asLi>, month: string, staff: string | null = null) =>
      viewer.ask<Answer>(query, { month, staff });

    it('one’s own, with the performance apart from the money (FI-1.01)', async () => {
      expect(await statement(asLi(), '2026-03')).toEqual({
        commissionStatement: {
          staff: { id: li },
          month: '2026-03',
          total: { fen: 350_000 },
          performance: { fen: 62_500_000 },
          lines: { edges: [{ node: { amount: { fen: 350_000 }, cause: 'COMMISSION' } }] },
        },
      });
      expect(await statement(asLi(), '2026-04')).toMatchObject({ commissionStatement: { total: { fen: 0 } } });
    });

    it('of others only for whoever keeps the site’s commissions', async () => {
      expect(await statement(asManager(), '2026-03', li)).toMatchObject({
        commissionStatement: { total: { fen: 350_000 } },
      });
      expect(await statement(asLi(), '2026-03', zhao)).toEqual({ commissionStatement: null });
      expect(await statement(asManager(), '2026-04', li)).toMatchObject({ commissionStatement: { total: { fen: 0 } } });
      const nobodyWeKnow = service.world.newId();
      for (const staff of [li, nobodyWeKnow])
        expect(await statement(asOther(), '2026-03', staff)).toEqual({ commissionStatement: null });
      expect(await statement(asFinance(), '2026-03', nobodyWeKnow)).toEqual({ commissionStatement: null });
      expect(await statement(service.as(nobody, now), '2026-03', li)).toEqual({ commissionStatement: null });
    });

    it.each(['2026-13', '2026-3', 'March', ''])('“%s” is no month', async (month) => {
      const answer = await asLi().send(query, { month });
      expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'month' });
    });
  });

  it('the book of a month comes in pages without doubles', async () => {
    const query = `query ($site: ID!, $after: String) { commissionLines(siteId: $site, month: "2026-03", first: 2, after: $after) {
      edges { node { id party deal { id } client { id } } } pageInfo { hasNextPage endCursor } } }`;
    type Page = {
      commissionLines: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const first = (await asManager().ask<Page>(query, { site })).commissionLines;
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = (await asManager().ask<Page>(query, { site, after: first.pageInfo.endCursor })).commissionLines;
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect(new Set([...first.edges, ...rest.edges].map(({ node }) => node.id)).size).toBe(3);
    expect(first.edges[0]?.node).toMatchObject({ deal: { id: deal }, client: { id: client } });
    const forged = await asManager().send(query, { site, after: Buffer.from('["x"]').toString('base64url') });
    expect(forged.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(await asOther().ask<Page>(query, { site })).toMatchObject({ commissionLines: { edges: [] } });
  });

  describe('FI-2.02 the balance of an account at any time', () => {
    const query = `query ($account: LedgerAccountInput!, $at: DateTime) { ledgerAccount(account: $account, at: $at) {
      id kind balance { yuan } entries { edges { node { amount { yuan } explanation { outcome } } } } } }`;
    const pool = () => ({ kind: 'COMMISSION_POOL', siteId: site });
    const own = () => ({ kind: 'COMMISSION_PAYABLE', siteId: site, holderId: li });

    it.each([
      ['a second before the deal closed', '2026-03-02T12:08:59+08:00', '0.00', 0],
      ['the moment it closed', '2026-03-02T12:09:00+08:00', '3000.00', 1],
    ])('%s', async (_, at, yuan, entries) => {
      const answer = await asFinance().ask<{ ledgerAccount: { entries: { edges: unknown[] } } }>(query, {
        account: pool(),
        at,
      });
      expect(answer).toMatchObject({ ledgerAccount: { kind: 'COMMISSION_POOL', balance: { yuan } } });
      expect(answer.ledgerAccount.entries.edges).toHaveLength(entries);
    });

    it('is for those who read the ledger, and a person’s for that person', async () => {
      expect(await asLi().ask(query, { account: own() })).toMatchObject({
        ledgerAccount: { balance: { yuan: '3500.00' } },
      });
      expect(await asLi().ask(query, { account: pool() })).toEqual({ ledgerAccount: null });
      expect(await asOther().ask(query, { account: own() })).toEqual({ ledgerAccount: null });
      expect(await asFinance().ask(query, { account: { ...own(), holderId: '' } })).toEqual({ ledgerAccount: null });
      const answer = await asFinance().send(query, { account: { kind: 'CASH' } });
      expect(answer.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    });
  });

  it('FI-2.03 closing March sends a March deal that is told late into April', async () => {
    const close = `mutation ($input: CloseMonthInput!) { closeMonth(input: $input) { __typename
      ... on MonthClosed { month explanation { applied { id } } } ... on Refusal { code rule { id } } } }`;
    const input = (month: string) => ({ input: { idempotencyKey: `close-${month}`, siteId: site, month } });
    expect((await asManager().send(close, input('2026-03'))).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    expect(await asFinance().ask(close, input('2026-04'))).toMatchObject({ closeMonth: { code: 'MONTH_NOT_OVER' } });
    expect(await asFinance().ask(close, input('2026-03'))).toMatchObject({
      closeMonth: { month: '2026-03', explanation: { applied: [{ id: 'FI-2.03' }] } },
    });
    const late = { siteId: site, dealId: service.world.newId(), clientId: service.world.newId() };
    const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
    await service.hear(dealClosedV1, closedDealEvent({ ...late, consultants }), now);
    const { _entities } = await asLi().ask<OfClient>(ofClient, { client: late.clientId, deal: late.dealId });
    expect(_entities[0].commissionLines).toMatchObject([{ month: '2026-04', amount: { yuan: '10000.00' } }]);
  });

  it('a cancelled deal shows what was posted and what was taken back', async () => {
    const told = { siteId: site, dealId: service.world.newId(), clientId: service.world.newId() };
    const consultants = [{ staffId: li, parts: 100, role: 'owner' as const }];
    await service.hear(dealClosedV1, closedDealEvent({ ...told, consultants }), now);
    const when = { cancelledAt: '2026-04-01T17:40:00+08:00', cancelledOn: '2026-04-01' };
    await service.hear(dealCancelledV1, { dealId: told.dealId, ...when, fault: 'client', reason: 'other' }, now);
    const { _entities } = await asLi().ask<OfClient>(ofClient, { client: told.clientId, deal: told.dealId });
    expect(_entities[0].commissionLines.map(({ amount }) => amount.fen)).toEqual([1_000_000, -1_000_000]);
    expect(_entities[1].commission).toMatchObject({ state: 'CANCELLED', explanation: { outcome: 'reversed' } });
  });
});
