import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { type Answer, type DisputeDesk, disputeDesk } from './disputeFixture.ts';

const day = (time: string) => `2026-03-${time}`;
const later = day('05T10:00:00');

describe('SR-7.04 of two decisions on one dispute at the same moment one counts', () => {
  let service: TestService;
  let desk: DisputeDesk;
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await disputeDesk(service, 'one-month');
  });
  afterAll(() => service.stop());

  const sold = async () => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    await desk.confirm(clientId);
    const dealId = await desk.sell(clientId, day('03T10:00:00'));
    return { dealId, disputeId: await desk.heard(clientId, day('04T10:00:00')) };
  };
  const rule = (disputeId: string, one: number) =>
    desk.act('ruleDispute', desk.manager, later, { disputeId, shares: desk.split(one, 100 - one), reason: '证据' });
  const done = (answers: readonly Answer[]) => answers.filter(({ dispute }) => dispute).length;
  const released = async (dealId: string) =>
    (await desk.toldOfDeal(dealId)).filter((type) => type === 'released').length;

  it('ruled three times at once: one proposal awaits approval', async () => {
    const { disputeId } = await sold();
    expect(done(await Promise.all([60, 50, 40].map((one) => rule(disputeId, one))))).toBe(1);
    const seen = await desk.see(desk.manager, later, disputeId);
    expect(seen?.proposals.filter(({ answer }) => answer === null)).toHaveLength(1);
  });

  it('approved and rejected at once, while the sides agree: one end, released once', async () => {
    const { dealId, disputeId } = await sold();
    const offer = await desk.act('proposeSettlement', desk.li, later, { disputeId, shares: desk.split(50, 50) });
    const offered = offer.dispute.proposals.find(({ isRuling }) => !isRuling)?.id;
    const ruling = (await rule(disputeId, 60)).dispute.proposals.find(({ isRuling }) => isRuling)?.id;
    const decide = (approved: boolean) =>
      desk.act('approveRuling', desk.director, day('06T10:00:00'), {
        ...{ disputeId, proposalId: ruling, approved, reason: '不足' },
      });
    const answers = await Promise.all([
      decide(true),
      decide(true),
      desk.act('agreeToSettlement', desk.zhao, day('06T10:00:00'), { disputeId, proposalId: offered }),
    ]);
    expect(done(answers)).toBe(1);
    expect(await released(dealId)).toBe(1);
    const { consultants } = (await desk.dealOf(dealId)) as { consultants: { parts: number }[] };
    expect(consultants.reduce((sum, { parts }) => sum + parts, 0)).toBe(100);
  });
});
