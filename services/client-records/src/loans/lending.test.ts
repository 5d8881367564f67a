import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import type { Grant } from '../grants/index.ts';
import { aRequest, monday, policyWith } from '../requests/requestCasesFixture.ts';
import { decideLending, type LendingFacts } from './lending.decision.ts';
import { loanStateAt } from './loan.ts';

const grant: Grant = {
  ...{
    id: 'g',
    requestId: 'r',
    staffId: 'li',
    clientId: 'su',
    acts: ['borrow'],
    fileIds: ['f'],
    fields: [],
    showsClient: false,
  },
  ...{
    pages: null,
    oneTime: true,
    usedAt: null,
    from: monday,
    until: new Date('2026-03-21T00:00:00+08:00'),
    revokedAt: null,
  },
};
const request = aRequest({ kind: 'borrow', state: 'approved', requesterId: 'li', readerId: 'li', loanDays: 3 });
const lending = (change: Partial<LendingFacts> = {}) =>
  given({
    ...{ now: monday, act: 'sign' as const, byId: 'li', request, grant, entered: true, borrowed: [] },
    ...{ files: [{ kept: true, out: false }], policy: policyWith(), ...change },
  }).when(decideLending);
const enter = { act: 'enter', byId: 'specialist', entered: false } as const;

describe('CR-4.04 a loan is entered by the specialist and signed by the borrower', () => {
  it('for three days at most, or what the policy says at the time', () => {
    lending(enter).thenAccepted({ type: 'LoanEntered' }).citingOnly('CR-4.04');
    lending()
      .thenAccepted({ lentOn: '2026-03-02', dueOn: '2026-03-05', headOn: '2026-03-07' })
      .citingOnly('CR-4.04', 'CR-4.05');
    const oneDay = { request: { ...request, loanDays: 1 } };
    lending(oneDay).thenAccepted({ dueOn: '2026-03-03' });
    lending({ policy: policyWith({ 'loan.mostDays': 2, 'loan.headAfterDays': 0 }) }).thenAccepted({
      dueOn: '2026-03-04',
      headOn: '2026-03-05',
    });
  });

  it.each<[string, Partial<LendingFacts>, string]>([
    ['no approval', { grant: null }, 'NOT_A_LOAN'],
    ['an approval to view', { request: { ...request, kind: 'view' } }, 'NOT_A_LOAN'],
    ['an approval that was used', { grant: { ...grant, usedAt: monday } }, 'APPROVAL_USED'],
    ['an approval that was revoked', { grant: { ...grant, revokedAt: monday } }, 'GRANT_OVER'],
    ['an approval that is over', { now: grant.until }, 'GRANT_OVER'],
    ['a request that was given back', { request: { ...request, state: 'ended' } }, 'GRANT_OVER'],
    ['somebody else who signs', { byId: 'zhao' }, 'NOT_THE_BORROWER'],
    ['nothing entered', { entered: false }, 'LOAN_NOT_ENTERED'],
    ['the borrower who enters', { ...enter, byId: 'li' }, 'OWN_REQUEST'],
    ['an entry for the second time', { ...enter, entered: true }, 'LOAN_ENTERED'],
    ['a file that is out', { files: [{ kept: true, out: true }] }, 'FILE_ON_LOAN'],
    ['a file that was destroyed', { files: [{ kept: false, out: false }] }, 'FILE_NOT_KEPT'],
  ])('not with %s', (_, change, code) => {
    lending(change).thenRefused(code as 'NOT_A_LOAN');
  });
});

describe('CR-4.05 while one is overdue nothing more is lent', () => {
  it.each([
    ['2026-03-05T23:59:59+08:00', null],
    ['2026-03-06T00:00:00+08:00', 'LOAN_OVERDUE'],
  ])('with something due on the 5th, at %s', (time, code) => {
    const facts = { now: new Date(time), borrowed: ['2026-03-05', '2026-03-09'] };
    if (code === null) lending(facts).thenAccepted();
    else lending(facts).thenRefused('LOAN_OVERDUE', 'CR-4.05').citing('CR-4.05');
  });

  it.each([
    ['entered', { dueOn: null }, '2026-03-20T23:59:59+08:00'],
    ['lapsed', { dueOn: null }, '2026-03-21T00:00:00+08:00'],
    ['out', { dueOn: '2026-03-05' }, '2026-03-05T23:59:59+08:00'],
    ['overdue', { dueOn: '2026-03-05' }, '2026-03-06T00:00:00+08:00'],
    ['returned', { dueOn: '2026-03-05', returnedAt: monday }, '2026-03-06T00:00:00+08:00'],
  ])('%s by the calendar', (state, change, time) => {
    const loan = { returnedAt: null, validUntil: grant.until, ...change };
    expect(loanStateAt(loan, new Date(time))).toBe(state);
  });
});
