import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dealCancelledV1, dealContractedV1, violationRecordedV1 } from '@shouwen/contracts';
import { draftedIn, type GraphStatement, linesIn, openStatementDesk } from './statementFixture.ts';

const march = '2026-03-20T10:00:00+08:00';
const april = '2026-04-03T10:00:00+08:00';
const may = '2026-05-04T10:00:00+08:00';

describe('what sanctions take, in the statement', () => {
  let desk: Awaited<ReturnType<typeof openStatementDesk>>;
  let li: string;
  beforeAll(async () => {
    desk = await openStatementDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());
  beforeEach(() => {
    li = desk.service.world.newId();
  });

  type Fined = { readonly fine: { readonly id: string; readonly state: string } };
  /** Recorded by the system, confirmed by the manager. */
  const fined = async (
    code: string,
    {
      dealId = null,
      occurredAt = '2026-03-10T10:00:00+08:00',
      ...input
    }: Record<string, unknown> & { dealId?: string | null; occurredAt?: string } = {},
  ) => {
    const { service, site } = desk;
    const violation = {
      ...{
        violationId: service.world.newId(),
        siteId: site,
        staffId: li,
        code,
        occurredAt,
      },
      ...{ reportedBy: null, subject: null, dealId, occurrences: 1, grave: false, reason: 'seen', rules: [] },
    };
    await service.hear(violationRecordedV1, violation, new Date(march));
    const [{ id }] = (await service.world.db.read((tx) =>
      tx.query('select id from fine where violation_id = $1', [violation.violationId]),
    )) as [{ id: string }];
    const result = '... on FineChanged { fine { id state } }';
    const answer = await desk.act(desk.as('manager', march), 'confirmFine', {
      input: { fineId: id, ...input },
      result,
    });
    expect(answer).toMatchObject({ fine: { state: 'CONFIRMED' } });
    return (answer as Fined).fine.id;
  };
  const withdrawn = (fineId: string, at: string) =>
    desk.act(desk.as('manager', at), 'withdrawFine', {
      input: { fineId, reason: 'a mistake' },
      result: '... on FineChanged { fine { id state } }',
    });
  const draftOf = async (at: string, month: string) =>
    draftedIn(await desk.draft(at, { month, staffId: li }))[0] as GraphStatement;

  it('a fine is a line of its own, and is deducted once', async () => {
    await desk.sell(li);
    await fined('V-01');
    const draft = await draftOf(april, '2026-03');
    expect(linesIn(draft)).toEqual([
      ['COMMISSION', 1_000_000, 'COUNTED'],
      ['FINE', -2_000, 'COUNTED'],
    ]);
    const [, fine] = draft.lines.edges;
    expect(fine?.node.explanation.applied.map(({ id }) => id)).toContain('V-01');
    expect((await desk.settle(draft.id, april)).statement).toMatchObject({ paid: { fen: 998_000 } });
    expect(await desk.draft(may, { month: '2026-04', staffId: li })).toMatchObject({ code: 'NOTHING_TO_SETTLE' });
  });

  it('a fine without a commission is carried over', async () => {
    await fined('V-01');
    const draft = await draftOf(april, '2026-03');
    expect((await desk.settle(draft.id, april)).statement).toMatchObject({
      paid: { fen: 0 },
      carriedOver: { fen: -2_000 },
    });
    await desk.sell(li, { closedAt: '2026-04-10T10:00:00+08:00', closedOn: '2026-04-10' });
    expect((await draftOf(may, '2026-04')).total.fen).toBe(998_000);
  });

  it('of everybody at once: also who has nothing but a fine of the month, or what was carried over', async () => {
    await fined('V-01');
    const fine = li;
    li = desk.service.world.newId();
    await fined('V-02');
    const carrying = li;
    await desk.settle((await draftOf(april, '2026-03')).id, april);
    li = desk.service.world.newId();
    await fined('V-03', { occurredAt: '2026-04-01T00:00:00+08:00' });
    const drafted = draftedIn(await desk.draft(april, { month: '2026-03' }));
    expect(drafted.filter(({ staff }) => [fine, carrying, li].includes(staff.id)).map(({ staff }) => staff.id)).toEqual(
      [fine],
    );
    const later = draftedIn(await desk.draft(may, { month: '2026-04' }));
    expect(later.filter(({ staff }) => [carrying, li].includes(staff.id)).map(linesIn)).toEqual([
      [['CARRY_OVER', -2_000, 'COUNTED']],
      [['FINE', -2_000, 'COUNTED']],
    ]);
  });

  describe('contested', () => {
    const contest = (lineId: string, at: string) =>
      desk.act(desk.as('li', at), 'contestLine', {
        input: { lineId, reason: '未曾迟到' },
        result: '... on LineContested { objection { id } }',
      });
    const read = async (id: string) => {
      const query = `query ($id: ID!) { statement(id: $id) { lines { edges { node { id kind fine { id state }
        carriedFrom { id } } } } } }`;
      type Line = { id: string; kind: string; fine: { id: string } | null; carriedFrom: { id: string } | null };
      type Answer = { statement: { lines: { edges: { node: Line }[] } } };
      const { statement } = await desk.as('li', may).ask<Answer>(query, { id });
      return statement.lines.edges.map(({ node }) => node);
    };

    it('FI-1.09 the line of a fine leads to the fine; contested there, it leaves the payment', async () => {
      li = desk.people.li;
      await desk.sell(li);
      const fineId = await fined('V-01');
      const { id } = await draftOf(april, '2026-03');
      const [commission, fine] = await read(id);
      expect([commission?.fine, fine?.fine]).toEqual([null, { id: fineId, state: 'CONFIRMED' }]);
      expect(await contest(fine?.id ?? '', april)).toMatchObject({
        code: 'CONTEST_THE_FINE',
        rule: { id: 'FI-3' },
        message: { zh: expect.stringContaining(fineId), en: expect.stringContaining(fineId) },
      });
      const input = { fineId, reason: '未曾迟到' };
      const result = '... on FineChanged { fine { state } }';
      await desk.act(desk.as('li', april), 'contestFine', { input, result });
      expect((await desk.settle(id, april)).statement).toMatchObject({ paid: { fen: 1_000_000 } });
    });

    it('FI-1.09 what was carried over was settled with its statement, to which the line leads', async () => {
      (desk.people as { li: string }).li = li;
      await fined('V-01');
      const march = await draftOf(april, '2026-03');
      await desk.settle(march.id, april);
      const [line] = await read((await draftOf(may, '2026-04')).id);
      expect(line).toMatchObject({ kind: 'CARRY_OVER', fine: null, carriedFrom: { id: march.id } });
      expect(await contest(line?.id ?? '', may)).toMatchObject({ code: 'LINE_NOT_CONTESTABLE' });
    });
  });

  it('a fine that was taken back after the approval is not deducted', async () => {
    await desk.sell(li);
    const fineId = await fined('V-01');
    const { id } = await draftOf(april, '2026-03');
    await desk.step('manager', 'check', { at: april, id });
    await desk.step('director', 'approve', { at: april, id });
    await withdrawn(fineId, april);
    const paid = (await desk.step('cashier', 'pay', { at: april, id })) as { statement: GraphStatement };
    expect(paid.statement).toMatchObject({ total: { fen: 998_000 }, paid: { fen: 1_000_000 } });
  });

  describe('FI-1.06 withheld by sanction: a posting of its own, never a changed share', () => {
    it('one deal’s commission, until the sanction is taken back', async () => {
      const dealId = await desk.sell(li);
      await desk.sell(li);
      const fineId = await fined('V-32', { dealId, effects: ['WITHHOLD_DEAL'] });
      const draft = await draftOf(april, '2026-03');
      expect(linesIn(draft).filter(([kind]) => kind !== 'FINE')).toEqual([
        ['COMMISSION', 1_000_000, 'COUNTED'],
        ['COMMISSION', 1_000_000, 'COUNTED'],
        ['WITHHOLDING', -1_000_000, 'COUNTED'],
      ]);
      const withheld = draft.lines.edges.find(({ node }) => node.kind === 'WITHHOLDING')?.node;
      expect(withheld).toMatchObject({ deal: { id: dealId }, explanation: { applied: [{ id: 'FI-1.06' }] } });
      await desk.step('manager', 'return', { at: april, id: draft.id });
      await withdrawn(fineId, april);
      const released = await draftOf(may, '2026-04');
      expect(released.total.fen).toBe(2_000_000);
      await desk.settle(released.id, may);
      expect(await desk.balances(li)).toEqual({ 'commission-payable': 0, 'commission-withheld': 0 });
    });

    it('a month’s commission, also what that month’s book still gets, and nothing of the next', async () => {
      await desk.sell(li);
      await fined('V-36', { grave: true });
      await desk.sell(li, { closedAt: '2026-03-31T23:59:59+08:00', closedOn: '2026-03-31' });
      await desk.sell(li, { closedAt: '2026-04-01T00:00:00+08:00', closedOn: '2026-04-01' });
      expect(await desk.balances(li)).toEqual({ 'commission-payable': -1_000_000, 'commission-withheld': -2_000_000 });
      expect((await draftOf(may, '2026-04')).total.fen).toBe(1_000_000 - 100_000);
    });

    it('all commission: what is owed, and what comes, until it is released', async () => {
      const dealId = await desk.sell(li);
      const fineId = await fined('V-42', { grave: true });
      await desk.sell(li, { closedAt: '2026-04-01T00:00:00+08:00', closedOn: '2026-04-01' });
      expect(await desk.balances(li)).toEqual({ 'commission-payable': 0, 'commission-withheld': -2_000_000 });
      const cancelled = { dealId, cancelledAt: may, cancelledOn: '2026-05-04', fault: 'client' as const, reason: 'x' };
      await desk.service.hear(dealCancelledV1, cancelled, new Date(may));
      expect(await desk.balances(li)).toEqual({ 'commission-payable': 0, 'commission-withheld': -1_000_000 });
      await withdrawn(fineId, may);
      expect(await desk.balances(li)).toEqual({ 'commission-payable': -1_000_000, 'commission-withheld': 0 });
    });

    it('of a deal that was paid already: it is taken back from the next statement', async () => {
      const dealId = await desk.sell(li);
      await desk.settle((await draftOf(april, '2026-03')).id, april);
      await fined('V-32', { dealId, effects: ['WITHHOLD_DEAL'] });
      const sums = await desk.balances(li);
      expect(sums).toEqual({ 'commission-payable': 0, 'commission-withheld': -1_000_000, 'set-off-claim': 1_000_000 });
      expect((await draftOf(may, '2026-04')).total.fen).toBe(-1_000_000 - 50_000);
    });

    it('the shares stay as they were, and the contract told again changes nothing', async () => {
      const dealId = await desk.sell(li);
      await fined('V-32', { dealId, effects: ['WITHHOLD_DEAL'] });
      const contracted = { dealId, siteId: desk.site, drawnBy: li, checkedBy: desk.people.manager };
      const signed = { ...contracted, contractedAt: april, contractedOn: '2026-04-03' };
      for (const _ of [1, 2]) await desk.service.hear(dealContractedV1, signed, new Date(april));
      const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Deal", id: $id }]) {
        ... on Deal { commission { total { fen } lines { cause amount { fen } staff { id } } } } } }`;
      const answer = await desk
        .as('manager', april)
        .ask<{ _entities: [{ commission: unknown }] }>(query, { id: dealId });
      expect(answer._entities[0].commission).toEqual({
        total: { fen: 1_000_000 },
        lines: [
          { cause: 'COMMISSION', amount: { fen: 1_000_000 }, staff: { id: li } },
          { cause: 'WITHHOLDING', amount: { fen: -1_000_000 }, staff: { id: li } },
        ],
      });
    });
  });
});
