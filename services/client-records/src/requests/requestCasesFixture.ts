import type { PolicyVersion } from '@shouwen/kernel';
import type { RecordsPolicy } from '../policies/index.ts';
import { nothingSet, resolvedVersion } from '../policies/resolvedVersion.ts';
import type { SubmissionFacts } from './form/submitRequest.decision.ts';
import type { AccessRequest } from './request.ts';
import type { Entitlement } from './steps/entitlement.ts';
import type { StepFacts } from './steps/stepRules.ts';

/** For tests of decisions: a request as it stands, and what is known about it. */
export const monday = new Date('2026-03-02T10:00:00+08:00');
export const policyWith = (overrides: Partial<RecordsPolicy> = {}): PolicyVersion<RecordsPolicy> =>
  resolvedVersion({ ...nothingSet, version: 1, overrides }, nothingSet);

export const aRequest = (change: Partial<AccessRequest> = {}): AccessRequest => ({
  ...{ id: 'r', number: 'R000001', kind: 'view', state: 'submitted', siteId: 'riverside', fromSiteId: null },
  ...{ department: 'finance', headless: false, byHead: false, requesterId: 'clerk', readerId: 'clerk', clientId: 'su' },
  ...{
    described: null,
    fields: [],
    showsClient: false,
    purpose: '核对首付款',
    reason: '金额不符',
    untilOn: '2026-03-06',
  },
  ...{
    pages: null,
    copies: null,
    loanDays: null,
    carrierId: null,
    safeguards: null,
    recipient: null,
    scope: null,
    plan: ['stamp', 'review'],
  },
  ...{
    nextStep: 'stamp',
    submittedAt: monday,
    dueAt: null,
    escalateAt: null,
    endedAt: null,
    endReason: null,
    endedFor: null,
  },
  ...{ explanationId: 'e', version: 1, ...change },
});

export const aDraft = (change: Partial<AccessRequest> = {}, facts: Partial<SubmissionFacts> = {}): SubmissionFacts => ({
  now: monday,
  request: aRequest({ state: 'draft', plan: [], nextStep: null, submittedAt: null, ...change }),
  files: [{ carrier: 'paper', classified: false, kept: true }],
  ...{ hasOutsider: false, colleagues: true, policy: policyWith(), ...facts },
});

export const mayTake = (step: Entitlement['step'], change: Partial<Entitlement> = {}): Entitlement => ({
  ...{ step, as: step === 'stamp' ? 'head' : 'permission', siteId: null, forStaff: null },
  department: step === 'stamp' ? 'finance' : null,
  ...change,
});

export const aStep = (change: Partial<StepFacts> = {}): StepFacts => ({
  ...{ now: monday, request: aRequest(), taken: [], attached: true, deciderId: 'manager' },
  ...{ entitlements: [mayTake('stamp')], verdict: 'approved', reason: null, policy: policyWith(), ...change },
});
