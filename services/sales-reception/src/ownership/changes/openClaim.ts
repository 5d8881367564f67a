import type { Tx } from '@shouwen/database';
import { policyAt } from '@shouwen/kernel';
import { type ClientAtSite, lockClient } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { openRowOf, standingOf } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';
import { lockClients, settleFamily } from '../family/familyClaims.ts';
import { decideCallClaim } from './claimByCall.decision.ts';
import { decideVisitClaim, type VisitClaimOutcome } from './claimByVisit.decision.ts';
import type { VisitFacts } from './visitFacts.ts';

export type ClaimChange = { readonly outcome: string; readonly explanationId: string };

type Registered = {
  readonly visit: VisitFacts;
  readonly registeredAt: Date;
  readonly inPublicRegister: boolean;
  readonly clientSays: string | null;
  readonly newId: () => string;
};

/** What a registered visit does to the ownership: opens a claim, extends one, or leaves it as it is. */
export const openClaim = async (
  tx: Tx,
  registered: Registered,
): Promise<{ readonly outcome: VisitClaimOutcome; readonly explanationId: string }> => {
  const { visit, registeredAt, newId } = registered;
  await lockClients(tx, visit.siteId, visit.relative ? [visit.clientId, visit.relative.clientId] : [visit.clientId]);
  const { site, facts } = await loadOwnership(tx, visit, visit.receivedAt);
  const decision = decideVisitClaim({
    ...registered,
    standing: standingOf(facts),
    open: openRowOf(facts),
    zone: site.zone,
    policy: policyAt(site.versions, visit.receivedAt),
    newClaimId: newId(),
  });
  const told = { ...visit, ...decision, claims: facts.claims, at: registeredAt, newId };
  const explanationId = await tellClaims(tx, told);
  const family = await settleFamily(tx, registered);
  if (family?.outcome === 'FIRST_RECORD') return { outcome: 'KEPT', explanationId: family.explanationId };
  return {
    outcome: decision.explanation.outcome as VisitClaimOutcome,
    explanationId: family?.explanationId ?? explanationId,
  };
};

export type AnsweredCall = ClientAtSite & {
  readonly callId: string;
  readonly consultantId: string;
  readonly answeredAt: Date;
  readonly newId: () => string;
};

/** SR-2.04, SR-3.03: what a registered call does: keeps a new caller for whoever answered. */
export const openCallClaim = async (tx: Tx, call: AnsweredCall): Promise<ClaimChange> => {
  await lockClient(tx, call);
  const { site, facts } = await loadOwnership(tx, call, call.answeredAt);
  const policy = policyAt(site.versions, call.answeredAt);
  const newClaimId = call.newId();
  const decision = decideCallClaim({
    call,
    standing: standingOf(facts),
    open: openRowOf(facts),
    zone: site.zone,
    policy,
    newClaimId,
  });
  const told = { ...call, ...decision, claims: facts.claims, at: call.answeredAt };
  return { outcome: decision.explanation.outcome, explanationId: await tellClaims(tx, told) };
};
