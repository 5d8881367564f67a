import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, openRequestDesk, type Person, people, type RequestDesk, site } from '../requests/requestFixture.ts';

let desk: RequestDesk;
let clientId: string;
beforeAll(async () => {
  desk = await openRequestDesk();
  clientId = await desk.client();
});
afterAll(() => desk?.service.stop());

const { li, zhao, wang, manager, specialist, secondSpecialist, supervisor, otherManager } = people;
type Lines = { readonly code?: string; readonly error?: string; readonly loans: readonly { readonly id: string }[] };

/** A request to borrow that the head of the department and the specialist approved. */
const approved = async (borrower: Person, fileId: string, change: Record<string, unknown> = {}): Promise<string> => {
  const form = { kind: 'BORROW', fileIds: [fileId], copies: 1, loanDays: 3, untilOn: '2026-03-20', ...change };
  const { id } = await desk.submitted(borrower, at('02', '09:00'), form);
  await desk.decide(manager, at('02', '09:10'), id);
  expect(await desk.decide(specialist, at('02', '09:20'), id)).toMatchObject({ state: 'APPROVED' });
  return id;
};
const enter = (id: string, when = at('02'), by: Person = specialist) =>
  desk.act<Lines>(by, when, 'enterLoan', { requestId: id });
const sign = (by: Person, id: string, when = at('02')) => desk.act<Lines>(by, when, 'signLoan', { requestId: id });
const strikeOff = (loanId: string, when: Date, by: Person = specialist) =>
  desk.act<Lines>(by, when, 'strikeOffLoan', { loanId, condition: '完好' });
const list = async (by: Person, when: Date, query: string) => {
  type Answer = Record<string, { edges: { node: { state: string; remindedAt: string; headToldAt: string } }[] }>;
  const answer = await desk.ask<Answer>(
    by,
    when,
    `{ ${query} { edges { node { id state dueOn remindedAt headToldAt indexNumber } } } }`,
  );
  return Object.values(answer)[0]?.edges.map(({ node }) => node);
};

describe('CR-4.05 worked example 3: a loan from Monday 10:00', () => {
  let loanId: string;
  let requestId: string;
  let second: string;

  it('CR-4.04 is approved by the head and the specialist, entered, and signed by both', async () => {
    requestId = await approved(li, await desk.file(clientId));
    second = await approved(li, await desk.file(clientId));
    expect(await sign(li, requestId)).toMatchObject({ code: 'LOAN_NOT_ENTERED' });
    expect(await enter(requestId, at('02'), li)).toMatchObject({ error: 'NOT_FOUND' });
    expect(await enter(requestId, at('02'), manager)).toMatchObject({ error: 'NOT_FOUND' });
    expect(await enter(requestId)).toMatchObject({ loans: [{}], explanation: { outcome: 'loan-entered' } });
    expect(await enter(requestId)).toMatchObject({ code: 'LOAN_ENTERED' });
    expect(await sign(zhao, requestId)).toMatchObject({ error: 'NOT_FOUND' });
    const signed = await sign(li, requestId);
    expect(signed).toMatchObject({ loans: [{ lentOn: '2026-03-02', dueOn: '2026-03-05', state: 'OUT' }] });
    loanId = signed.loans[0]?.id ?? '';
    expect(await desk.see(li, at('02'), requestId)).toMatchObject({ state: 'ACTIVE' });
  });

  it('is due on Thursday, and overdue from Friday on, timer or not', async () => {
    expect(await list(li, at('05', '23:59'), 'myLoans')).toMatchObject([{ state: 'OUT', dueOn: '2026-03-05' }]);
    expect(await list(li, at('06', '00:00'), 'myLoans')).toMatchObject([{ state: 'OVERDUE', remindedAt: null }]);
    expect(await list(specialist, at('05', '23:59'), `loanRegister(siteId: "${site}", overdueOnly: true)`)).toEqual([]);
    expect(
      await list(specialist, at('06', '00:00'), `loanRegister(siteId: "${site}", overdueOnly: true)`),
    ).toHaveLength(1);
    expect(await list(zhao, at('06', '00:00'), `loanRegister(siteId: "${site}")`)).toEqual([]);
  });

  it('brings a second loan while it is in time, and none while it is overdue', async () => {
    expect(await enter(second, at('06', '00:00'))).toMatchObject({ code: 'LOAN_OVERDUE', rule: { id: 'CR-4.05' } });
    expect(await enter(second, at('05', '23:59'))).toMatchObject({ loans: [{}] });
    expect(await sign(li, second, at('06', '00:00'))).toMatchObject({ code: 'LOAN_OVERDUE' });
  });

  it('reminds the borrower, then tells the head of the department, once each', async () => {
    expect(await desk.service.doDue(at('05', '23:59'))).toMatchObject({ 'loans.remind': 0, 'loans.tellHead': 0 });
    expect(await desk.service.doDue(at('06', '00:00'))).toMatchObject({ 'loans.remind': 1, 'loans.tellHead': 0 });
    expect(await list(manager, at('06', '23:59'), 'lateLoansOfMyDepartment')).toEqual([]);
    expect(await desk.service.doDue(at('07', '00:00'))).toMatchObject({ 'loans.remind': 0, 'loans.tellHead': 1 });
    expect(await list(manager, at('07', '00:00'), 'lateLoansOfMyDepartment')).toMatchObject([{ state: 'OVERDUE' }]);
    expect(await list(otherManager, at('07', '00:00'), 'lateLoansOfMyDepartment')).toEqual([]);
    expect(await desk.service.doDue(at('08', '00:00'))).toMatchObject({ 'loans.remind': 0, 'loans.tellHead': 0 });
  });

  it('S16 is struck off on return, and the approval is used up', async () => {
    expect(await strikeOff(loanId, at('09'), li)).toMatchObject({ error: 'NOT_FOUND' });
    const back = await strikeOff(loanId, at('09'));
    expect(back).toMatchObject({ loans: [{ state: 'RETURNED' }], explanation: { applied: [{ id: 'CR-4.05' }] } });
    expect(await strikeOff(loanId, at('09'))).toMatchObject({ code: 'LOAN_NOT_OUT' });
    expect(await desk.see(li, at('09'), requestId)).toMatchObject({ state: 'ENDED', endReason: 'RETURNED' });
    expect(await enter(requestId, at('09'))).toMatchObject({ code: 'APPROVAL_USED' });
    expect(await sign(li, requestId, at('09'))).toMatchObject({ code: 'APPROVAL_USED' });
    expect(await sign(li, second, at('09'))).toMatchObject({ loans: [{ dueOn: '2026-03-12' }] });
  });
});

describe('CR-4.04 what is lent', () => {
  it('a paper is in one hand: of two who sign at once exactly one gets it', async () => {
    const file = await desk.file(clientId);
    const [first, second] = [await approved(zhao, file), await approved(wang, file)];
    await enter(first);
    await enter(second);
    const answers = await Promise.all([sign(zhao, first), sign(wang, second)]);
    expect(answers.map(({ code }) => code ?? 'lent').sort()).toEqual(['FILE_ON_LOAN', 'lent']);
    expect(await enter(await approved(zhao, file))).toMatchObject({ code: expect.stringMatching(/FILE_ON_LOAN/) });
    const locks = await desk.rows(`SELECT FROM file_lock WHERE file_id = $1 AND reason = 'loan'`, [file]);
    expect(locks).toHaveLength(1);
  });

  it('S16 nobody signs twice, after the end of the approval, or lends to themselves', async () => {
    const [once, late, own] = [await desk.file(clientId), await desk.file(clientId), await desk.file(clientId)];
    const requestId = await approved(wang, once);
    await enter(requestId);
    const answers = await Promise.all(Array.from({ length: 4 }, () => sign(wang, requestId)));
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(1);
    const lapsed = await approved(wang, late);
    await enter(lapsed, at('03'));
    expect(await sign(wang, lapsed, at('21', '00:00'))).toMatchObject({ code: 'GRANT_OVER' });
    const form = { kind: 'BORROW', fileIds: [own], copies: 1, loanDays: 1, untilOn: '2026-03-20' };
    const asked = await desk.submitted(secondSpecialist, at('02'), form);
    await desk.decide(supervisor, at('02'), asked.id);
    expect(await desk.decide(secondSpecialist, at('02'), asked.id)).toMatchObject({ code: 'OWN_REQUEST' });
    await desk.decide(specialist, at('02'), asked.id);
    expect(await enter(asked.id, at('02'), secondSpecialist)).toMatchObject({ code: 'OWN_REQUEST' });
    await enter(asked.id);
    const lent = await sign(secondSpecialist, asked.id);
    expect(lent).toMatchObject({ loans: [{ dueOn: '2026-03-03' }] });
    expect(await strikeOff(lent.loans[0]?.id ?? '', at('03'), secondSpecialist)).toMatchObject({ code: 'OWN_REQUEST' });
  });
});

describe('S16 CR-4.02 a file that becomes classified after it was granted', () => {
  const { clerk, advisor, serviceManager, general } = people;
  const seen = (fileId: string, when: Date) => desk.ask(clerk, when, `{ file(id: "${fileId}") { level } }`);
  const raise = async (fileId: string, when: Date) => {
    const shelf = { siteId: site, room: '密库', cabinet: 'Z', shelf: Number(fileId.replace(/\D/g, '').slice(-3)) + 1 };
    const added = await desk.act<{ shelf: { id: string } }>(supervisor, when, 'addArchiveShelf', {
      ...shelf,
      classified: true,
    });
    const input = { idempotencyKey: fileId, fileId, level: 'CONFIDENTIAL', reason: '涉及资金来源' };
    const mutation = `mutation ($input: ReclassifyFileInput!) { reclassifyFile(input: $input) { __typename } }`;
    await desk.ask(supervisor, when, mutation, {
      input: { ...input, place: { shelfId: added.shelf.id, position: 1 } },
    });
  };

  it('is read no more by whom only the department head and client service let, and asked for anew', async () => {
    const file = await desk.file(clientId);
    const asked = await desk.submitted(zhao, at('02'), { kind: 'VIEW', fileIds: [file], readerId: clerk.staffId });
    await desk.decide(manager, at('02'), asked.id);
    await desk.decide(advisor, at('02'), asked.id);
    expect(await seen(file, at('02', '11:00'))).toEqual({ file: { level: 'ORDINARY' } });
    await raise(file, at('03'));
    expect(await seen(file, at('03', '10:01'))).toEqual({ file: null });
    expect(await desk.see(zhao, at('03', '10:01'), asked.id)).toMatchObject({ state: 'ENDED', endReason: 'REVOKED' });
  });

  it('is not lent by an approval that the client-service manager was not asked for, entered or not', async () => {
    const [entered, other] = [await desk.file(clientId), await desk.file(clientId)];
    const [first, second] = [await approved(wang, entered), await approved(wang, other)];
    await enter(first);
    await raise(entered, at('03'));
    await raise(other, at('03'));
    expect(await sign(wang, first, at('03', '10:01'))).toMatchObject({ code: 'GRANT_OVER' });
    expect(await enter(second, at('03', '10:01'))).toMatchObject({ code: 'GRANT_OVER' });
  });

  it('stays granted where everybody approved whom CR-4.02 names', async () => {
    const [file, secret] = [await desk.file(clientId), await desk.file(clientId, 'CONFIDENTIAL')];
    const form = { kind: 'VIEW', fileIds: [file, secret], readerId: clerk.staffId };
    const asked = await desk.submitted(supervisor, at('02'), form);
    for (const by of [general, advisor, serviceManager]) await desk.decide(by, at('02'), asked.id);
    await raise(file, at('03'));
    expect(await seen(file, at('03', '10:01'))).toEqual({ file: { level: 'CONFIDENTIAL' } });
  });
});
