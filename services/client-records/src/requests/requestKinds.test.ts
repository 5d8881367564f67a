import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import { decideSubmission } from './form/submitRequest.decision.ts';
import type { AccessRequest } from './request.ts';
import { aDraft, policyWith } from './requestCasesFixture.ts';
import { type RequestKind, requestKinds, type Step } from './requestKinds.ts';

const whole: Partial<AccessRequest> = {
  ...{ pages: '第3至5页', copies: 1, loanDays: 3, carrierId: 'courier', safeguards: '封口并双人押运' },
  ...{ recipient: '市房产交易中心', scope: { fields: ['number'] } },
};
const submitted = (kind: RequestKind, { classified = false, approver = 'clientService' } = {}) =>
  given(
    aDraft(
      { ...whole, kind },
      {
        ...{ files: [{ carrier: 'paper', classified, kept: true }], hasOutsider: true },
        policy: policyWith({ 'view.approver': approver }),
      },
    ),
  ).when(decideSubmission);
const gm = { approver: 'generalManager' };
const secret = { classified: true };

/** As the table of CR-4 says, with who approves. */
const plans: readonly [
  rule: 'CR-4.01' | 'CR-4.03' | 'CR-4.04' | 'CR-4.06' | 'CR-4.07' | 'CR-4.08' | 'CR-4.09',
  RequestKind,
  object,
  Step[],
][] = [
  ['CR-4.01', 'view', {}, ['stamp', 'review']],
  ['CR-4.01', 'view', gm, ['stamp', 'direct']],
  ['CR-4.01', 'view', secret, ['stamp', 'review', 'classified']],
  ['CR-4.01', 'view', { ...secret, ...gm }, ['stamp', 'direct']],
  ['CR-4.03', 'view-outsider', {}, ['review']],
  ['CR-4.03', 'view-outsider', secret, ['classified']],
  ['CR-4.03', 'view-outsider', gm, ['review']],
  ['CR-4.04', 'borrow', {}, ['stamp', 'lend']],
  ['CR-4.04', 'borrow', secret, ['stamp', 'lend', 'classified']],
  ['CR-4.06', 'copy', {}, ['copy']],
  ['CR-4.07', 'carry', secret, ['supervise']],
  ['CR-4.08', 'disclose', {}, ['supervise', 'classified']],
  ['CR-4.08', 'export', {}, ['supervise', 'classified']],
  ['CR-4.08', 'export', gm, ['supervise', 'direct']],
  ['CR-4.09', 'statistics', gm, ['classified', 'direct']],
];

describe('CR-4.01 CR-4.02 CR-4.03 CR-4.06 CR-4.07 CR-4.08 who approves which request', () => {
  it.each(plans)('%s: %s %j', (rule, kind, facts, plan) => {
    submitted(kind, facts)
      .thenAccepted({ plan, nextStep: plan[0] as Step })
      .citing('CR-4', rule);
  });

  it('the acts that follow are those asked for, and copies, loans and transports are for once', () => {
    const acts = Object.entries(requestKinds).map(([kind, spec]) => [kind, ...spec.acts, spec.oneTime]);
    expect(acts).toEqual([
      ['view', 'view', false],
      ['view-outsider', 'view', false],
      ['borrow', 'borrow', true],
      ['copy', 'copy', true],
      ['carry', 'carry', true],
      ['disclose', 'disclose', true],
      ['export', 'export', true],
      ['statistics', 'view', false],
    ]);
  });
});

describe('CR-4.03 CR-4.04 CR-4.06 CR-4.07 what each form asks', () => {
  const missing = (kind: RequestKind, change: Partial<AccessRequest>, hasOutsider = true) =>
    given(aDraft({ ...whole, kind, ...change }, { hasOutsider })).when(decideSubmission);

  it.each<[RequestKind, Partial<AccessRequest>]>([
    ['view', { purpose: null }],
    ['view', { reason: '三个字' }],
    ['view', { untilOn: null }],
    ['copy', { pages: null }],
    ['borrow', { copies: null }],
    ['borrow', { loanDays: null }],
    ['carry', { carrierId: null }],
    ['carry', { safeguards: '锁' }],
    ['disclose', { recipient: null }],
    ['export', { recipient: ' ' }],
    ['export', { scope: null }],
    ['statistics', { scope: null }],
  ])('%s without %j is not complete', (kind, change) => {
    missing(kind, change).thenRefused('FORM_INCOMPLETE', requestKinds[kind].rule);
  });

  it('an outsider is registered, and something is asked for', () => {
    missing('view-outsider', {}, false).thenRefused('FORM_INCOMPLETE', 'CR-4.03');
    const nothing = (change: Partial<AccessRequest>) => given(aDraft(change, { files: [] })).when(decideSubmission);
    nothing({}).thenRefused('FORM_INCOMPLETE');
    nothing({ described: '许丽的合同' }).thenAccepted();
    nothing({ fields: ['phone'] }).thenAccepted();
  });

  it.each([
    ['电话13800000000', 'NUMBERS_IN_WORDS'],
    ['电话 138 0000 0000', 'NUMBERS_IN_WORDS'],
    ['证件11010519491231002X', 'NUMBERS_IN_WORDS'],
    ['合同号 2026-0312', null],
  ])('numbers of persons do not belong into the words: %s', (described, code) => {
    const outcome = given(aDraft({ described })).when(decideSubmission);
    if (code === null) outcome.thenAccepted();
    else outcome.thenRefused('NUMBERS_IN_WORDS', 'CR-2.02');
  });

  it.each([
    ['2026-03-01', false],
    ['2026-03-02', true],
    ['2026-04-01', true],
    ['2026-04-02', false],
  ])('until %s, with thirty days at most', (untilOn, fits) => {
    const outcome = given(aDraft({ untilOn })).when(decideSubmission);
    if (fits) outcome.thenAccepted();
    else outcome.thenRefused('GRANT_TOO_LONG', 'CR-4');
  });

  it.each([
    [3, {}, true],
    [4, {}, false],
    [4, { 'loan.mostDays': 4 }, true],
  ])('a loan for %i days under %j', (loanDays, overrides, fits) => {
    const policy = policyWith(overrides);
    const outcome = given(aDraft({ ...whole, kind: 'borrow', loanDays }, { policy })).when(decideSubmission);
    if (fits) outcome.thenAccepted();
    else outcome.thenRefused('LOAN_TOO_LONG', 'CR-4.04');
  });

  it('only papers are lent, only what is kept, only by and to people who work here, and once', () => {
    const file = { carrier: 'electronic', classified: false, kept: true };
    given(aDraft({ ...whole, kind: 'borrow' }, { files: [file] }))
      .when(decideSubmission)
      .thenRefused('NOT_ON_PAPER');
    given(aDraft({}, { files: [file] }))
      .when(decideSubmission)
      .thenAccepted();
    given(aDraft({}, { files: [{ ...file, kept: false }] }))
      .when(decideSubmission)
      .thenRefused('FILE_NOT_KEPT');
    given(aDraft({}, { colleagues: false }))
      .when(decideSubmission)
      .thenRefused('COLLEAGUE_UNKNOWN');
    given(aDraft({ state: 'submitted' }))
      .when(decideSubmission)
      .thenRefused('REQUEST_NOT_DRAFT');
  });
});

describe('CR-4 deadlines of the steps', () => {
  it.each<[string, Partial<Parameters<typeof policyWith>[0]>, string, string, string]>([
    ['the stamp within two working days', {}, '2026-03-02T10:00', '2026-03-05T00:00', '2026-03-06T00:00'],
    ['a weekend does not count', {}, '2026-03-05T10:00', '2026-03-10T00:00', '2026-03-11T00:00'],
    ['as the policy says', { 'request.stampWorkdays': 1 }, '2026-03-02T10:00', '2026-03-04T00:00', '2026-03-05T00:00'],
    ['a year without announced holidays: every day', {}, '2031-03-07T10:00', '2031-03-10T00:00', '2031-03-11T00:00'],
  ])('%s', (_, overrides, from, due, escalated) => {
    const now = new Date(`${from}:00+08:00`);
    const untilOn = from.slice(0, 10);
    const at = (time: string) => new Date(`${time}:00+08:00`);
    given(aDraft({ untilOn }, { now, policy: policyWith(overrides) }))
      .when(decideSubmission)
      .thenAccepted({ dueAt: at(due), escalateAt: at(escalated) });
  });
});
