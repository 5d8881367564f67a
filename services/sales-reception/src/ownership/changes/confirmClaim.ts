import type { Tx } from '@shouwen/database';
import { policyAt } from '@shouwen/kernel';
import { lockClient } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { claimHeldAt, openRowOf } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';
import { decideConfirmation } from './claimByConfirmation.decision.ts';
import type { VisitFacts } from './visitFacts.ts';

export type ConfirmedVisit = {
  readonly visit: Pick<VisitFacts, 'visitId' | 'siteId' | 'clientId' | 'receiverId' | 'actingFor' | 'receivedAt'>;
  readonly confirmedAt: Date;
  readonly newId: () => string;
};

/** SR-2.02: what the manager's confirmation of a visit's registration does to the claim. True when it proved something. */
export const confirmClaim = async (tx: Tx, { visit, confirmedAt, newId }: ConfirmedVisit): Promise<boolean> => {
  await lockClient(tx, visit);
  const { site, facts } = await loadOwnership(tx, visit, confirmedAt);
  const policy = policyAt(site.versions, visit.receivedAt);
  const claim = openRowOf(facts);
  const runOut = claim ? null : claimHeldAt({ ...facts, at: visit.receivedAt });
  const asked = { visit, claim, runOut, confirmedAt, zone: site.zone, policy, newClaimId: newId() };
  const decision = decideConfirmation(asked);
  if (decision.events.length === 0) return false;
  await tellClaims(tx, { ...visit, ...decision, claims: facts.claims, at: confirmedAt, newId });
  return true;
};
