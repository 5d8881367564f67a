import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { standingFor } from '../../ownership/index.ts';
import { salesReception } from '../../service.ts';
import { type DisputeDesk, disputeDesk } from '../disputeFixture.ts';

const report = `mutation ($input: ReportPoachingInput!) { reportPoaching(input: $input) { __typename
  ... on PoachingFound { violationId explanation { outcome applied { id } rejected { rule { id } } facts { name value } } }
  ... on Refusal { code rule { id } message { zh en } } } }`;
type Answer = { readonly __typename: string; readonly code?: string; readonly violationId?: string };

/** Li received the client on 31 January; by the end of February the claim is over, in the leap year with the 29th. */
describe('SR-7.01 poaching: the client goes back, finance proposes fine and suspension', () => {
  let service: TestService;
  let desk: DisputeDesk;
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await disputeDesk(service, 'one-month');
  });
  afterAll(() => service.stop());

  const poach = async (clientId: string, change: Record<string, unknown> = {}, by = desk.manager): Promise<Answer> => {
    const asked = { clientId, poacherId: desk.zhao, poachedAt: '2026-03-04T10:00:00+08:00', note: '私下致电客户' };
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, ...asked, ...change };
    const asking = desk.as(by, '2026-03-05T10:00:00', ['violation.report', 'claim.manage']);
    return (await asking.ask<{ reportPoaching: Answer }>(report, { input })).reportPoaching;
  };
  const claimsOn = (clientId: string): Promise<unknown> =>
    desk.db.read((tx) =>
      tx.query(
        `SELECT consultant_id AS who, status, end_reason AS why FROM claim WHERE client_id = $1 ORDER BY opened_at, claim_id`,
        [clientId],
      ),
    );
  const toldOf = async ({ violationId }: Answer) =>
    (await desk.told('sales-reception.violation.recorded.v1')).find((one) => one.violationId === violationId);
  const taken = async () => {
    const clientId = await desk.aClient('2026-03-02T10:00:00');
    await desk.confirm(clientId);
    await desk.received(clientId, desk.zhao, '2026-03-04T10:00:00');
    return clientId;
  };

  it('who poached a client and holds a claim gives it back to the owner', async () => {
    const clientId = await taken();
    const answer = await poach(clientId);
    expect(answer).toMatchObject({
      explanation: {
        outcome: 'GIVEN_BACK',
        applied: [{ id: 'SR-7.01' }, { id: 'V-47' }],
        rejected: [{ rule: { id: 'V-27' } }],
      },
    });
    expect(await claimsOn(clientId)).toEqual([
      { who: desk.li, status: 'ended', why: 'received-as-new' },
      { who: desk.zhao, status: 'ended', why: 'poached' },
      { who: desk.li, status: 'open', why: null },
    ]);
    const told = await toldOf(answer);
    expect(told).toMatchObject({ code: 'V-47', staffId: desk.zhao, reason: 'poaching' });
    expect(told).toMatchObject({ reportedBy: desk.manager, dealId: null });
  });

  it('a deal that the poacher signed is the owner’s; knowingly signed it is V-48', async () => {
    const clientId = await taken();
    const dealId = await desk.sell(clientId, '2026-03-04T12:00:00', desk.zhao);
    const answer = await poach(clientId, { knowinglySigned: true });
    expect(await desk.dealOf(dealId)).toMatchObject({ consultants: [{ staff: { id: desk.li }, parts: 100 }] });
    expect(await toldOf(answer)).toMatchObject({ code: 'V-48', dealId });
  });

  it('a buyer is the consultant’s also without any claim, and stays so', async () => {
    const clientId = await desk.aClient('2026-01-05T10:00:00');
    await desk.sell(clientId, '2026-01-06T12:00:00', desk.li);
    const poachedAt = '2026-03-04T11:00:00+08:00';
    expect(await poach(clientId, { poachedAt })).toMatchObject({
      explanation: { outcome: 'RECORDED', applied: expect.arrayContaining([{ id: 'SR-7.01' }, { id: 'SR-3.13' }]) },
    });
    expect((await poach(clientId, { poachedAt, poacherId: desk.li })).code).toBe('NOBODYS_CLIENT');
    expect((await poach(clientId, { poachedAt }, desk.li)).code).toBe('PARTY_CANNOT_RULE');
    // What the poacher sells the buyer meanwhile is the consultant's of then by itself.
    const dealId = await desk.sell(clientId, '2026-03-04T12:00:00', desk.zhao);
    expect(await desk.dealOf(dealId)).toMatchObject({ consultants: [{ staff: { id: desk.li }, parts: 100 }] });
    const now = new Date('2026-03-06T10:00:00+08:00');
    const standing = await desk.db.read((tx) => standingFor(tx, { siteId: desk.siteId, clientId, now }));
    expect(standing).toMatchObject({ kind: 'BUYER', consultantId: desk.li });
  });

  it('while the owner’s claim still stands it is a violation and moves nobody', async () => {
    const clientId = await desk.aClient('2026-03-02T10:00:00');
    expect(await poach(clientId)).toMatchObject({ explanation: { outcome: 'RECORDED' } });
    expect(await claimsOn(clientId)).toEqual([{ who: desk.li, status: 'open', why: null }]);
  });

  it('invited by the owner, it is no poaching', async () => {
    expect(await poach(await taken(), { invited: true })).toMatchObject({
      code: 'WAS_INVITED',
      rule: { id: 'SR-7.01' },
    });
  });

  it.each([
    ['2024-01-31', '2024-02-29', '2024-03-01'],
    ['2026-01-31', '2026-02-28', '2026-03-01'],
  ])('received on %s it is poaching through %s; from %s on it was nobody’s client', async (received, last, lapsed) => {
    const on = async (date: string) =>
      poach(await desk.aClient(`${received}T10:00:00`), { poachedAt: `${date}T23:59:59+08:00` });
    expect((await on(last)).__typename).toBe('PoachingFound');
    expect((await on(lapsed)).code).toBe('NOBODYS_CLIENT');
  });

  it('neither side finds in its own cause, nor anybody without the right to move clients', async () => {
    const clientId = await taken();
    expect((await poach(clientId, {}, desk.li)).code).toBe('PARTY_CANNOT_RULE');
    expect((await poach(clientId, {}, desk.zhao)).code).toBe('PARTY_CANNOT_RULE');
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, clientId, poacherId: desk.zhao };
    const asked = { input: { ...input, poachedAt: '2026-03-04T10:00:00+08:00', note: 'x' } };
    const answer = await desk.as(desk.sun, '2026-03-05T10:00:00', ['violation.report']).send(report, asked);
    expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('refuses what was never there: a stranger, the future, no word of what happened', async () => {
    const clientId = await taken();
    expect((await poach(clientId, { poacherId: desk.key() })).code).toBe('STAFF_UNKNOWN');
    expect((await poach(clientId, { poachedAt: '2026-03-05T10:00:01+08:00' })).code).toBe('IN_THE_FUTURE');
    expect((await poach(clientId, { note: ' ' })).code).toBe('BAD_INPUT');
    expect((await poach(desk.key())).code).toBe('CLIENT_UNKNOWN');
  });
});
