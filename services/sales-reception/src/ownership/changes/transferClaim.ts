import type { Tx } from '@shouwen/database';
import { type Explanation, policyAt, type RuleId, siteDate } from '@shouwen/kernel';
import type { Claim, ClaimEndReason, ClaimEvent, Sharing } from '../claims/claim.ts';
import { ended, freshClaim, lapsedBy, opened } from '../claims/claimSteps.ts';
import { type ClientAtSite, lockClient } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { moveBuyer } from '../claims/purchaseStore.ts';
import { openRowOf } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';
import { holdsAt, windowOfVisit } from '../claims/windows.ts';

/** Why somebody's client becomes another's by decision; whoever held the claim cannot recognise the client any more. */
export type TransferReason = Extract<ClaimEndReason, 'transferred' | 'replaced' | 'poached' | 'ruled'>;

export type ClaimTransfer = ClientAtSite & {
  /** Whose client it becomes, a consultant of the site as the caller has checked; null: nobody's, whoever is in turn is next. */
  readonly to: string | null;
  readonly reason: TransferReason;
  readonly rules: readonly RuleId[];
  /** Why; it becomes the explanation of both the end and the beginning. */
  readonly explanation: Explanation;
  /** The visit, dispute, violation or campaign that the new claim rests on. */
  readonly sourceId: string;
  /** `anew`: the windows of a visit of that moment; `kept`: those of the claim that ends, if it still held. */
  readonly window: 'anew' | 'kept';
  /** How deals are divided under the new claim; null: the new owner has the whole. */
  readonly sharing: Sharing | null;
  readonly at: Date;
  readonly newId: () => string;
};

export type ClaimTransferred = {
  /** The claim that ended; null when nobody had one. */
  readonly endedClaimId: string | null;
  readonly openedClaimId: string | null;
  readonly explanationId: string;
};

/**
 * Ends whatever claim there is on a client and opens another's, by a decision that somebody has taken and explained: SR-3.19, SR-4.05,
 * SR-7.01, SR-7.04, SR-7.05. A buyer's after-sales goes over too. What was sold before stays shared as it is: see `splitDeal`.
 */
export const transferClaim = async (tx: Tx, transfer: ClaimTransfer): Promise<ClaimTransferred> => {
  const { at, to, reason, rules } = transfer;
  await lockClient(tx, transfer);
  const { site, facts } = await loadOwnership(tx, transfer, at);
  const row = openRowOf(facts);
  const open = row && holdsAt(row, at, site.zone) ? row : null;
  const events: ClaimEvent[] = open ? [ended(open, { at, reason, rules }, site.zone)] : lapsedBy(row, at, site.zone);
  const policy = policyAt(site.versions, at).params;
  const anew = windowOfVisit(at, policy, site.zone);
  const claim = to === null ? null : claimFor(transfer, { to, open, anew, openedOn: siteDate(at, site.zone) });
  if (claim) events.push(opened(claim, rules));
  if (to !== null) await moveBuyer(tx, transfer, to);
  const told = { ...transfer, events, claims: facts.claims };
  const explanationId = await tellClaims(tx, told);
  return { endedClaimId: open?.claimId ?? null, openedClaimId: claim?.claimId ?? null, explanationId };
};

type Beginning = {
  readonly to: string;
  readonly open: Claim | null;
  readonly anew: ReturnType<typeof windowOfVisit>;
  readonly openedOn: string;
};

const claimFor = (transfer: ClaimTransfer, { to, open, anew, openedOn }: Beginning): Claim => {
  const { clientId, siteId, at, sourceId, newId, window, sharing } = transfer;
  const kept = window === 'kept' && open ? open : anew;
  const { windowFrom, validThrough, freshThrough } = kept;
  const windows = { windowFrom, validThrough, freshThrough };
  const beginning = { claimId: newId(), clientId, siteId, consultantId: to, sourceId, openedAt: at, openedOn };
  return { ...freshClaim({ ...beginning, openedBy: 'visit', ...windows, confirmation: 'not-needed' }), sharing };
};
