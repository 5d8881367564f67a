import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { type DisputeDesk, disputeDesk } from './disputeFixture.ts';

const day = (time: string) => `2026-03-${time}`;

describe('SR-7.04 a dispute over a client, triple-confirmation: the manager rules', () => {
  let service: TestService;
  let desk: DisputeDesk;
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await disputeDesk(service, 'triple-confirmation');
  });
  afterAll(() => service.stop());

  it('is opened as a case: evidence is taken, and what the client bought is frozen', async () => {
    const { li, zhao } = desk;
    const clientId = await desk.aClient(day('02T10:00:00'));
    const dealId = await desk.sell(clientId, day('03T10:00:00'));
    const { dispute } = await desk.open(clientId, day('04T10:00:00'));
    expect(dispute).toMatchObject({
      ...{ state: 'OPEN', aboutDeal: false, shares: null, deals: [{ releasedAt: null }] },
      statementsDueAt: '2026-03-07T16:00:00.000Z',
      explanation: { outcome: 'OPENED', applied: [{ id: 'SR-7.04' }], policies: [{ preset: 'triple-confirmation' }] },
    });
    expect(dispute.evidence).toMatchObject([
      {
        occasion: 'OPENING',
        items: [
          { kind: 'CALL', staff: { id: zhao }, at: '2026-03-02T02:00:00.000Z' },
          { kind: 'CLAIM', staff: { id: li } },
          { kind: 'DEAL', staff: { id: li } },
        ],
      },
    ]);
    const cited = dispute.explanation.facts.filter(({ name }) => name.startsWith('evidence.'));
    expect(cited.map(({ name }) => name)).toEqual(['evidence.call', 'evidence.claim', 'evidence.deal']);
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed', 'frozen']);
  });

  it('a ruling changes the deal, then releases it, and becomes part of why the deal is shared', async () => {
    const { li, zhao, manager } = desk;
    const clientId = await desk.aClient(day('02T10:00:00'));
    const dealId = await desk.sell(clientId, day('03T10:00:00'));
    const disputeId = await desk.heard(clientId, day('04T10:00:00'));
    const reason = '李先登记，赵成交时在场';
    const ruling = { disputeId, shares: desk.split(60, 40), reason };
    const { dispute } = await desk.act('ruleDispute', manager, day('05T10:00:00'), ruling);
    expect(dispute).toMatchObject({
      state: 'RULED',
      shares: [
        { staff: { id: li }, parts: 60 },
        { staff: { id: zhao }, parts: 40 },
      ],
      evidence: [{ occasion: 'OPENING' }, { occasion: 'RULING' }],
    });
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed', 'frozen', 'attribution-changed', 'released']);
    expect(await desk.dealOf(dealId)).toMatchObject({
      consultants: [
        { staff: { id: li }, parts: 60, role: 'RULED' },
        { staff: { id: zhao }, parts: 40, role: 'RULED' },
      ],
      explanation: {
        applied: expect.arrayContaining([{ id: 'SR-9.05' }, { id: 'SR-7.04' }]),
        facts: expect.arrayContaining([
          { name: 'ruledBy', value: manager },
          { name: 'reason', value: reason },
        ]),
      },
    });
  });

  it('the ruling is final: no second ruling, statement, settlement or dispute', async () => {
    const { li, manager, zhao } = desk;
    const clientId = await desk.aClient(day('02T10:00:00'));
    const dealId = await desk.sell(clientId, day('03T10:00:00'));
    const disputeId = await desk.heard(clientId, day('04T10:00:00'));
    const ruling = (one: number) => ({ disputeId, shares: desk.split(one, 100 - one), reason: '证据' });
    await desk.act('ruleDispute', manager, day('05T10:00:00'), ruling(100));
    const later = day('06T10:00:00');
    const tries = [
      desk.act('ruleDispute', manager, later, ruling(0)),
      desk.act('makeStatement', li, later, { disputeId, said: '补充', addition: true }),
      desk.act('proposeSettlement', li, later, { disputeId, shares: desk.split(50, 50) }),
      desk.open(clientId, later),
      desk.open(clientId, later, { dealId }),
      desk.open(clientId, later, { otherSide: desk.sun, oneSide: zhao, dealId }, manager),
    ];
    for (const answer of await Promise.all(tries))
      expect(answer).toMatchObject({ code: 'DISPUTE_DECIDED', rule: { id: 'SR-7.04' } });
    await expect(
      desk.db.transaction((tx) =>
        tx.query(
          `INSERT INTO dispute_proposal SELECT gen_random_uuid(), dispute_id, kind, proposed_by, proposed_at, shares, reason,
             answer, answered_by, answered_at, answer_reason, explanation_id FROM dispute_proposal WHERE dispute_id = $1`,
          [disputeId],
        ),
      ),
    ).rejects.toThrow(/no_second_ruling/);
  });

  it.each([
    ['that adds up to 99', [59, 40]],
    ['that adds up to 101', [61, 40]],
    ['with a negative part', [110, -10]],
  ] as const)('a split %s is refused', async (_, [one, other]) => {
    const clientId = await desk.aClient(day('02T10:00:00'));
    const disputeId = await desk.heard(clientId, day('04T10:00:00'));
    const bad = { disputeId, shares: desk.split(one, other), reason: '证据' };
    const answers = [
      await desk.act('ruleDispute', desk.manager, day('05T10:00:00'), bad),
      await desk.act('proposeSettlement', desk.li, day('05T10:00:00'), { disputeId, shares: bad.shares }),
    ];
    for (const answer of answers) expect(answer.code).toBe('SHARES_DO_NOT_ADD_UP');
    expect((await desk.see(desk.manager, day('05T11:00:00'), disputeId))?.state).toBe('OPEN');
  });

  it('a split names the two sides, nobody else and nobody twice', async () => {
    const { li, sun, manager } = desk;
    const disputeId = await desk.heard(await desk.aClient(day('02T10:00:00')), day('04T10:00:00'));
    const rule = (shares: unknown) =>
      desk.act('ruleDispute', manager, day('05T10:00:00'), { disputeId, shares, reason: '证据' });
    const half = (staffId: string) => ({ staffId, parts: 50 });
    for (const shares of [[half(li), half(sun)], [half(li), half(li)], []])
      expect((await rule(shares)).code).toBe('SHARES_DO_NOT_ADD_UP');
  });

  it('both sides are heard first, or their three days are over', async () => {
    const { manager, li } = desk;
    const [early, late] = [await desk.aClient(day('02T10:00:00')), await desk.aClient(day('02T10:00:00'))];
    const [one, other] = [await desk.open(early, day('04T10:00:00')), await desk.open(late, day('04T10:00:00'))];
    for (const { dispute } of [one, other])
      await desk.act('makeStatement', li, day('04T11:00:00'), { disputeId: dispute.id, said: '我先接待' });
    const ruling = ({ dispute }: typeof one) => ({ disputeId: dispute.id, shares: desk.split(100, 0), reason: '证据' });
    expect((await desk.act('ruleDispute', manager, day('07T23:59:59'), ruling(one))).code).toBe('STATEMENTS_MISSING');
    expect((await desk.act('ruleDispute', manager, day('08T00:00:00'), ruling(other))).dispute.state).toBe('RULED');
  });

  it('a side tells its case once and amends it by additions; nobody else does', async () => {
    const { li, zhao, manager } = desk;
    const { dispute } = await desk.open(await desk.aClient(day('02T10:00:00')), day('04T10:00:00'));
    const say = (who: string, said: string, addition = false) =>
      desk.act('makeStatement', who, day('04T11:00:00'), { disputeId: dispute.id, said, addition });
    expect((await say(li, '补充', true)).code).toBe('NOT_STATED');
    expect((await say(li, ' ')).code).toBe('BAD_INPUT');
    await say(li, '我先接待');
    expect((await say(li, '改口')).code).toBe('ALREADY_STATED');
    expect((await say(manager, '旁观')).code).toBe('NOT_A_PARTY');
    await say(li, '有来电为证', true);
    await say(zhao, '我成交');
    expect(await desk.see(zhao, day('04T12:00:00'), dispute.id)).toMatchObject({
      statements: [
        { staff: { id: li }, addition: false, said: '我先接待' },
        { staff: { id: li }, addition: true, said: '有来电为证' },
        { staff: { id: zhao }, addition: false, said: '我成交' },
      ],
    });
  });

  it('the parties settle, each by an act of its own; an offer that was replaced cannot be agreed to any more', async () => {
    const { li, zhao, manager } = desk;
    const clientId = await desk.aClient(day('02T10:00:00'));
    const dealId = await desk.sell(clientId, day('03T10:00:00'));
    const { dispute } = await desk.open(clientId, day('04T10:00:00'));
    const disputeId = dispute.id;
    const offer = async (who: string, one: number) => {
      const given = { disputeId, shares: desk.split(one, 100 - one) };
      const answer = await desk.act('proposeSettlement', who, day('04T11:00:00'), given);
      return answer.dispute.proposals.find(({ answer: to }) => to === null)?.id;
    };
    const agree = (who: string, proposalId: string | undefined) =>
      desk.act('agreeToSettlement', who, day('04T12:00:00'), { disputeId, proposalId });
    const [first, second] = [await offer(li, 70), await offer(li, 50)];
    expect((await agree(zhao, first)).code).toBe('NOTHING_TO_ANSWER');
    expect((await agree(li, second)).code).toBe('NEEDS_ANOTHER_PERSON');
    expect((await agree(manager, second)).code).toBe('NOT_A_PARTY');
    expect((await agree(zhao, second)).dispute).toMatchObject({
      ...{ state: 'SETTLED', shares: [{ parts: 50 }, { parts: 50 }], explanation: { outcome: 'SETTLED' } },
      proposals: [{ answer: 'withdrawn' }, { answer: 'agreed', answeredBy: { id: zhao } }],
    });
    expect(await desk.toldOfDeal(dealId)).toEqual(['closed', 'frozen', 'attribution-changed', 'released']);
    expect(await desk.dealOf(dealId)).toMatchObject({ consultants: [{ parts: 50 }, { parts: 50 }] });
  });
});
