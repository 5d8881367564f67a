import type { Tx } from '@shouwen/database';
import { policyAt } from '@shouwen/kernel';
import { claimantOf, type VisitFacts } from '../changes/visitFacts.ts';
import type { ClientAtSite } from '../claims/claimStore.ts';
import { type ClientOwnership, loadOwnership } from '../claims/clientOwnership.ts';
import { standingOf } from '../claims/standing.ts';
import { type AsRegistered, asRegistered } from './asRegistered.ts';
import { type Attribution, attributionOf } from './attribution.ts';

export type DealAsked = ClientAtSite & {
  /** The visit during which the deal closes; null without one. */
  readonly visitId: string | null;
  /** That visit, if it is known: whom it was received for gets the deal of a client who is nobody's. */
  readonly visit?: VisitFacts | null;
  /** For whom it was received, when nothing else is known of it. */
  readonly receivedFor?: string | null;
  readonly closedAt: Date;
  /** The deal when it is recorded already: what was decided for it itself goes first (SR-3.14, SR-7.04). */
  readonly dealId?: string | null;
};

/**
 * SR-3.07 to SR-3.14: who shares the consultants' part of a deal that closes at that instant. The deal itself, when it is
 * recorded already, does not make the client a buyer, so that it may be asked again after a late recognition (SR-9.05).
 */
export const attributionFor = async (tx: Tx, asked: DealAsked): Promise<Attribution> => {
  const ownership = await loadOwnership(tx, asked, asked.closedAt);
  const { site, facts } = ownership;
  const deals = facts.deals.filter(({ closedAt }) => closedAt < asked.closedAt);
  const unregistered = await unregisteredVisit(tx, asked, ownership);
  const claims = unregistered?.claims ?? facts.claims;
  const ofVisit = facts.claims.find(({ sourceId }) => sourceId === asked.visitId)?.consultantId;
  const decided = facts.deals.find(({ dealId }) => dealId === asked.dealId)?.sharing ?? null;
  return attributionOf({
    decided,
    standing: standingOf({ ...facts, claims, deals }),
    visitSays: unregistered?.explanations ?? [],
    visitShares: asked.visit?.sharing ?? null,
    receivedFor: (asked.visit ? claimantOf(asked.visit) : asked.receivedFor) ?? ofVisit ?? null,
    closedAt: asked.closedAt,
    policy: policyAt(site.versions, asked.closedAt),
  });
};

/** What a visit that has opened no claim yet says by itself; null without one, or when it began later. */
const unregisteredVisit = async (
  tx: Tx,
  { visit, siteId, closedAt }: DealAsked,
  { site, facts }: ClientOwnership,
): Promise<AsRegistered | null> => {
  if (!visit || visit.receivedAt > closedAt || facts.claims.some(({ sourceId }) => sourceId === visit.visitId))
    return null;
  const { receivedAt, relative } = visit;
  const theirs = relative && (await loadOwnership(tx, { siteId, clientId: relative.clientId }, receivedAt));
  return asRegistered({
    visit,
    facts,
    relative: theirs ? theirs.facts : null,
    policy: policyAt(site.versions, receivedAt),
  });
};
