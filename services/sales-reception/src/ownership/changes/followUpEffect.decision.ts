import {
  accepted,
  type Decision,
  type PolicyVersion,
  type Reasoning,
  type Refusal,
  reasoning,
  refused,
  siteDate,
  text,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim, ClaimEvent, Standing } from '../claims/claim.ts';
import { freshnessFrom } from '../claims/windows.ts';

export type FollowUpFacts = {
  readonly consultantId: string;
  readonly at: Date;
  readonly reached: boolean;
  /** Null when the client is unknown here; the answer is the same as for somebody else's client. */
  readonly standing: Standing | null;
  /** The claim that holds at that instant, also under a purchase. */
  readonly claim: Claim | null;
  readonly zone: string;
  /** In force when the window of the claim was opened; null without a claim. */
  readonly policy: PolicyVersion<SalesPolicy> | null;
};

export type FollowUpRefusal = Refusal<'CLIENT_UNKNOWN' | 'CLAIM_LAPSED'>;

/**
 * SR-3.02 to SR-3.04, SR-7.01, SR-8.01: whether the consultant may record a follow-up, and what it does to the claim. Only the
 * owner's count; to everybody else the client does not exist.
 */
export const decideFollowUp = (facts: FollowUpFacts): Decision<ClaimEvent, FollowUpRefusal> => {
  const why = reasoning(facts.at).fact('reached', facts.reached, facts.at);
  const { standing, claim, consultantId } = facts;
  if (standing?.kind === 'LAPSED' && standing.claim.consultantId === consultantId) return hasLapsed(standing, facts);
  const owns = claim?.consultantId === consultantId;
  const sold = standing?.kind === 'BUYER' && standing.consultantId === consultantId;
  if (!owns && !sold) return unknownClient(facts);
  if (!owns) return accepted([], why.apply('SR-8.01', 'SR-3.13').explain('RECORDED', afterSales));
  return effectOn(claim, facts, why.apply('SR-8.01'));
};

const effectOn = (
  claim: Claim,
  { reached, at, zone, policy }: FollowUpFacts,
  why: Reasoning,
): Decision<ClaimEvent, FollowUpRefusal> => {
  if (policy) why.under(policy);
  if (!policy || claim.freshThrough === null)
    return accepted([], why.reject('SR-3.02', noFreshness).explain('RECORDED', recorded));
  if (!reached && !policy.params['followUp.unreachedCounts'])
    return accepted([], why.apply('SR-3.04').explain('RECORDED', doesNotCount));
  const { claimId, windowFrom, validThrough, openedBy } = claim;
  const freshThrough = freshnessFrom(siteDate(at, zone), openedBy, policy.params);
  const rule = openedBy === 'call' ? 'SR-3.03' : 'SR-3.02';
  const extended: ClaimEvent = {
    type: 'ClaimExtended',
    claimId,
    windowFrom,
    validThrough,
    freshThrough,
    rules: [rule],
  };
  why.apply(rule).fact('freshThrough', freshThrough);
  return accepted([extended], why.explain('RENEWED', renewed(freshThrough)));
};

const hasLapsed = (
  { rule, lapsedOn, explanation }: Extract<Standing, { kind: 'LAPSED' }>,
  { at }: FollowUpFacts,
): Decision<ClaimEvent, FollowUpRefusal> => {
  const message = lapsedOnDay(lapsedOn);
  const why = reasoning(at).apply(...explanation.applied);
  for (const { name, value, at: since } of explanation.facts) why.fact(name, value, since);
  for (const policy of explanation.policies) why.under(policy);
  return refused({ code: 'CLAIM_LAPSED', rule, message }, why.explain('REFUSED', message));
};

/** Word for word the same for a client who does not exist and for a colleague's: it must tell nothing. */
const unknownClient = ({ at }: FollowUpFacts): Decision<ClaimEvent, FollowUpRefusal> =>
  refused(unknownClientRefusal, reasoning(at).explain('REFUSED', unknownClientRefusal.message));

export const unknownClientRefusal: FollowUpRefusal = {
  code: 'CLIENT_UNKNOWN',
  rule: null,
  message: text('没有您可以办理的该客户。', 'No such client for you to act on.'),
  retryable: true,
};

const recorded = text('跟进已登记。', 'The follow-up is recorded.');
const afterSales = text('售后联系已登记。', 'The contact with the buyer is recorded.');
const doesNotCount = text(
  '未联系上客户，已登记，但不计保鲜。',
  'The client was not reached: recorded, but it does not count.',
);
const noFreshness = text('该归属不要求保鲜跟进。', 'This claim demands no follow-ups.');
const renewed = (day: string | null) =>
  text(`跟进有效，保鲜至${day}（含当日）。`, `The follow-up counts: fresh through ${day}.`);
const lapsedOnDay = (day: string) =>
  text(`归属已于${day}失效，跟进无效。`, `The claim lapsed on ${day}; it cannot be followed up any more.`);
