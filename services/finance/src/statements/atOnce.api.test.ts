import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { draftedIn, openStatementDesk } from './statementFixture.ts';

const april = '2026-04-03T10:00:00+08:00';
const steps = [
  ['manager', 'check'],
  ['director', 'approve'],
  ['cashier', 'pay'],
] as const;

describe('FI-1.07 of two requests at the same moment one is done', () => {
  let desk: Awaited<ReturnType<typeof openStatementDesk>>;
  beforeAll(async () => {
    desk = await openStatementDesk();
  });
  afterAll(() => desk.service.stop());

  const outcomes = (answers: readonly Record<string, unknown>[]) =>
    answers.map(({ code, __typename }) => code ?? __typename).sort();

  it('a statement is drafted, checked, approved and paid once each, and the money leaves once', async () => {
    const staffId = desk.people.li;
    await desk.sell(staffId);
    const drafting = () => desk.draft(april, { month: '2026-03', staffId });
    const drafts = await Promise.all([drafting(), drafting(), drafting()]);
    expect(outcomes(drafts)).toEqual(['STATEMENT_EXISTS', 'STATEMENT_EXISTS', 'StatementsDrafted']);
    const [statement] = draftedIn(drafts.find(({ code }) => !code) ?? {});
    const id = statement?.id ?? '';
    for (const [who, step] of steps) {
      const answers = await Promise.all([1, 2, 3].map(() => desk.step(who, step, { at: april, id })));
      expect({ step, done: answers.filter(({ code }) => !code).length }).toEqual({ step, done: 1 });
    }
    expect(await desk.balances(staffId)).toEqual({ 'commission-payable': 0 });
  });

  it('returned and approved at once: one of them, and a returned one is not paid', async () => {
    const staffId = desk.people.zhao;
    await desk.sell(staffId);
    const [statement] = draftedIn(await desk.draft(april, { month: '2026-03', staffId }));
    const id = statement?.id ?? '';
    await desk.step('manager', 'check', { at: april, id });
    const [approved, returned] = await Promise.all([
      desk.step('director', 'approve', { at: april, id }),
      desk.act(desk.as('manager', april), 'returnStatement', {
        input: { statementId: id },
        result: '... on StatementReturned { statement { id } }',
      }),
    ]);
    const wasReturned = returned.code === undefined;
    const paid = await desk.step('cashier', 'pay', { at: april, id });
    if (wasReturned) expect(paid).toHaveProperty('code');
    else expect([approved.code, paid.code]).toEqual([undefined, undefined]);
    expect(await desk.balances(staffId)).toEqual({ 'commission-payable': wasReturned ? -1_000_000 : 0 });
  });
});
