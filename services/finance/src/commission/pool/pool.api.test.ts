import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { dealClosedV1, siteOpenedV1 } from '@shouwen/contracts';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { finance } from '../../service.ts';
import { closedDealEvent, siteOpenedEvent } from '../eventFixture.ts';

const now = new Date('2026-04-02T12:00:00+08:00');
const fields = `spending { id state amount { fen } purpose requestedBy { id } ruledBy { id } explanation { outcome applied { id } } }`;

describe('FI-1.08 the pool has its own account; spending needs the sales director', () => {
  let service: TestService;
  let site: string;
  let manager: string;
  let director: string;
  let keys = 0;

  beforeAll(async () => {
    service = await testService(finance);
    const { newId } = service.world;
    [site, manager, director] = [newId(), newId(), newId()];
    await service.hear(siteOpenedV1, siteOpenedEvent(site), now);
    // The pool's 30 % of 10,000.00.
    const deal = { siteId: site, dealId: newId(), channel: 'company-introduced' as const };
    const consultants = [{ staffId: newId(), parts: 100, role: 'owner' as const }];
    await service.hear(dealClosedV1, closedDealEvent({ ...deal, consultants }), now);
  });
  afterAll(() => service.stop());

  const as = (staffId: string, ...permissions: Permission[]) =>
    service.as(staffViewer(staffId, { [site]: permissions }), now);
  const asking = () => as(manager, 'pool.request', 'commission.readSite');
  const deciding = () => as(director, 'pool.request', 'pool.spend', 'ledger.read');

  type Answer = { code?: string; spending: { id: string; state: string } };
  const act = async (name: string, input: object, who = asking()): Promise<Answer> => {
    const type = name === 'requestSpending' ? 'RequestSpendingInput' : 'RuleSpendingInput';
    const done =
      { requestSpending: 'SpendingRequested', approveSpending: 'SpendingApproved' }[name] ?? 'SpendingDeclined';
    const text = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { __typename ... on ${done} { ${fields} }
      ... on Refusal { code message { zh en } rule { id } } } }`;
    keys += 1;
    return (await who.ask<{ answer: Answer }>(text, { input: { idempotencyKey: `key-${keys}`, ...input } })).answer;
  };
  const request = (changes: object = {}, who = asking()) =>
    act('requestSpending', { siteId: site, amount: 100_000, purpose: '团队建设', ...changes }, who);
  const balance = async () => {
    const query = `query ($site: ID!) { ledgerAccount(account: { kind: COMMISSION_POOL, siteId: $site }) { balance { fen } } }`;
    const { ledgerAccount } = await deciding().ask<{ ledgerAccount: { balance: { fen: number } } }>(query, { site });
    return ledgerAccount.balance.fen;
  };

  it('asked for by one, approved by another: posted at once, and only once', async () => {
    const { spending } = await request();
    expect(await balance()).toBe(300_000);
    const approved = await act('approveSpending', { spendingId: spending.id }, deciding());
    expect(approved).toMatchObject({
      spending: { state: 'APPROVED', ruledBy: { id: director }, explanation: { applied: [{ id: 'FI-1.08' }] } },
    });
    expect(await act('approveSpending', { spendingId: spending.id }, deciding())).toMatchObject({
      code: 'SPENDING_CLOSED',
    });
    expect(await balance()).toBe(200_000);
  });

  it('declined, nothing is posted', async () => {
    const { spending } = await request();
    expect(await act('declineSpending', { spendingId: spending.id }, deciding())).toMatchObject({
      spending: { state: 'DECLINED' },
    });
    expect(await balance()).toBe(200_000);
  });

  it.each([
    [
      'one’s own request',
      () => act('requestSpending', { siteId: site, amount: 1, purpose: 'x' }, deciding()),
      'OWN_SPENDING',
    ],
  ])('%s is not decided on by the same person', async (_, asked, code) => {
    const { spending } = await asked();
    expect(await act('approveSpending', { spendingId: spending.id }, deciding())).toMatchObject({
      code,
      message: { zh: expect.anything(), en: expect.anything() },
    });
  });

  it.each([
    ['one fen more than there is', { amount: 200_001 }, 'POOL_TOO_LOW'],
    ['nothing', { amount: 0 }, 'BAD_INPUT'],
    ['less than nothing', { amount: -1 }, 'BAD_INPUT'],
    ['for no purpose', { purpose: ' ' }, 'BAD_INPUT'],
  ])('%s is refused', async (_, changes, code) => {
    expect(await request(changes)).toMatchObject({ code });
  });

  it('two that together are too much: all there is can be spent, then nothing, also when both are approved at once', async () => {
    const [one, two] = [await request({ amount: 200_000 }), await request({ amount: 200_000 })];
    const answers = await Promise.all(
      [one, two].map(({ spending }) => act('approveSpending', { spendingId: spending.id }, deciding())),
    );
    expect(answers.map(({ code }) => code ?? 'approved').sort()).toEqual(['POOL_TOO_LOW', 'approved']);
    expect(await balance()).toBe(0);
    expect(await request({ amount: 1 })).toMatchObject({ code: 'POOL_TOO_LOW' });
  });

  it('is for those who may, and the rest learns nothing', async () => {
    await expect(request({}, as(manager, 'commission.readSite'))).rejects.toThrow(/FORBIDDEN/);
    await expect(act('approveSpending', { spendingId: service.world.newId() }, asking())).rejects.toThrow(/FORBIDDEN/);
    const query = `query ($site: ID!) { poolSpendings(siteId: $site) { edges { node { id } } } }`;
    const seen = (await asking().ask<{ poolSpendings: { edges: unknown[] } }>(query, { site })).poolSpendings.edges;
    expect(seen.length).toBeGreaterThan(3);
    const none = { poolSpendings: { edges: [] } };
    expect(await service.as(nobody, now).ask(query, { site })).toEqual(none);
    expect(await as(service.world.newId(), 'pool.request').ask(query, { site })).toEqual(none);
  });
});
