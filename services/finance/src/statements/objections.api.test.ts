import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dealCancelledV1, dealFrozenV1, dealReleasedV1 } from '@shouwen/contracts';
import { draftedIn, type GraphStatement, linesIn, openStatementDesk } from './statementFixture.ts';

const april = '2026-04-03T10:00:00+08:00';
const may = '2026-05-04T10:00:00+08:00';
const objectionFields = `objection { id state line { id state } ruledBy { id } correct { fen } explanation { outcome applied { id } } }`;

describe('FI-1.09 a person contests a line; it stays frozen until ruled on', () => {
  let desk: Awaited<ReturnType<typeof openStatementDesk>>;
  let deals: string[];
  beforeAll(async () => {
    desk = await openStatementDesk();
  });
  afterAll(() => desk.service.stop());

  type Answer = { code?: string; objection: { id: string; state: string } };
  const contest = async (lineId: string, { at = april, who = 'li' as 'li' | 'zhao', reason = '应为我的客户' } = {}) =>
    (await desk.act(desk.as(who, at), 'contestLine', {
      input: { lineId, reason },
      result: `... on LineContested { ${objectionFields} }`,
    })) as Answer;
  const rule = async (objectionId: string, { at = april, correct = null as number | null, ruling = '核对登记' } = {}) =>
    (await desk.act(desk.as('manager', at), 'ruleObjection', {
      input: { objectionId, correct, ruling },
      result: `... on ObjectionRuled { ${objectionFields} }`,
    })) as Answer;
  const line = (statement: GraphStatement | undefined, dealId: string) =>
    statement?.lines.edges.find(({ node }) => node.deal?.id === dealId)?.node.id ?? '';
  const draftOf = async (at: string, month: string) =>
    draftedIn(await desk.draft(at, { month, staffId: desk.people.li }))[0] as GraphStatement;
  const read = async (id: string, at = april) => {
    const query = `query ($id: ID!) { statement(id: $id) { state total { fen } paid { fen }
      lines { edges { node { id kind state amount { fen } objections { state } } } } } }`;
    return (await desk.as('li', at).ask<{ statement: GraphStatement }>(query, { id })).statement;
  };

  /** Two deals of March of a new person each time: 10,000.00 each. */
  beforeEach(async () => {
    (desk.people as { li: string }).li = desk.service.world.newId();
    deals = [await desk.sell(desk.people.li), await desk.sell(desk.people.li)];
  });
  const [first, second] = [() => deals[0] ?? '', () => deals[1] ?? ''];

  it('of a draft: the line leaves it, what was checked is checked again, and it comes in a later statement', async () => {
    const draft = await draftOf(april, '2026-03');
    await desk.step('manager', 'check', { at: april, id: draft.id });
    const { objection } = await contest(line(draft, first()));
    expect(objection).toMatchObject({
      state: 'OPEN',
      explanation: { outcome: 'contested', applied: [{ id: 'FI-1.09' }] },
    });
    const now = await read(draft.id);
    expect(now).toMatchObject({ state: 'DRAFTED', total: { fen: 1_000_000 } });
    expect(linesIn(now).map(([, , state]) => state)).toEqual(['FROZEN', 'COUNTED']);
    expect((await desk.settle(draft.id, april)).statement).toMatchObject({ paid: { fen: 1_000_000 } });
    expect(await desk.draft(may, { month: '2026-04', staffId: desk.people.li })).toMatchObject({
      code: 'NOTHING_TO_SETTLE',
    });
    await rule(objection.id, { at: may });
    expect(linesIn(await draftOf(may, '2026-04'))).toEqual([['COMMISSION', 1_000_000, 'COUNTED']]);
  });

  it('of an approved one: it stays as it was approved; the payment leaves the line out', async () => {
    const draft = await draftOf(april, '2026-03');
    await desk.step('manager', 'check', { at: april, id: draft.id });
    await desk.step('director', 'approve', { at: april, id: draft.id });
    const { objection } = await contest(line(draft, second()));
    expect(await read(draft.id)).toMatchObject({ state: 'APPROVED', total: { fen: 2_000_000 } });
    const paid = (await desk.step('cashier', 'pay', { at: april, id: draft.id })) as { statement: GraphStatement };
    expect(paid.statement).toMatchObject({ total: { fen: 2_000_000 }, paid: { fen: 1_000_000 } });
    expect(linesIn(paid.statement).map(([, , state]) => state)).toEqual(['COUNTED', 'HELD_BACK']);
    expect(await desk.balances(desk.people.li)).toEqual({ 'commission-payable': -1_000_000 });
    await rule(objection.id, { at: may });
    const next = await draftOf(may, '2026-04');
    expect(next.total.fen).toBe(1_000_000);
    await desk.settle(next.id, may);
    expect(await desk.balances(desk.people.li)).toEqual({ 'commission-payable': 0 });
  });

  it('upheld: the line is released as it is, and the difference is a posting of its own in the next one', async () => {
    const draft = await draftOf(april, '2026-03');
    const { objection } = await contest(line(draft, first()));
    const ruled = await rule(objection.id, { correct: 400_000 });
    expect(ruled.objection).toMatchObject({
      state: 'UPHELD',
      correct: { fen: 400_000 },
      explanation: { outcome: 'upheld' },
    });
    await desk.settle(draft.id, april);
    const next = await draftOf(may, '2026-04');
    expect(linesIn(next)).toEqual([
      ['COMMISSION', 1_000_000, 'COUNTED'],
      ['CORRECTION', -600_000, 'COUNTED'],
    ]);
    expect(next.lines.edges[1]?.node.explanation.applied).toEqual([{ id: 'FI-1.09' }]);
    const cancelled = {
      dealId: first(),
      cancelledAt: may,
      cancelledOn: '2026-05-04',
      fault: 'client' as const,
      reason: 'x',
    };
    await desk.service.hear(dealCancelledV1, cancelled, new Date(may));
    expect(await desk.balances(desk.people.li)).toEqual({ 'commission-payable': 0 });
  });

  it('a dispute about the deal freezes its lines as well, until it is released', async () => {
    const disputeId = desk.service.world.newId();
    const about = { dealId: first(), siteId: desk.site, disputeId };
    const draft = await draftOf(april, '2026-03');
    await desk.service.hear(dealFrozenV1, { ...about, frozenAt: april }, new Date(april));
    await desk.service.hear(dealFrozenV1, { ...about, frozenAt: april }, new Date(april));
    expect(linesIn(await read(draft.id)).map(([, , state]) => state)).toEqual(['FROZEN', 'COUNTED']);
    await desk.settle(draft.id, april);
    expect(await desk.draft(may, { month: '2026-04', staffId: desk.people.li })).toMatchObject({
      code: 'NOTHING_TO_SETTLE',
    });
    await desk.service.hear(dealReleasedV1, { ...about, releasedAt: may }, new Date(may));
    await desk.service.hear(dealFrozenV1, { ...about, frozenAt: april }, new Date(may));
    expect((await draftOf(may, '2026-04')).total.fen).toBe(1_000_000);
  });

  it('a dispute that begins after the approval holds the line back from the payment', async () => {
    const draft = await draftOf(april, '2026-03');
    await desk.step('manager', 'check', { at: april, id: draft.id });
    await desk.step('director', 'approve', { at: april, id: draft.id });
    const frozen = { dealId: first(), siteId: desk.site, disputeId: desk.service.world.newId(), frozenAt: april };
    await desk.service.hear(dealFrozenV1, frozen, new Date(april));
    const { statement } = (await desk.step('cashier', 'pay', { at: april, id: draft.id })) as {
      statement: GraphStatement;
    };
    expect(statement).toMatchObject({ total: { fen: 2_000_000 }, paid: { fen: 1_000_000 } });
  });

  it('is refused for somebody else’s line, a paid one, one contested already, and without a reason', async () => {
    const draft = await draftOf(april, '2026-03');
    const id = line(draft, first());
    await expect(contest(id, { who: 'zhao' })).rejects.toThrow(/NOT_FOUND/);
    await expect(contest('no id')).rejects.toThrow(/NOT_FOUND/);
    expect(await contest(id, { reason: '  ' })).toMatchObject({ code: 'BAD_INPUT' });
    await contest(id);
    expect(await contest(id)).toMatchObject({ code: 'ALREADY_CONTESTED', message: { zh: expect.anything() } });
    await desk.settle(draft.id, april);
    expect(await contest(line(draft, second()))).toMatchObject({ code: 'STATEMENT_STATE' });
  });

  it.each([
    ['the same amount', 1_000_000, 'BAD_CORRECTION'],
    ['one fen more than the deal earns', 1_000_001, 'BAD_CORRECTION'],
    ['nothing at all', 0, undefined],
  ])('a ruling that makes it %s', async (_, correct, code) => {
    const { objection } = await contest(line(await draftOf(april, '2026-03'), first()));
    expect((await rule(objection.id, { correct })).code).toBe(code);
    if (code === undefined) expect(await rule(objection.id)).toMatchObject({ code: 'OBJECTION_CLOSED' });
  });

  it('nobody rules on their own, and only who may rules at all', async () => {
    const manager = desk.people.manager;
    await desk.sell(manager);
    const [own] = draftedIn(await desk.draft(april, { month: '2026-03', staffId: manager }));
    const lineId = own?.lines.edges[0]?.node.id ?? '';
    const answer = (await desk.act(desk.as('manager', april), 'contestLine', {
      input: { lineId, reason: '更正' },
      result: `... on LineContested { ${objectionFields} }`,
    })) as Answer;
    expect(await rule(answer.objection.id)).toMatchObject({ code: 'OWN_OBJECTION' });
    const input = { objectionId: answer.objection.id, ruling: 'x' };
    await expect(desk.act(desk.as('clerk', april), 'ruleObjection', { input, result: '' })).rejects.toThrow(
      /FORBIDDEN/,
    );
  });
});
