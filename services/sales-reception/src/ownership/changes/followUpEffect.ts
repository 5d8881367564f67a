import type { Tx } from '@shouwen/database';
import { policyAt, type Refused } from '@shouwen/kernel';
import { findSitePolicies } from '../../policies/index.ts';
import { type ClientAtSite, lockClient } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { claimHeldAt, standingOf } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';
import { decideFollowUp, type FollowUpRefusal } from './followUpEffect.decision.ts';

export type FollowedUp = ClientAtSite & {
  readonly consultantId: string;
  readonly at: Date;
  readonly reached: boolean;
  readonly newId: () => string;
};

export type FollowUpEffect =
  | { readonly outcome: 'accepted'; readonly effect: string; readonly explanationId: string }
  | Refused<FollowUpRefusal>;

/** SR-3.02 to SR-3.04: whether the consultant may follow the client up, and how long that keeps the claim fresh. */
export const followUpEffect = async (tx: Tx, followUp: FollowedUp): Promise<FollowUpEffect> => {
  await lockClient(tx, followUp);
  const site = await findSitePolicies(tx, followUp.siteId);
  const facts = site && (await loadOwnership(tx, followUp, followUp.at)).facts;
  const claim = facts && claimHeldAt(facts);
  const decision = decideFollowUp({
    ...followUp,
    standing: facts && standingOf(facts),
    claim,
    zone: site?.zone ?? 'UTC',
    policy: site && claim && policyAt(site.versions, claim.windowFrom),
  });
  if (decision.outcome === 'refused') return decision;
  const told = { ...followUp, ...decision, claims: facts?.claims ?? [] };
  return { outcome: 'accepted', effect: decision.explanation.outcome, explanationId: await tellClaims(tx, told) };
};
