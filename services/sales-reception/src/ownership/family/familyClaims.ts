import type { Tx } from '@shouwen/database';
import { policyAt } from '@shouwen/kernel';
import { personOf } from '../../projections/index.ts';
import { dealsOutside, type VisitFacts } from '../changes/visitFacts.ts';
import { isBuyer } from '../claims/claim.ts';
import { lockClient } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { purchasesOf } from '../claims/purchaseStore.ts';
import { claimHeldAt } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';
import { decideFamilyClaims, type FamilyOutcome } from './familyClaims.decision.ts';

export type FamilyVisit = {
  readonly visit: VisitFacts;
  readonly registeredAt: Date;
  readonly clientSays: string | null;
  readonly newId: () => string;
};

/** Locks several clients of a site in one order, so that two who need the same do not wait for each other. */
export const lockClients = async (tx: Tx, siteId: string, clientIds: readonly string[]): Promise<void> => {
  const persons = new Set<string>();
  for (const clientId of clientIds) persons.add(await personOf(tx, clientId));
  for (const clientId of [...persons].sort()) await lockClient(tx, { siteId, clientId });
};

/**
 * SR-3.14, SR-3.15: what it means for both that the registered visitor belongs to somebody who is a client already. Both are locked.
 * Null when nothing changes.
 */
export const settleFamily = async (
  tx: Tx,
  { visit, registeredAt, clientSays, newId }: FamilyVisit,
): Promise<{ readonly outcome: FamilyOutcome; readonly explanationId: string } | null> => {
  const { siteId, clientId, relative } = visit;
  if (!relative || relative.clientId === clientId) return null;
  const bought = (await purchasesOf(tx, visit)).find((deal) => deal.visitId === visit.visitId);
  // A deal that closed in this very visit was divided by the same rule: what is settled now is so from then on.
  const at = bought?.closedAt ?? registeredAt;
  const own = await loadOwnership(tx, { siteId, clientId }, at);
  const theirs = await loadOwnership(tx, { siteId, clientId: relative.clientId }, visit.receivedAt);
  const held = claimHeldAt(theirs.facts);
  // Only before a deal: a buyer's consultant is settled (SR-3.13).
  if (isBuyer(dealsOutside(visit, own.facts.deals)) || isBuyer(theirs.facts.deals)) return null;
  const decision = decideFamilyClaims({
    relation: relative.relation,
    own: claimHeldAt(own.facts),
    relative: held?.status === 'open' ? held : null,
    relativeCancelled: theirs.facts.deals.some(({ cancelledAt }) => cancelledAt !== null),
    clientSays,
    at,
    zone: own.site.zone,
    policy: policyAt(own.site.versions, visit.receivedAt),
    newClaimId: newId(),
  });
  if (decision.events.length === 0) return null;
  const claims = [...own.facts.claims, ...theirs.facts.claims];
  const explanationId = await tellClaims(tx, { siteId, clientId, ...decision, claims, at, newId });
  return { outcome: decision.explanation.outcome as FamilyOutcome, explanationId };
};
