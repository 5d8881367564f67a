import {
  accepted,
  addDays,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../policies/index.ts';
import { type EmployeeReferral, type FirstVisit, lapsesAfter, statusAt } from './employeeReferral.ts';

export type RegisterReferralFacts = {
  readonly referralId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly introducerId: string;
  readonly visitOn: string;
  readonly by: string;
  readonly at: Date;
  readonly zone: string;
  readonly policy: PolicyVersion<SalesPolicy>;
  /** The client's form that is signed, or not written down as lapsed; null without one. */
  readonly living: EmployeeReferral | null;
  readonly firstVisit: FirstVisit | null;
  /** A consultant registered the client before. */
  readonly registeredByConsultant: boolean;
  readonly explanationId: string;
};

export type ReferralEvent =
  | { readonly type: 'ReferralRegistered'; readonly referral: EmployeeReferral }
  | { readonly type: 'ReferralLapsed'; readonly referralId: string };

export type RegisterReferralRefusal = Refusal<
  'REFERRALS_NOT_HERE' | 'REFERRAL_NOT_POSSIBLE' | 'REFERRAL_OPEN' | 'VISIT_NOT_AHEAD'
>;

/** SR-5.05: an employee refers a client before the first visit, and says on which day it will be. */
export const decideRegisterReferral = (
  facts: RegisterReferralFacts,
): Decision<ReferralEvent, RegisterReferralRefusal> => {
  const { at, zone, living, visitOn, explanationId: why, by, policy: _, ...said } = facts;
  const reasons = reasoning(at).under(facts.policy).apply('SR-5.05');
  reasons.fact('introducer', facts.introducerId).fact('visitOn', visitOn);
  const refusal = firstRefusal(requirements, facts);
  if (refusal) return refused(refusal, reasons.explain('REFUSED', refusal.message));
  const { referralId, siteId, clientId, introducerId } = said;
  const referral: EmployeeReferral = {
    ...{ referralId, siteId, clientId, introducerId, visitOn },
    registeredAt: at,
    registeredBy: by,
    lapsesAt: lapsesAfter(visitOn, zone),
    registeredWhy: why,
    latestWhy: why,
    status: 'registered',
    signature: null,
  };
  const before: ReferralEvent[] = living ? [{ type: 'ReferralLapsed', referralId: living.referralId }] : [];
  reasons.fact('lapsesAt', referral.lapsesAt.toISOString(), referral.lapsesAt);
  return accepted([...before, { type: 'ReferralRegistered', referral }], reasons.explain('REGISTERED', registered));
};

const requirements: readonly Requirement<RegisterReferralFacts, RegisterReferralRefusal>[] = [
  ({ policy }) =>
    policy.params['referral.byEmployees']
      ? null
      : { code: 'REFERRALS_NOT_HERE', rule: 'SR-5.05', message: notAtThisSite },
  ({ visitOn, at, zone }) => {
    const today = siteDate(at, zone);
    return today <= visitOn && visitOn <= addDays(today, longestAhead)
      ? null
      : { code: 'VISIT_NOT_AHEAD', rule: 'SR-5.05', message: notAhead };
  },
  ({ living, introducerId, at }) =>
    living && statusAt(living, at) === 'registered' && living.introducerId === introducerId
      ? { code: 'REFERRAL_OPEN', rule: 'SR-5.05', message: openAlready }
      : null,
  // Who else refers the client, or has received them, is not for the employee to know (SR-2.06).
  ({ living, firstVisit, registeredByConsultant, at }) =>
    firstVisit || registeredByConsultant || (living && statusAt(living, at) !== 'lapsed')
      ? { code: 'REFERRAL_NOT_POSSIBLE', rule: 'SR-5.05', message: askTheManager }
      : null,
];

const longestAhead = 366;

const registered = text(
  '内部介绍已登记，须于当日到访并由经理核对签字。',
  'The referral is registered; the client must come on that day and the manager sign.',
);
const notAtThisSite = text('本案场不受理内部介绍。', 'This site takes no employee referrals.');
const notAhead = text('到访日期须为今日起一年之内。', 'The visit must be today or later, within a year.');
const openAlready = text('您已登记介绍该客户。', 'You have registered this client already.');
const askTheManager = text(
  '该客户不能登记内部介绍，请询项目经理。',
  'This client cannot be referred: ask the manager.',
);
