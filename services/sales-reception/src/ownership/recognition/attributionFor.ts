import type { Tx } from '@shouwen/database';
import { policyAt } from '@shouwen/kernel';
import type { ClientAtSite } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { standingOf } from '../claims/standing.ts';
import { type Attribution, attributionOf } from './attribution.ts';

export type DealAsked = ClientAtSite & {
  /** The visit during which the deal closes; null without one. */
  readonly visitId: string | null;
  /** For whom that visit was received, if it is known: gets the deal of a client who is nobody's. */
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
  const { site, facts } = await loadOwnership(tx, asked, asked.closedAt);
  const deals = facts.deals.filter(({ closedAt }) => closedAt < asked.closedAt);
  const ofVisit = facts.claims.find(({ sourceId }) => sourceId === asked.visitId)?.consultantId;
  const decided = facts.deals.find(({ dealId }) => dealId === asked.dealId)?.sharing ?? null;
  return attributionOf({
    decided,
    standing: standingOf({ ...facts, deals }),
    receivedFor: asked.receivedFor ?? ofVisit ?? null,
    closedAt: asked.closedAt,
    policy: policyAt(site.versions, asked.closedAt),
  });
};
