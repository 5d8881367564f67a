import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { type DisputeDesk, disputeDesk } from './disputeFixture.ts';

const day = (time: string) => `2026-03-${time}`;
const open = day('04T10:00:00');

describe('SR-7.04 what a dispute is about, and who knows of it', () => {
  let service: TestService;
  let desk: DisputeDesk;
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await disputeDesk(service, 'triple-confirmation');
  });
  afterAll(() => service.stop());

  const rule = (disputeId: string, one: number) =>
    desk.act('ruleDispute', desk.manager, day('05T10:00:00'), {
      disputeId,
      shares: desk.split(one, 100 - one),
      reason: '证据',
    });

  it('a deal that closes while its client is disputed is frozen too', async () => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    const disputeId = await desk.heard(clientId, open);
    const dealId = await desk.sell(clientId, day('04T11:00:00'));
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed', 'frozen']);
    await rule(disputeId, 30);
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed', 'frozen', 'attribution-changed', 'released']);
    expect(await desk.dealOf(dealId)).toMatchObject({ consultants: [{ parts: 30 }, { parts: 70 }] });
  });

  it('a ruling before the deal divides the claim, and the deal when it closes', async () => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    await rule(await desk.heard(clientId, open), 30);
    const dealId = await desk.sell(clientId, day('06T10:00:00'));
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed']);
    expect(await desk.dealOf(dealId)).toMatchObject({
      consultants: [
        { staff: { id: desk.li }, parts: 30, role: 'RULED' },
        { staff: { id: desk.zhao }, parts: 70, role: 'RULED' },
      ],
      explanation: { applied: expect.arrayContaining([{ id: 'SR-7.04' }]) },
    });
    expect((await desk.open(clientId, day('07T10:00:00'))).code).toBe('DISPUTE_DECIDED');
  });

  it('ruled wholly for the other side, the client becomes theirs', async () => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    await rule(await desk.heard(clientId, open), 0);
    const claims = await desk.db.read((tx) =>
      tx.query(
        `SELECT consultant_id AS who, status, end_reason AS why, valid_through AS through FROM claim WHERE client_id = $1
         ORDER BY opened_at`,
        [clientId],
      ),
    );
    expect(claims).toMatchObject([
      { who: desk.li, status: 'ended', why: 'ruled', through: '2026-04-01' },
      { who: desk.zhao, status: 'open', why: null, through: '2026-04-01' },
    ]);
  });

  it('about one deal alone, the others go on', async () => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    const [one, other] = [await desk.sell(clientId, day('03T10:00:00')), await desk.sell(clientId, day('03T11:00:00'))];
    const disputeId = await desk.heard(clientId, open, { dealId: one });
    const third = await desk.sell(clientId, day('04T12:00:00'));
    await rule(disputeId, 50);
    expect((await desk.toldOfDeal(one)).slice(1)).toEqual(['frozen', 'attribution-changed', 'released']);
    for (const dealId of [other, third]) expect(await desk.toldOfDeal(dealId)).toEqual(['closed']);
  });

  it('a deal cancelled meanwhile is released and shared no more', async () => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    const dealId = await desk.sell(clientId, day('03T10:00:00'));
    const disputeId = await desk.heard(clientId, open);
    const input = { idempotencyKey: desk.key(), dealId, fault: 'CLIENT' };
    const cancel = 'mutation ($input: CancelDealInput!) { cancelDeal(input: $input) { __typename } }';
    await desk.as(desk.manager, day('04T12:00:00')).ask(cancel, { input });
    expect((await rule(disputeId, 50)).dispute.state).toBe('RULED');
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed', 'frozen', 'cancelled', 'released']);
  });

  it('the sides and whoever reads disputes see it; to others there is none, and they cannot act in it', async () => {
    const { dispute } = await desk.open(await desk.aClient(day('02T10:00:00')), open);
    for (const who of [desk.li, desk.zhao, desk.manager, desk.director])
      expect((await desk.see(who, open, dispute.id))?.id).toBe(dispute.id);
    expect(await desk.see(desk.sun, open, dispute.id)).toBeNull();
    const list = 'query ($siteId: ID!) { disputes(siteId: $siteId, openOnly: true) { edges { node { id } } } }';
    const listed = await desk.as(desk.sun, open).ask<{ disputes: { edges: unknown[] } }>(list, { siteId: desk.siteId });
    expect(listed.disputes.edges).toEqual([]);
    const state = 'mutation ($input: MakeStatementInput!) { makeStatement(input: $input) { __typename } }';
    const input = { idempotencyKey: desk.key(), disputeId: dispute.id, said: 'x' };
    for (const disputeId of [dispute.id, desk.key()]) {
      const answer = await desk.as(desk.sun, open).send(state, { input: { ...input, disputeId } });
      expect(answer.errors[0]?.extensions?.code).toBe('NOT_FOUND');
    }
  });

  it('is opened by a side that left a trace in the registers, or by the manager, between two consultants', async () => {
    const { li, zhao, sun, manager } = desk;
    const clientId = await desk.aClient(day('02T10:00:00'));
    const other = desk.key();
    const codes = async (more: Record<string, unknown>, by: string) => (await desk.open(clientId, open, more, by)).code;
    expect(await codes({}, sun)).toBe('NOT_A_PARTY');
    expect(await codes({ oneSide: sun }, sun)).toBe('NOT_A_PARTY');
    expect(await codes({ oneSide: zhao }, zhao)).toBe('BAD_INPUT');
    expect(await codes({ oneSide: manager }, zhao)).toBe('STAFF_UNKNOWN');
    expect(await codes({ clientId: other }, zhao)).toBe('NOT_A_PARTY');
    expect(await codes({ clientId: other }, manager)).toBe('CLIENT_UNKNOWN');
    const bySun = await desk.open(clientId, open, { otherSide: sun }, manager);
    expect(bySun.dispute.state).toBe('OPEN');
    expect(await codes({}, li)).toBe('DISPUTE_OPEN');
  });

  it('of ten who open one at once, one opens it', async () => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.open(clientId, open)));
    expect(answers.filter(({ __typename }) => __typename === 'DisputeDone')).toHaveLength(1);
    for (const { code } of answers.filter((one) => one.__typename === 'Refusal')) expect(code).toBe('DISPUTE_OPEN');
  });

  it('a deal of another client is not found', async () => {
    const [clientId, stranger] = [await desk.aClient(day('02T10:00:00')), await desk.aClient(day('02T10:00:00'))];
    const dealId = await desk.sell(stranger, day('03T10:00:00'));
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, clientId, oneSide: desk.li, otherSide: desk.zhao };
    const opening = 'mutation ($input: OpenDisputeInput!) { openDispute(input: $input) { __typename } }';
    const answer = await desk.as(desk.manager, open).send(opening, { input: { ...input, dealId } });
    expect(answer.errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });
});
