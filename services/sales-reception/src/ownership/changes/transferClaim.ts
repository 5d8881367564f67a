import type { Tx } from '@shouwen/database';
import { type Explanation, policyAt, type RuleId } from '@shouwen/kernel';
import type { Sharing } from '../claims/claim.ts';
import { type ClientAtSite, lockClient } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { moveBuyer } from '../claims/purchaseStore.ts';
import { openRowOf } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';
import { type TransferReason, transferred } from './transferClaim.decision.ts';

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
  /** The claim that ended, or had run out; null when nobody had one. */
  readonly endedClaimId: string | null;
  readonly openedClaimId: string | null;
  readonly explanationId: string;
};

/**
 * Ends whatever claim there is on a client and opens another's, by a decision that somebody has taken and explained: SR-3.19, SR-4.05,
 * SR-7.01, SR-7.04, SR-7.05. A buyer's after-sales goes over too. What was sold before stays shared as it is: see `splitDeal`.
 */
export const transferClaim = async (tx: Tx, transfer: ClaimTransfer): Promise<ClaimTransferred> => {
  const { at, to } = transfer;
  await lockClient(tx, transfer);
  const { site, facts } = await loadOwnership(tx, transfer, at);
  const asked = { ...transfer, open: openRowOf(facts), zone: site.zone, newClaimId: transfer.newId() };
  const events = transferred(policyAt(site.versions, at).params, asked);
  if (to !== null) await moveBuyer(tx, transfer, to);
  const told = { ...transfer, events, claims: facts.claims };
  const explanationId = await tellClaims(tx, told);
  const over = events.find((event) => event.type === 'ClaimEnded');
  const begun = events.find((event) => event.type === 'ClaimOpened');
  return { endedClaimId: over?.claimId ?? null, openedClaimId: begun?.claim.claimId ?? null, explanationId };
};
