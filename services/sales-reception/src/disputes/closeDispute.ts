import { appendAudit, saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { changeAttribution } from '../deals/index.ts';
import { type Sharing, splitClaim, splitDeal, standingFor, transferClaim } from '../ownership/index.ts';
import type { Dispute, RuledShare } from './dispute.ts';
import { standingDealsIn } from './disputeQueries.ts';
import { changeDispute, withdrawPending } from './disputeStore.ts';
import { releaseDeals } from './frozenDeals.ts';

export type Outcome = {
  readonly state: 'settled' | 'ruled';
  readonly shares: readonly RuledShare[];
  readonly explanation: Explanation;
  readonly explanationId: string;
};

/**
 * SR-7.04, SR-9.05: carries out what the sides agreed on or the manager ruled: on the deals in dispute, then on the claim, so that what
 * the client buys later is divided the same; tells finance of changed shares, and releases what was frozen.
 */
export const closeDispute = async (
  tx: Tx,
  context: BareContext,
  { dispute, outcome }: { readonly dispute: Dispute; readonly outcome: Outcome },
): Promise<void> => {
  const { viewer, now: at, newId } = context;
  const { disputeId, siteId, clientId } = dispute;
  const { state, shares, explanation, explanationId } = outcome;
  const resource = { type: 'Dispute', id: disputeId };
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation });
  const ruled = shares.filter(({ parts }) => parts > 0).map((share) => ({ ...share, role: 'ruled' }) as const);
  const sharing: Sharing = { rule: 'SR-7.04', shares: ruled };
  const winner = ruled.length === 1 ? (ruled[0]?.staffId ?? null) : null;
  const deals = (await standingDealsIn(tx, disputeId)).map(({ dealId }) => dealId);
  for (const dealId of deals) await splitDeal(tx, { dealId, sharing, buyersConsultant: winner });
  const claimId = dispute.aboutDeal ? null : await divideClaim(tx, context, { dispute, sharing, explanation, deals });
  await changeAttribution(tx, { siteId, clientId, at, newId, because: explanation });
  await releaseDeals(tx, dispute, { at, newId });
  await withdrawPending(tx, { disputeId, kinds: ['settlement', 'ruling'], at });
  await changeDispute(tx, dispute, { state, shares, closedAt: at, claimId, explanationId });
  await appendAudit(tx, { at, actor: viewer, siteId, action: `dispute.${state}`, resource, decision: 'allowed' });
};

type Division = {
  readonly dispute: Dispute;
  readonly sharing: Sharing;
  readonly explanation: Explanation;
  readonly deals: readonly string[];
};

/** The owner stays where the owner is a side with a part; else the client goes to whoever has most, of equals the one named first. */
const divideClaim = async (
  tx: Tx,
  { now: at, newId }: BareContext,
  { dispute, sharing, explanation, deals }: Division,
): Promise<string | null> => {
  const { siteId, clientId, disputeId: sourceId } = dispute;
  const standing = await standingFor(tx, { siteId, clientId, now: at });
  const held = standing.kind === 'OWNED' ? standing.claim : standing.kind === 'NEW' ? standing.unconfirmed : null;
  const isDivided = sharing.shares.some(({ staffId }) => staffId === held?.consultantId);
  if (isDivided) {
    const split = await splitClaim(tx, { siteId, clientId, heldAt: at, sharing, explanation, at, newId });
    return split?.claimId ?? null;
  }
  if (standing.kind === 'BUYER' && deals.length > 0) return null;
  const [first, second] = sharing.shares;
  const to = (second && first && (second.parts ?? 0) > (first.parts ?? 0) ? second : first)?.staffId ?? null;
  const why = { reason: 'ruled', rules: ['SR-7.04'], explanation, sourceId, window: 'kept' } as const;
  const moved = await transferClaim(tx, { siteId, clientId, to, sharing, ...why, at, newId });
  return moved.openedClaimId;
};
