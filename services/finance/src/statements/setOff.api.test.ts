import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dealAttributionChangedV1, dealCancelledV1, dealTermsChangedV1 } from '@shouwen/contracts';
import { draftedIn, type GraphStatement, linesIn, openStatementDesk } from './statementFixture.ts';

const april = '2026-04-03T10:00:00+08:00';
const may = '2026-05-04T10:00:00+08:00';
const june = '2026-06-02T10:00:00+08:00';
const july = '2026-07-02T10:00:00+08:00';

describe('FI-1.05 what was paid and is owed no longer is set off against the next statement', () => {
  let desk: Awaited<ReturnType<typeof openStatementDesk>>;
  let li: string;
  let zhao: string;
  let dealId: string;
  beforeAll(async () => {
    desk = await openStatementDesk();
  });
  afterAll(() => desk.service.stop());
  beforeEach(async () => {
    [li, zhao] = [desk.service.world.newId(), desk.service.world.newId()];
    dealId = await desk.sell(li);
    await desk.settle((await draftOf(april, '2026-03')).id, april);
  });

  const draftOf = async (at: string, month: string, staffId = li) =>
    draftedIn(await desk.draft(at, { month, staffId }))[0] as GraphStatement;
  const on = '2026-04-11';
  const then = `${on}T17:40:00+08:00`;
  const cheaper = async (priceFen: number) => {
    const unit = {
      clientId: desk.service.world.newId(),
      unitId: desk.service.world.newId(),
      product: 'residential',
      kind: 'price' as const,
    };
    const told = { dealId, siteId: desk.site, ...unit, priceFen, changedAt: then, changedOn: on, rules: ['SR-3.17'] };
    await desk.service.hear(dealTermsChangedV1, told, new Date(then));
  };
  const shared = async () => {
    const consultants = [
      { staffId: li, parts: 50, role: 'first' as const },
      { staffId: zhao, parts: 50, role: 'new' as const },
    ];
    const told = { dealId, consultants, decidedAt: then, decidedBy: desk.people.manager, rules: ['SR-7.04'] };
    await desk.service.hear(dealAttributionChangedV1, told, new Date(then));
  };
  const cancelled = async () => {
    const told = { dealId, cancelledAt: then, cancelledOn: on, fault: 'client' as const, reason: 'x' };
    await desk.service.hear(dealCancelledV1, told, new Date(then));
  };
  /** The claim among the lines, as it is explained. */
  const claimOf = async ({ id }: GraphStatement) => {
    const query = `query ($id: ID!) { statement(id: $id) { lines { edges { node { kind amount { fen } deal { id } explanation {
      outcome summary { zh en } applied { id } facts { name value } } } } } } }`;
    type Why = { outcome: string; summary: { zh: string; en: string }; applied: { id: string }[]; facts: object[] };
    type Node = { kind: string; amount: { fen: number }; deal: { id: string } | null; explanation: Why };
    type Answer = { statement: { lines: { edges: { node: Node }[] } } };
    const { statement } = await desk.as('manager', may).ask<Answer>(query, { id });
    const claim = statement.lines.edges.map(({ node }) => node).find((node) => node.kind === 'SET_OFF');
    if (!claim) throw new Error('no claim');
    return claim;
  };

  it.each([
    [
      'a lower price',
      () => cheaper(100_000_000),
      'TERMS_CHANGE',
      -200_000,
      'terms-change',
      '合同条件变更',
      ['FI-1.05'],
    ],
    ['another share', shared, 'ATTRIBUTION_CHANGE', -500_000, 'attribution-change', '归属变更', ['FI-1.05', 'SR-9.05']],
    ['a cancellation', cancelled, 'CANCELLATION', -1_000_000, 'cancellation', '退订', ['FI-1.05']],
  ] as const)('after %s, and says so', async (_, happens, kind, lostFen, because, zh, rules) => {
    await happens();
    expect(await desk.balances(li)).toEqual({ 'commission-payable': 0, 'set-off-claim': -lostFen });
    await desk.sell(li, { closedAt: '2026-04-20T10:00:00+08:00', closedOn: '2026-04-20', priceFen: 250_000_000 });
    const draft = await draftOf(may, '2026-04');
    expect(linesIn(draft).filter(([one]) => one !== 'SET_OFF')).toEqual([
      [kind, lostFen, 'COUNTED'],
      ['COMMISSION', 2_000_000, 'COUNTED'],
    ]);
    const claim = await claimOf(draft);
    expect(claim).toMatchObject({ deal: { id: dealId }, explanation: { outcome: 'set-off' } });
    expect(claim.explanation.applied.map(({ id }) => id)).toEqual(rules);
    expect(claim.explanation.facts).toContainEqual({ name: 'because', value: because });
    expect(claim.explanation.summary.zh).toMatch(new RegExp(`^${zh}：`));
    const { statement } = await desk.settle(draft.id, may);
    expect(statement).toMatchObject({ paid: { fen: 2_000_000 + lostFen }, carriedOver: { fen: 0 } });
    expect(await desk.balances(li)).toEqual({ 'commission-payable': 0, 'set-off-claim': 0 });
  });

  it('a higher price claims nothing: the difference is paid', async () => {
    await cheaper(150_000_000);
    expect(await desk.balances(li)).toEqual({ 'commission-payable': -200_000 });
    expect((await draftOf(may, '2026-04')).total.fen).toBe(200_000);
  });

  it('what one loses by another share the other is paid', async () => {
    await shared();
    expect((await draftOf(may, '2026-04', zhao)).total.fen).toBe(500_000);
  });

  it('what a month does not earn is carried over, and over again, until it is set off', async () => {
    await cancelled();
    const ofApril = await desk.settle((await draftOf(may, '2026-04')).id, may);
    expect(ofApril.statement).toMatchObject({ paid: { fen: 0 }, carriedOver: { fen: -1_000_000 } });
    await desk.sell(li, { closedAt: '2026-05-31T23:59:59+08:00', closedOn: '2026-05-31', priceFen: 50_000_000 });
    const draftOfMay = await draftOf(june, '2026-05');
    expect(linesIn(draftOfMay)).toEqual([
      ['COMMISSION', 400_000, 'COUNTED'],
      ['CARRY_OVER', -1_000_000, 'COUNTED'],
    ]);
    const ofMay = await desk.settle(draftOfMay.id, june);
    expect(ofMay.statement).toMatchObject({ paid: { fen: 0 }, carriedOver: { fen: -600_000 } });
    await desk.sell(li, { closedAt: '2026-06-01T00:00:00+08:00', closedOn: '2026-06-01' });
    const draftOfJune = await draftOf(july, '2026-06');
    expect(linesIn(draftOfJune)).toEqual([
      ['COMMISSION', 1_000_000, 'COUNTED'],
      ['CARRY_OVER', -600_000, 'COUNTED'],
    ]);
    const ofJune = await desk.settle(draftOfJune.id, july);
    expect(ofJune.statement).toMatchObject({ paid: { fen: 400_000 }, carriedOver: { fen: 0 } });
    expect(await desk.balances(li)).toEqual({ 'carry-over': 0, 'commission-payable': 0, 'set-off-claim': 0 });
  });
});
