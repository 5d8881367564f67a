import { describe, expect, it } from '@jest/globals';
import { given, staffViewer } from '@shouwen/testing';
import type { Post } from '../../colleagues/index.ts';
import { entitlementsAsDeputy } from '../deputies/deputy.ts';
import type { StepTaken } from '../request.ts';
import { aRequest, aStep, mayTake, monday } from '../requestCasesFixture.ts';
import type { Step } from '../requestKinds.ts';
import { decideStep } from './decideStep.decision.ts';
import { ownEntitlements } from './entitlement.ts';
import type { StepFacts } from './stepRules.ts';

const took = (step: Step, by: string, forStaff: string | null = null): StepTaken => ({
  ...{ step, verdict: 'approved', by, forStaff, at: monday, reason: null, explanationId: 'e' },
});
const decide = (change: Partial<StepFacts> = {}) => given(aStep(change)).when(decideStep);
const stamped = aRequest({ state: 'stamped', nextStep: 'review' });

describe('CR-4.01 a request goes from step to step', () => {
  it('the head signs, client service reviews, and the grant follows', () => {
    decide()
      .thenAccepted({ state: 'stamped', nextStep: 'review', grants: false })
      .citingOnly('CR-4', 'CR-4.01')
      .rejecting('CR-4.02');
    decide({ request: stamped, taken: [took('stamp', 'head')], entitlements: [mayTake('review')] })
      .thenAccepted({ state: 'active', nextStep: null, grants: true })
      .knowing({ 'step.stamp': 'approved', viewApprover: 'clientService' });
  });

  it('CR-4.02 a classified file needs the client-service manager, and says so', () => {
    const plan: Step[] = ['stamp', 'review', 'classified'];
    const request = { ...stamped, plan };
    const taken = [took('stamp', 'head')];
    decide({ request, taken, entitlements: [mayTake('review')] }).thenAccepted({
      state: 'stamped',
      nextStep: 'classified',
      grants: false,
    });
    const last = { ...request, nextStep: 'classified' as const };
    decide({ request: last, taken: [...taken, took('review', 'advisor')], entitlements: [mayTake('classified')] })
      .thenAccepted({ state: 'active', grants: true })
      .citing('CR-4.02');
  });

  it('is refused with a reason, and over', () => {
    decide({ verdict: 'refused', reason: '理由不充分' }).thenAccepted({
      state: 'refused',
      nextStep: null,
      grants: false,
    });
    decide({ verdict: 'refused', reason: '不行的' }).thenRefused('REASON_MISSING');
    decide({ verdict: 'refused' }).thenRefused('REASON_MISSING');
  });

  it.each(['draft', 'approved', 'refused', 'active', 'ended', 'withdrawn'] as const)(
    'nobody decides on one that is %s',
    (state) => {
      decide({ request: aRequest({ state, nextStep: null }) }).thenRefused('REQUEST_NOT_WAITING');
    },
  );

  it('nothing is approved after its own last day, and nothing before it is known what', () => {
    const until = new Date('2026-03-07T00:00:00+08:00');
    decide({ now: new Date(until.getTime() - 1) }).thenAccepted();
    decide({ now: until }).thenRefused('REQUEST_OVER');
    decide({ attached: false }).thenAccepted();
    const review = { request: stamped, taken: [took('stamp', 'head')], entitlements: [mayTake('review')] };
    decide({ ...review, attached: false }).thenRefused('NOTHING_ATTACHED');
    decide({ ...review, attached: false, verdict: 'refused', reason: '查无此件' }).thenAccepted();
  });
});

describe('CR-4 nobody approves their own', () => {
  it.each([
    ['the requester', { requesterId: 'manager' }],
    ['the reader', { readerId: 'manager' }],
    ['the carrier', { carrierId: 'manager' }],
  ])('%s', (_, party) => {
    decide({ request: aRequest(party) }).thenRefused('OWN_REQUEST', 'CR-4');
  });

  it('nor by a deputy, nor as deputy twice', () => {
    const forClerk = [mayTake('stamp', { forStaff: 'clerk' })];
    decide({ entitlements: forClerk }).thenRefused('OWN_REQUEST');
    decide({ entitlements: [mayTake('stamp', { forStaff: 'head' })] })
      .thenAccepted({ forStaff: 'head' })
      .knowing({ for: 'head' });
    const review = { request: stamped, entitlements: [mayTake('review', { forStaff: 'advisor' })] };
    decide({ ...review, taken: [took('stamp', 'manager')] }).thenRefused('ALREADY_DECIDED');
    decide({ ...review, taken: [took('stamp', 'advisor')] }).thenRefused('ALREADY_DECIDED');
    decide({ ...review, taken: [took('stamp', 'deputy', 'advisor')] }).thenRefused('ALREADY_DECIDED');
    decide({ ...review, taken: [took('stamp', 'head')] }).thenAccepted({ forStaff: 'advisor' });
  });

  it('whoever may in the own name acts in it', () => {
    const both = [mayTake('stamp', { forStaff: 'head' }), mayTake('stamp')];
    decide({ entitlements: both }).thenAccepted({ forStaff: null });
  });
});

describe('CR-4.01 who is entitled to a step', () => {
  const post = (role: string, department: string, siteId: string | null): Post => ({
    ...{ postId: 'p', staffId: 'manager', role, department, siteId, from: '2026-01-05', to: null },
  });
  const entitled = (grants: Record<string, readonly string[]>, posts: readonly Post[], request = aRequest()) => {
    const entitlements = ownEntitlements(staffViewer('manager', grants as never), posts);
    return decideStep(aStep({ request, entitlements })).outcome === 'accepted';
  };
  const manager = post('finance-manager', 'finance', null);

  it('a head needs the permission now and the post today', () => {
    expect(entitled({ '*': ['request.stamp'] }, [manager])).toBe(true);
    expect(entitled({ '*': [] }, [manager])).toBe(false);
    expect(entitled({ '*': ['request.stamp'] }, [])).toBe(false);
    expect(entitled({ '*': ['request.stamp'] }, [post('sales-manager', 'sales', null)])).toBe(false);
    expect(entitled({ site: ['request.stamp'] }, [manager])).toBe(false);
  });

  it('the general manager signs for a head who asks, for a department without one, and when a deadline passed', () => {
    const gm = post('general-manager', 'management', null);
    const signs = (change: object) => entitled({ '*': ['request.stamp'] }, [gm], aRequest(change));
    expect(signs({})).toBe(false);
    expect(signs({ byHead: true })).toBe(true);
    expect(signs({ headless: true })).toBe(true);
    expect(signs({ escalateAt: monday })).toBe(true);
    expect(signs({ escalateAt: new Date(monday.getTime() + 1) })).toBe(false);
  });

  it('the manager of the site signs for its departments without a head', () => {
    const here = aRequest({ department: 'leasing', headless: true, fromSiteId: 'riverside' });
    const grants = { riverside: ['request.stamp'] };
    expect(entitled(grants, [post('sales-manager', 'sales', 'riverside')], here)).toBe(true);
    expect(entitled({ cloudLane: ['request.stamp'] }, [post('sales-manager', 'sales', 'cloudLane')], here)).toBe(false);
  });

  it('other steps are taken at the site of the archive', () => {
    const may = (siteId: string) => entitled({ [siteId]: ['request.review'] }, [], stamped);
    expect([may('riverside'), may('cloudLane'), may('*')]).toEqual([true, false, true]);
  });
});

describe('CR-4 a deputy decides in an approver’s place', () => {
  const deputy = {
    ...{ id: 'd', staffId: 'head', deputyId: 'manager', from: '2026-03-02', to: '2026-03-06', postIds: ['p'] },
    ...{ entitlements: [mayTake('stamp')], namedAt: monday, endedAt: null, explanationId: 'e' },
  };
  const held: Post = {
    ...{
      postId: 'p',
      staffId: 'head',
      role: 'finance-manager',
      department: 'finance',
      siteId: null,
      from: '2026-01-05',
      to: '2026-03-04',
    },
  };
  const may = (on: string, change: object = {}, posts = [held]) =>
    entitlementsAsDeputy({ ...deputy, ...change }, posts, on).length;

  it('in the period, and while the approver holds the post', () => {
    expect([may('2026-03-01'), may('2026-03-02'), may('2026-03-04'), may('2026-03-05')]).toEqual([0, 1, 1, 0]);
    const forGood = [{ ...held, to: null }];
    expect([may('2026-03-06', {}, forGood), may('2026-03-07', {}, forGood)]).toEqual([1, 0]);
    expect(may('2026-03-02', { endedAt: monday })).toBe(0);
    expect(may('2026-03-02', {}, [{ ...held, postId: 'another' }])).toBe(0);
  });

  it('I22 not by a post that the approver keeps when the one that carried it is gone', () => {
    const two = { postIds: ['p', 'q'] };
    const other = { ...held, postId: 'q', role: 'finance-clerk', to: null };
    expect(may('2026-03-04', two, [held, other])).toBe(1);
    expect(may('2026-03-05', two, [held, other])).toBe(0);
  });
});
