import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '@shouwen/kernel';
import { given } from '@shouwen/testing';
import type { VisitParams } from '../policies/index.ts';
import { decideActual, decideApplication, decideCost } from './costs/visitCost.decision.ts';
import {
  decideChange,
  decidePlanReview,
  decideSubmit,
  isLate,
  remindFrom,
  type SubmitFacts,
} from './plans/visitPlan.decision.ts';
import { quotaOf } from './plans/visitPlan.ts';
import {
  decideDone,
  decideRecord,
  decideReport,
  decideReportReview,
  reportDueAt,
} from './visits/clientVisit.decision.ts';
import { isPromiseOverdue, isReportOverdue } from './visits/clientVisit.ts';

const time = (when: string): Date => new Date(`${when}+08:00`);
const now = time('2026-05-28T09:00:00');
const params: VisitParams = {
  ...{ 'visitPlan.quotaConsultant': 8, 'visitPlan.quotaLeasingAgent': 6, 'visitPlan.quotaSupervisor': 4 },
  ...{ 'visitPlan.quotaManager': 0, 'visitPlan.remindDays': 3, 'visit.reportDays': 2, 'visit.costLimitYuan': 1_000 },
};
const policy: PolicyVersion<VisitParams> = {
  ...{ name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0), params },
};

describe('when a plan is due', () => {
  it.each([
    ['2026-06-01', '2026-05-31T23:59:59.999', false],
    ['2026-06-01', '2026-06-01T00:00:00', true],
    ['2028-03-01', '2028-02-29T23:59:59.999', false],
    ['2028-03-01', '2028-03-01T00:00:00', true],
    ['2027-03-01', '2027-02-28T23:59:59.999', false],
    ['2027-01-01', '2026-12-31T23:59:59.999', false],
  ])('that of %s, at %s: late %s', (month, at, late) => {
    expect(isLate(month, time(at))).toBe(late);
  });

  it('reminds some days before the last of the month', () => {
    expect([remindFrom('2026-06-01', 3), remindFrom('2028-03-01', 0)]).toEqual(['2026-05-28', '2028-02-29']);
  });

  it('asks of each post its quota, of several the highest, of others none', () => {
    expect(quotaOf(['consultant'], params)).toBe(8);
    expect(quotaOf(['sales-supervisor', 'leasing-agent'], params)).toBe(6);
    expect([quotaOf([], params), quotaOf(['sales-manager'], params), quotaOf(['legal'], params)]).toEqual([0, 0, 0]);
  });
});

describe('handing in, reviewing and changing a plan', () => {
  const facts: SubmitFacts = {
    ...{ now, today: '2026-05-28', month: '2026-06-01', days: ['2026-06-01', '2026-06-30'], quota: 8 },
    ...{ existing: null, policy },
  };
  const submit = (over: Partial<SubmitFacts> = {}) => given({ ...facts, ...over }).when(decideSubmit);

  it('takes the next month, or this one late', () => {
    submit().thenAccepted({ late: false }).citingOnly('CR-8.01').knowing({ visits: 2, quota: 8, late: false });
    submit({ month: '2026-05-01', days: ['2026-05-28'] }).thenAccepted({ late: true });
    submit({ month: '2026-07-01', days: ['2026-07-01'] }).thenRefused('VISIT_PLAN_MONTH', 'CR-8.01');
    submit({ month: '2026-04-01', days: ['2026-04-30'] }).thenRefused('VISIT_PLAN_MONTH');
    submit({ month: '2026-06-02' }).thenRefused('VISIT_PLAN_MONTH');
  });

  it('takes visits within the month that lie ahead', () => {
    submit({ days: ['2026-05-31'] }).thenRefused('VISIT_OUTSIDE_PLAN');
    submit({ days: ['2026-07-01'] }).thenRefused('VISIT_OUTSIDE_PLAN');
    submit({ month: '2026-05-01', days: ['2026-05-27'] }).thenRefused('VISIT_OUTSIDE_PLAN');
    submit({ days: [] }).thenRefused('BAD_INPUT');
    submit({ existing: { state: 'returned' } }).thenAccepted();
    submit({ existing: { state: 'approved' } }).thenRefused('VISIT_PLAN_APPROVED');
  });

  it('is reviewed by another, once, and sent back with remarks', () => {
    const plan = { state: 'submitted', staffId: 'li', quota: 8 } as const;
    const review = (over: object) =>
      given({ now, plan, visits: 2, by: 'head', approve: false, remarks: '请补充目的', ...over }).when(
        decidePlanReview,
      );
    review({}).thenAccepted();
    review({ approve: true, remarks: null }).thenAccepted();
    review({ remarks: '补' }).thenRefused('BAD_INPUT');
    review({ by: 'li' }).thenRefused('VISIT_PLAN_OWN', 'CR-8.01');
    review({ plan: { ...plan, state: 'approved' } }).thenRefused('VISIT_PLAN_NOT_OPEN');
  });

  it('is changed after its approval, but for what was visited', () => {
    const plan = { state: 'approved', month: '2026-05-01' } as const;
    const change = (over: object) =>
      given({ now, today: '2026-05-28', plan, added: ['2026-05-28'], removed: [{ made: false }], ...over }).when(
        decideChange,
      );
    change({}).thenAccepted();
    change({ removed: [{ made: true }] }).thenRefused('VISIT_MADE');
    change({ added: ['2026-05-27'] }).thenRefused('VISIT_OUTSIDE_PLAN');
    change({ added: ['2026-06-01'] }).thenRefused('VISIT_OUTSIDE_PLAN');
    change({ added: [], removed: [] }).thenRefused('BAD_INPUT');
    change({ plan: { ...plan, state: 'submitted' } }).thenRefused('VISIT_PLAN_NOT_OPEN');
  });
});

describe('a visit and its report', () => {
  const visitedAt = time('2026-05-26T15:00:00');
  const due = reportDueAt(visitedAt, 2);

  it('is due until 24:00 of the second day after', () => {
    expect(due).toEqual(time('2026-05-29T00:00:00'));
    expect(reportDueAt(time('2028-02-27T23:59:59'), 2)).toEqual(time('2028-03-01T00:00:00'));
    const open = { state: 'due', reportDueAt: due } as const;
    expect(isReportOverdue(open, time('2026-05-28T23:59:59.999'))).toBe(false);
    expect(isReportOverdue(open, due)).toBe(true);
    expect(isReportOverdue({ ...open, state: 'returned' }, due)).toBe(true);
    expect(isReportOverdue({ ...open, state: 'submitted' }, due)).toBe(false);
  });

  it('is recorded against an approved plan once, or as unplanned', () => {
    const record = (over: object) => given({ now, visitedAt, planned: null, policy, ...over }).when(decideRecord);
    record({}).thenAccepted({ dueAt: due }).citingOnly('CR-8.02');
    record({ planned: { approved: true, made: false } }).thenAccepted();
    record({ planned: { approved: true, made: true } }).thenRefused('VISIT_MADE');
    record({ planned: { approved: false, made: false } }).thenRefused('VISIT_NOT_PLANNED', 'CR-8.01');
    record({ visitedAt: time('2026-05-28T09:00:01') }).thenRefused('CLIENT_VISIT_TIME');
    record({ visitedAt: time('2026-04-27T00:00:00') }).thenAccepted();
    record({ visitedAt: time('2026-04-26T23:59:59') }).thenRefused('CLIENT_VISIT_TIME');
  });

  const visit = { state: 'due', reportDueAt: due } as const;
  const promise = { what: '寄送户型图', dueOn: '2026-05-28', isColleague: true };
  const report = (over: object) =>
    given({ now, today: '2026-05-28', visit, notes: '客户关注学区', promises: [promise], ...over }).when(decideReport);

  it('is reported in time or late, with promises that have an owner and a date', () => {
    report({}).thenAccepted({ late: false }).citing('CR-8.02', 'CR-8.03');
    report({ now: new Date(due.getTime() - 1) }).thenAccepted({ late: false });
    report({ now: due }).thenAccepted({ late: true });
    report({ promises: [] }).thenAccepted().citingOnly('CR-8.02');
    report({ promises: [{ ...promise, dueOn: '2026-05-27' }] }).thenRefused('VISIT_PROMISE_DATE', 'CR-8.03');
    report({ promises: [{ ...promise, isColleague: false }] }).thenRefused('VISIT_PROMISE_DATE');
    report({ notes: '短' }).thenRefused('BAD_INPUT');
    report({ visit: { ...visit, state: 'submitted' } }).thenRefused('VISIT_REPORT_NOT_OPEN');
    report({ visit: { ...visit, state: 'returned' } }).thenAccepted();
  });

  it('is reviewed by another than who made it', () => {
    const seen = { state: 'submitted', staffId: 'li' } as const;
    const review = (over: object) =>
      given({ now, visit: seen, by: 'head', approve: true, remarks: null, ...over }).when(decideReportReview);
    review({}).thenAccepted();
    review({ by: 'li' }).thenRefused('VISIT_PLAN_OWN');
    review({ approve: false }).thenRefused('BAD_INPUT');
    review({ approve: false, remarks: '请写明结果' }).thenAccepted();
    review({ visit: { ...seen, state: 'approved' } }).thenRefused('VISIT_REPORT_NOT_OPEN');
  });
});

describe('a promise', () => {
  it('is overdue after its day, until it is done, once', () => {
    const open = { doneAt: null, dueOn: '2026-05-28' };
    expect([isPromiseOverdue(open, '2026-05-28'), isPromiseOverdue(open, '2026-05-29')]).toEqual([false, true]);
    expect(isPromiseOverdue({ ...open, doneAt: now }, '2026-05-29')).toBe(false);
    given({ now, ...open })
      .when(decideDone)
      .thenAccepted()
      .citingOnly('CR-8.03');
    given({ now, ...open, doneAt: now })
      .when(decideDone)
      .thenRefused('VISIT_PROMISE_DONE');
  });
});

describe('cost and gifts of a visit', () => {
  const ahead = { today: '2026-05-28', onDay: '2026-05-28', visitedAt: null };
  const apply = (over: object) =>
    given({ ...ahead, now, what: '茶叶礼盒', amountFen: 100_000, othersFen: 0, limitYuan: 1_000, ...over }).when(
      decideApplication,
    );

  it('are applied for before the visit; above the limit, all of the visit together, the regional manager approves', () => {
    apply({}).thenAccepted({ approver: 'head' }).citingOnly('CR-8.04');
    apply({ amountFen: 100_001 }).thenAccepted({ approver: 'regional-manager' });
    apply({ othersFen: 1 }).thenAccepted({ approver: 'regional-manager' });
    apply({ today: '2026-05-29' }).thenRefused('VISIT_COST_NOT_IN_ADVANCE', 'CR-8.04');
    apply({ visitedAt: now }).thenRefused('VISIT_COST_NOT_IN_ADVANCE');
    apply({ amountFen: 0 }).thenRefused('BAD_INPUT');
  });

  it('are approved before the visit, by another', () => {
    const cost = { state: 'asked', staffId: 'li', approver: 'head', amountFen: 1 } as const;
    const decide = (over: object) =>
      given({ ...ahead, now, cost, by: 'head', isRegionalManager: false, approve: true, ...over }).when(decideCost);
    decide({}).thenAccepted();
    decide({ by: 'li' }).thenRefused('VISIT_COST_OWN');
    decide({ visitedAt: now }).thenRefused('VISIT_COST_NOT_IN_ADVANCE');
    decide({ visitedAt: now, approve: false }).thenAccepted();
    decide({ cost: { ...cost, approver: 'regional-manager' } }).thenRefused('VISIT_COST_ABOVE_LIMIT');
    decide({ cost: { ...cost, approver: 'regional-manager' }, isRegionalManager: true }).thenAccepted();
    decide({ cost: { ...cost, state: 'declined' } }).thenRefused('VISIT_COST_NOT_OPEN');
  });

  it('are recorded as they were, against what was approved before', () => {
    const cost = { state: 'approved', amountFen: 1, decidedAt: now } as const;
    const settle = (over: object) => given({ now, cost, visitedAt: now, actualFen: 5, ...over }).when(decideActual);
    settle({}).thenAccepted();
    settle({ visitedAt: new Date(now.getTime() - 1) }).thenRefused('VISIT_COST_NOT_IN_ADVANCE');
    settle({ visitedAt: null }).thenRefused('VISIT_COST_NOT_OPEN');
    settle({ cost: { ...cost, state: 'asked' } }).thenRefused('VISIT_COST_NOT_OPEN');
    settle({ actualFen: -1 }).thenRefused('BAD_INPUT');
  });
});
