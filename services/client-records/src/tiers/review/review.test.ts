import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '@shouwen/kernel';
import { given } from '@shouwen/testing';
import type { TierParams } from '../../policies/index.ts';
import { lastSpan, tierOn } from '../tier.ts';
import { type CloseFacts, decideClosing, decideRemark, type RemarkFacts, reviewDueOn } from './review.decision.ts';
import { judgedOn, judgedThrough, reviewedThrough, yearBefore } from './reviewCalendar.ts';
import { effectiveOn, isClosed } from './tierReview.ts';

const now = new Date('2027-03-26T09:00:00+08:00');
const params = { 'review.from': '03-25', 'review.to': '03-30' };
const policy = { name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0), params };

describe('CR-6.01 the days of the review', () => {
  it.each([
    ['2027-03-24', null],
    ['2027-03-25', 2027],
    ['2027-03-30', 2027],
    ['2027-03-31', null],
  ])('on %s: %s', (today, year) => {
    const review = reviewDueOn(today, now, policy as unknown as PolicyVersion<TierParams>);
    expect(review?.year ?? null).toBe(year);
    if (review) expect(review).toMatchObject({ openedOn: today, closeOn: '2027-03-30', validThrough: '2028-03-30' });
  });

  it('a tier holds until the last day of the next review: who is judged on its first day belongs to it, the day after to the next', () => {
    expect(reviewedThrough(2027, params)).toBe('2028-03-30');
    expect(judgedThrough('2027-03-25', params)).toBe('2027-03-30');
    expect(judgedThrough('2027-03-26', params)).toBe('2028-03-30');
    expect(judgedThrough('2026-12-31', params)).toBe('2027-03-30');
  });

  it.each([
    ['2026-08-31', '2027-02-28'],
    ['2027-08-31', '2028-02-29'],
    ['2026-08-28', '2027-02-28'],
    ['2026-08-29', '2027-02-28'],
    ['2027-08-29', '2028-02-29'],
    ['2028-02-29', '2028-08-29'],
    ['2027-03-31', '2027-09-30'],
    ['2027-03-01', '2027-09-01'],
    ['2027-01-15', '2027-07-15'],
  ])('six months after %s is %s', (openedOn, day) => {
    expect(judgedOn(openedOn, 6)).toBe(day);
  });

  it('the year before a day ends the day before it', () => {
    expect(yearBefore('2027-03-25')).toEqual({ from: '2026-03-25', through: '2027-03-24' });
    expect(yearBefore('2028-02-29')).toEqual({ from: '2027-03-01', through: '2028-02-28' });
  });

  it('is over by the calendar, whether the timer came or not', () => {
    const open = { closedAt: null, closeOn: '2027-03-30', effectiveOn: null };
    expect([isClosed(open, '2027-03-30'), isClosed(open, '2027-03-31')]).toEqual([false, true]);
    expect(isClosed({ ...open, closedAt: now }, '2027-03-30')).toBe(true);
    expect(effectiveOn(open)).toBe('2027-03-31');
    expect(effectiveOn({ ...open, effectiveOn: '2027-03-30' })).toBe('2027-03-30');
  });
});

const remark = (changes: Partial<RemarkFacts> = {}) =>
  given<[RemarkFacts]>({
    ...{ now, today: '2027-03-26', review: { closedAt: null, closeOn: '2027-03-30' } },
    ...{ proposal: { proposed: 'C', tier: 'C', neverA: null }, tier: 'B', remark: '长期合作' },
    ...changes,
  }).when(decideRemark);

describe('CR-6.01 heads discuss and correct', () => {
  it('until the end of the last day', () => {
    remark({ today: '2027-03-30' }).thenAccepted({ tier: 'B' }).citingOnly('CR-6.01');
    remark({ today: '2027-03-31' }).thenRefused('TIER_REVIEW_CLOSED');
    remark({ review: { closedAt: now, closeOn: '2027-03-30' } }).thenRefused('TIER_REVIEW_CLOSED');
  });

  it('with a reason of 4 to 500 characters', () => {
    remark({ remark: '三个字' }).thenRefused('TIER_REMARK_MISSING');
    remark({ remark: '四个字了' }).thenAccepted({ tier: 'B' });
    remark({ remark: '长'.repeat(500) }).thenAccepted({ tier: 'B' });
    remark({ remark: '长'.repeat(501) }).thenRefused('TIER_REMARK_MISSING');
    remark({ tier: null }).thenAccepted({ tier: null });
  });

  it('to another tier, and into A nobody whom credit or payment keeps out of it', () => {
    remark({ tier: 'C' }).thenRefused('TIER_UNCHANGED');
    remark({ tier: 'A' }).thenAccepted({ tier: 'A' });
    remark({ tier: 'A', proposal: { proposed: 'B', tier: 'B', neverA: 'credit-d' } }).thenRefused('TIER_NEVER_A');
    remark({ tier: 'C', proposal: { proposed: 'B', tier: 'B', neverA: 'credit-d' } }).thenAccepted({ tier: 'C' });
  });
});

describe('CR-6.01 a director closes the review', () => {
  const closing = (today: string, review: Partial<CloseFacts['review']> = {}) =>
    given<[CloseFacts]>({
      ...{ now, today, review: { closedAt: null, closeOn: '2027-03-30', proposed: true, ...review } },
    }).when(decideClosing);

  it('on its last day, when everybody has a proposal; after it, it is closed by itself', () => {
    closing('2027-03-29').thenRefused('TIER_REVIEW_TOO_EARLY');
    closing('2027-03-30').thenAccepted({ effectiveOn: '2027-03-30' }).citingOnly('CR-6.01');
    closing('2027-03-30', { proposed: false }).thenRefused('TIER_REVIEW_TOO_EARLY');
    closing('2027-03-31').thenRefused('TIER_REVIEW_CLOSED');
    closing('2027-03-30', { closedAt: now }).thenRefused('TIER_REVIEW_CLOSED');
  });
});

describe('CR-6.01 no tier for life', () => {
  const span = (basis: 'provisional' | 'review', fromOn: string, validThrough: string) => ({
    basis,
    fromOn,
    validThrough,
  });
  const reviewed = span('review', '2027-03-31', '2028-03-30');

  it.each([
    ['before the first day', '2027-03-30', null],
    ['on the first day', '2027-03-31', reviewed],
    ['on the last day', '2028-03-30', reviewed],
    ['the day after, without a review', '2028-03-31', null],
  ])('%s', (_, on, expected) => {
    expect(tierOn([reviewed], on)).toEqual(expected);
    expect(lastSpan([reviewed], '2028-03-31')).toEqual(reviewed);
  });

  it('of two that hold the later counts, and one that was judged before a provisional one of a merged record', () => {
    const early = span('review', '2027-03-30', '2028-03-30');
    expect(tierOn([reviewed, early], '2027-04-01')).toEqual(reviewed);
    expect(tierOn([early, reviewed], '2027-04-01')).toEqual(reviewed);
    const provisional = span('provisional', '2027-06-01', '2027-11-30');
    expect(tierOn([provisional, reviewed], '2027-06-02')).toEqual(reviewed);
    expect(tierOn([provisional, reviewed], '2027-03-31')).toEqual(reviewed);
  });
});
