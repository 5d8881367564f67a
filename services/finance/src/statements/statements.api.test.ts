import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealCancelledV1 } from '@shouwen/contracts';
import { nobody } from '@shouwen/testing';
import { draftedIn, linesIn, openStatementDesk, statementFields } from './statementFixture.ts';

const april = '2026-04-03T10:00:00+08:00';
const may = '2026-05-04T10:00:00+08:00';

describe('FI-1.07 the monthly statement', () => {
  let desk: Awaited<ReturnType<typeof openStatementDesk>>;
  beforeAll(async () => {
    desk = await openStatementDesk();
  });
  afterAll(() => desk.service.stop());

  it('is drafted, checked, approved and paid, and every line has its explanation', async () => {
    const { people } = desk;
    const dealId = await desk.sell(people.li);
    const [drafted] = draftedIn(await desk.draft(april, { month: '2026-03', staffId: people.li }));
    if (!drafted) throw new Error('no statement');
    expect(drafted).toMatchObject({ state: 'DRAFTED', month: '2026-03', total: { fen: 1_000_000 }, paid: null });
    expect(linesIn(drafted)).toEqual([['COMMISSION', 1_000_000, 'COUNTED']]);
    const [line] = drafted.lines.edges;
    expect(line?.node).toMatchObject({ deal: { id: dealId } });
    expect(line?.node.explanation.applied.map(({ id }) => id)).toEqual(['FI-1.01', 'FI-1.02', 'FI-1.03']);
    const { id } = drafted;
    expect(await desk.step('manager', 'check', { at: april, id })).toMatchObject({ statement: { state: 'CHECKED' } });
    expect(await desk.step('director', 'approve', { at: april, id })).toMatchObject({
      statement: { state: 'APPROVED', checked: { by: { id: people.manager } }, paid: null },
    });
    expect(await desk.step('cashier', 'pay', { at: april, id })).toMatchObject({
      statement: {
        state: 'PAID',
        paid: { fen: 1_000_000 },
        carriedOver: { fen: 0 },
        settled: { by: { id: people.cashier } },
      },
    });
    expect(await desk.balances(people.li)).toEqual({ 'commission-payable': 0 });
  });

  it('FI-1.05 worked example 4: what April paid stays; May carries the counter-posting, which is set off, the rest carried over', async () => {
    const { people } = desk;
    const cancelledDeal = await desk.sell(people.zhao);
    await desk.settle(
      draftedIn(await desk.draft(april, { month: '2026-03', staffId: people.zhao }))[0]?.id ?? '',
      april,
    );
    await desk.service.hear(
      dealCancelledV1,
      {
        dealId: cancelledDeal,
        cancelledAt: '2026-05-11T17:40:00+08:00',
        cancelledOn: '2026-05-11',
        fault: 'client',
        reason: 'x',
      },
      new Date('2026-05-11T17:40:00+08:00'),
    );
    const booked = await desk.service.world.db.read((tx) =>
      tx.query(
        `select distinct t.book_month as month, t.kind from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
         join ledger_account a on a.id = e.account_id where a.holder_id = $1 order by month, kind`,
        [people.zhao],
      ),
    );
    expect(booked).toEqual([
      { month: '2026-03', kind: 'commission' },
      { month: '2026-04', kind: 'payment' },
      { month: '2026-05', kind: 'cancellation' },
      { month: '2026-05', kind: 'set-off' },
    ]);
    const june = '2026-06-02T10:00:00+08:00';
    expect(await desk.draft(june, { month: '2026-04', staffId: people.zhao })).toMatchObject({
      code: 'NOTHING_TO_SETTLE',
    });
    const [ofMay] = draftedIn(await desk.draft(june, { month: '2026-05', staffId: people.zhao }));
    if (!ofMay) throw new Error('no statement');
    expect(linesIn(ofMay)).toEqual([
      ['CANCELLATION', -1_000_000, 'COUNTED'],
      ['SET_OFF', -1_000_000, 'COUNTED'],
      ['SET_OFF', 1_000_000, 'COUNTED'],
    ]);
    const { statement } = await desk.settle(ofMay.id, june);
    expect(statement).toMatchObject({ paid: { fen: 0 }, carriedOver: { fen: -1_000_000 } });
    expect(await desk.balances(people.zhao)).toEqual({
      'carry-over': 1_000_000,
      'commission-payable': 0,
      'set-off-claim': 0,
    });

    await desk.sell(people.zhao, {
      priceFen: 312_500_000,
      closedAt: '2026-06-05T10:00:00+08:00',
      closedOn: '2026-06-05',
    });
    const july = '2026-07-02T10:00:00+08:00';
    const [ofJune] = draftedIn(await desk.draft(july, { month: '2026-06', staffId: people.zhao }));
    if (!ofJune) throw new Error('no statement');
    expect(linesIn(ofJune)).toEqual([
      ['COMMISSION', 2_500_000, 'COUNTED'],
      ['CARRY_OVER', -1_000_000, 'COUNTED'],
    ]);
    expect((await desk.settle(ofJune.id, july)).statement).toMatchObject({ paid: { fen: 1_500_000 } });
    expect(await desk.balances(people.zhao)).toEqual({ 'carry-over': 0, 'commission-payable': 0, 'set-off-claim': 0 });
  });

  describe('refused', () => {
    it.each([
      ['the last second of the month', '2026-02-28T23:59:59+08:00', 'MONTH_NOT_OVER'],
      ['the first of the next', '2026-03-01T00:00:00+08:00', 'StatementsDrafted'],
    ])('a month that is not over: %s', async (_, at, answer) => {
      const staffId = desk.service.world.newId();
      await desk.sell(staffId, {
        closedAt: '2026-02-10T10:00:00+08:00',
        closedOn: '2026-02-10',
        subscribedOn: '2026-02-10',
      });
      const { code, __typename } = await desk.draft(at, { month: '2026-02', staffId });
      expect(code ?? __typename).toBe(answer);
    });

    it('a second one of the month, one before a later one, and one while another is open', async () => {
      const staffId = desk.service.world.newId();
      await desk.sell(staffId);
      const [first] = draftedIn(await desk.draft(may, { month: '2026-03', staffId }));
      expect(await desk.draft(may, { month: '2026-03', staffId })).toMatchObject({ code: 'STATEMENT_EXISTS' });
      expect(await desk.draft(may, { month: '2026-04', staffId })).toMatchObject({ code: 'STATEMENT_OPEN' });
      await desk.settle(first?.id ?? '', may);
      await desk.sell(staffId);
      expect(await desk.draft(may, { month: '2026-02', staffId })).toMatchObject({ code: 'LATER_STATEMENT_EXISTS' });
    });

    it('the same person twice, the person concerned, and steps out of order', async () => {
      const staffId = desk.people.cashier;
      await desk.sell(staffId);
      const [own] = draftedIn(await desk.draft(may, { month: '2026-03', staffId }));
      const id = own?.id ?? '';
      expect(await desk.step('cashier', 'check', { at: may, id })).toMatchObject({
        code: 'OWN_STATEMENT',
        rule: { id: 'FI-1.07' },
      });
      expect(await desk.step('director', 'approve', { at: may, id })).toMatchObject({ code: 'STATEMENT_STATE' });
      expect(await desk.step('manager', 'check', { at: may, id })).toMatchObject({ statement: { state: 'CHECKED' } });
      expect(await desk.step('director', 'approve', { at: may, id })).toMatchObject({
        statement: { state: 'APPROVED' },
      });
      expect(await desk.step('cashier', 'pay', { at: may, id })).toMatchObject({ code: 'OWN_STATEMENT' });
      expect(await desk.step('manager', 'return', { at: may, id })).toMatchObject({ code: 'STATEMENT_STATE' });
    });

    it('whoever drafted may not check', async () => {
      const staffId = desk.service.world.newId();
      await desk.sell(staffId);
      const input = { siteId: desk.site, month: '2026-03', staffId };
      const result = `... on StatementsDrafted { statements { ${statementFields} } }`;
      const [one] = draftedIn(await desk.act(desk.as('cashier', may), 'draftStatements', { input, result }));
      const id = one?.id ?? '';
      expect(await desk.step('cashier', 'check', { at: may, id })).toMatchObject({ code: 'FOUR_EYES' });
      expect(await desk.step('manager', 'return', { at: may, id })).toMatchObject({ statement: { state: 'RETURNED' } });
      expect(draftedIn(await desk.draft(may, { month: '2026-03', staffId }))).toMatchObject([
        { total: { fen: 1_000_000 } },
      ]);
    });
  });

  it('is seen by the person and by whoever keeps the site; by others not, exactly as if there were none', async () => {
    const { service, people } = desk;
    const query = `query ($id: ID!, $site: ID) { statement(id: $id) { id } statements(siteId: $site) { edges { node { staff { id } } } } }`;
    const mine = (
      await desk.as('li', may).ask<{ statements: { edges: { node: { staff: { id: string } } }[] } }>(query, {
        id: service.world.newId(),
        site: desk.site,
      })
    ).statements.edges;
    expect(new Set(mine.map(({ node }) => node.staff.id))).toEqual(new Set([people.li]));
    const all = await desk
      .as('manager', may)
      .ask<{ statements: { edges: { node: { id: string } }[] } }>(
        `query ($site: ID) { statements(siteId: $site, first: 100) { edges { node { id } } } }`,
        { site: desk.site },
      );
    const id = all.statements.edges[0]?.node.id ?? '';
    expect(all.statements.edges.length).toBeGreaterThan(5);
    const none = { statement: null, statements: { edges: [] } };
    expect(await service.as(nobody, new Date(may)).ask(query, { id, site: desk.site })).toEqual(none);
    expect(await desk.as('li', may).ask(query, { id: 'no id', site: 'no id' })).toEqual(none);
  });

  it('of everybody at once: who has something to settle and nothing open; nobody a second time', async () => {
    const [one, two, late] = [1, 2, 3].map(() => desk.service.world.newId()) as [string, string, string];
    for (const staffId of [one, two]) await desk.sell(staffId);
    await desk.sell(late, { closedAt: '2026-04-01T00:00:00+08:00', closedOn: '2026-04-01' });
    await desk.draft(april, { month: '2026-03', staffId: one });
    const drafted = draftedIn(await desk.draft(april, { month: '2026-03' })).map(({ staff }) => staff.id);
    expect(drafted).toContain(two);
    expect(drafted).not.toContain(one);
    expect(drafted).not.toContain(late);
    expect(await desk.draft(april, { month: '2026-03' })).toMatchObject({ code: 'NOTHING_TO_SETTLE' });
  });

  it('needs the permission of each step there, and a site, a month and a person that can be', async () => {
    await expect(desk.step('li', 'check', { at: may, id: desk.service.world.newId() })).rejects.toThrow(/FORBIDDEN/);
    await expect(desk.step('clerk', 'approve', { at: may, id: desk.service.world.newId() })).rejects.toThrow(
      /FORBIDDEN/,
    );
    await expect(desk.step('manager', 'check', { at: may, id: 'no id' })).rejects.toThrow(/NOT_FOUND/);
    await expect(desk.draft(may, { month: '2026-13' })).rejects.toThrow(/BAD_USER_INPUT/);
    await expect(desk.draft(may, { month: '2026-03', staffId: 'x' })).rejects.toThrow(/BAD_USER_INPUT/);
  });

  it('what was posted into the month after its draft comes in the next one, also from a closed month', async () => {
    const staffId = desk.service.world.newId();
    await desk.sell(staffId, { closedAt: '2026-04-10T10:00:00+08:00', closedOn: '2026-04-10' });
    const [ofApril] = draftedIn(await desk.draft(may, { month: '2026-04', staffId }));
    await desk.sell(staffId, { closedAt: '2026-04-30T23:59:59+08:00', closedOn: '2026-04-30' });
    expect(await desk.draft(may, { month: '2026-04', staffId })).toMatchObject({ code: 'STATEMENT_EXISTS' });
    expect((await desk.settle(ofApril?.id ?? '', may)).statement).toMatchObject({ total: { fen: 1_000_000 } });
    await desk.act(desk.as('cashier', may), 'closeMonth', {
      input: { siteId: desk.site, month: '2026-04' },
      result: '... on MonthClosed { month }',
    });
    await desk.sell(staffId, { closedAt: '2026-04-30T23:00:00+08:00', closedOn: '2026-04-30' });
    const [ofMay] = draftedIn(await desk.draft('2026-06-01T00:00:00+08:00', { month: '2026-05', staffId }));
    expect(ofMay).toMatchObject({ total: { fen: 2_000_000 } });
  });

  it('approved, it never changes, whoever writes', async () => {
    const raw = (sql: string) => desk.service.world.db.transaction((tx) => tx.query(sql));
    await expect(raw(`update statement set total_fen = 1 where state = 'approved'`)).rejects.toThrow(/never changes/);
    await expect(raw(`update statement set paid_fen = 1 where state = 'paid'`)).rejects.toThrow(/never changes/);
    await expect(raw('update statement_line set amount_fen = 1')).rejects.toThrow(/does not change/);
    await expect(raw('delete from statement_line')).rejects.toThrow(/a line stays/);
  });
});
