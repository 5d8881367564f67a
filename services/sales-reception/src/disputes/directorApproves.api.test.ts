import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { type Answer, type DisputeDesk, disputeDesk } from './disputeFixture.ts';

const day = (time: string) => `2026-03-${time}`;
const open = day('04T10:00:00');
const later = day('05T10:00:00');

describe('SR-7.04 a dispute over a client, one-month: what the rules do not decide is approved by the sales director', () => {
  let service: TestService;
  let desk: DisputeDesk;
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await disputeDesk(service, 'one-month');
  });
  afterAll(() => service.stop());

  const rule = (disputeId: string, one: number, by = desk.manager): Promise<Answer> =>
    desk.act('ruleDispute', by, later, { disputeId, shares: desk.split(one, 100 - one), reason: '双方均有跟进' });
  const decide = (disputeId: string, proposalId: string | undefined, by: string, approved = true, reason = '不足') =>
    desk.act('approveRuling', by, day('06T10:00:00'), { disputeId, proposalId, approved, reason });
  const pending = ({ dispute }: Answer) => dispute.proposals.find(({ answer }) => answer === null)?.id;
  const sold = async () => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    await desk.confirm(clientId);
    const dealId = await desk.sell(clientId, day('03T10:00:00'));
    return { clientId, dealId, disputeId: await desk.heard(clientId, open) };
  };

  it('the split that the rules come to is final at once, and names them', async () => {
    const { dealId, disputeId } = await sold();
    expect((await rule(disputeId, 100)).dispute).toMatchObject({
      ...{ state: 'RULED', proposals: [{ isRuling: true, answer: 'final' }] },
      explanation: { outcome: 'RULED', applied: expect.arrayContaining([{ id: 'SR-3.06' }]) },
    });
    expect((await desk.toldOfDeal(dealId)).at(-1)).toBe('released');
  });

  it('another split is only proposed; nothing is released until another person approves', async () => {
    const { dealId, disputeId } = await sold();
    const proposed = await rule(disputeId, 60);
    expect(proposed.dispute).toMatchObject({
      ...{ state: 'PROPOSED', shares: null, explanation: { outcome: 'PROPOSED' } },
    });
    expect(proposed.dispute.explanation).toMatchObject({
      rejected: expect.arrayContaining([{ rule: { id: 'SR-3.06' } }]),
    });
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed', 'frozen']);
    expect((await rule(disputeId, 50)).code).toBe('AWAITS_APPROVAL');
    const refused = await desk
      .as(desk.manager, day('06T10:00:00'))
      .send('mutation ($input: ApproveRulingInput!) { approveRuling(input: $input) { __typename } }', {
        input: { idempotencyKey: desk.key(), disputeId, proposalId: pending(proposed), approved: true },
      });
    expect(refused.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await decide(disputeId, pending(proposed), desk.director)).dispute).toMatchObject({
      ...{ state: 'RULED', shares: [{ parts: 60 }, { parts: 40 }] },
      proposals: [{ answer: 'approved', answeredBy: { id: desk.director } }],
      explanation: {
        outcome: 'RULED',
        facts: expect.arrayContaining([expect.objectContaining({ name: 'approvedBy', value: desk.director })]),
      },
    });
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed', 'frozen', 'attribution-changed', 'released']);
  });

  it('whoever proposed a split does not approve it, whatever their role', async () => {
    const { disputeId } = await sold();
    const proposed = await rule(disputeId, 60, desk.director);
    expect((await decide(disputeId, pending(proposed), desk.director)).code).toBe('NEEDS_ANOTHER_PERSON');
  });

  it('a rejection says why; the manager proposes anew, and what was answered stays answered', async () => {
    const { disputeId } = await sold();
    const first = pending(await rule(disputeId, 60));
    expect((await decide(disputeId, first, desk.director, false, ' ')).code).toBe('BAD_INPUT');
    expect((await decide(disputeId, first, desk.director, false)).dispute).toMatchObject({
      ...{ state: 'OPEN', proposals: [{ answer: 'rejected' }], explanation: { outcome: 'REJECTED' } },
    });
    expect((await decide(disputeId, first, desk.director)).code).toBe('NOTHING_TO_ANSWER');
    const second = pending(await rule(disputeId, 70));
    expect((await decide(disputeId, second, desk.director)).dispute.shares).toMatchObject([
      { parts: 70 },
      { parts: 30 },
    ]);
  });

  it('the sides may still settle while the director has not decided', async () => {
    const { disputeId } = await sold();
    const proposed = pending(await rule(disputeId, 60));
    const offered = await desk.act('proposeSettlement', desk.li, later, { disputeId, shares: desk.split(50, 50) });
    const offer = offered.dispute.proposals.find(({ isRuling, answer }) => !isRuling && answer === null)?.id;
    await desk.act('agreeToSettlement', desk.zhao, later, { disputeId, proposalId: offer });
    expect((await decide(disputeId, proposed, desk.director)).code).toBe('DISPUTE_DECIDED');
  });

  it('a side rules neither on its own cause nor approves it', async () => {
    const clientId = await desk.aClient(day('02T10:00:00'), desk.li, [desk.manager]);
    const { dispute } = await desk.open(clientId, open, { otherSide: desk.zhao }, desk.manager);
    await desk.db.transaction((tx) =>
      tx.query('UPDATE dispute SET other_side = $2 WHERE dispute_id = $1', [dispute.id, desk.manager]),
    );
    expect((await rule(dispute.id, 100)).code).toBe('PARTY_CANNOT_RULE');
  });
});
