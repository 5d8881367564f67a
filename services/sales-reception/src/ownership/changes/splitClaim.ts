import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import type { Sharing } from '../claims/claim.ts';
import { type ClientAtSite, lockClient } from '../claims/claimStore.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { saveDealSharing } from '../claims/purchaseStore.ts';
import { claimHeldAt } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';

export type ClaimSplit = ClientAtSite & {
  /** The claim that held at that instant is divided. */
  readonly heldAt: Date;
  readonly sharing: Sharing;
  readonly explanation: Explanation;
  readonly at: Date;
  readonly newId: () => string;
};

/**
 * From now on deals under the claim are divided like that: SR-4.02 (roles `first` and `designated`), SR-7.04 (`ruled`). A deal that is
 * closed already changes only when whoever keeps deals asks again. Null when nobody held a claim then.
 * @throws Error for shares that name somebody twice, or weights that are no positive whole numbers
 */
export const splitClaim = async (
  tx: Tx,
  split: ClaimSplit,
): Promise<{ readonly claimId: string; readonly explanationId: string } | null> => {
  checkShares(split.sharing);
  await lockClient(tx, split);
  const { facts } = await loadOwnership(tx, split, split.heldAt);
  const claim = claimHeldAt(facts);
  if (!claim) return null;
  const { claimId } = claim;
  const events = [{ type: 'ClaimShared', claimId, sharing: split.sharing } as const];
  return { claimId, explanationId: await tellClaims(tx, { ...split, events, claims: facts.claims }) };
};

/**
 * SR-3.14, SR-7.04: what was decided for a deal that is closed already, above whatever the claim says. Whoever keeps deals asks
 * `attributionFor` again afterwards (SR-9.05). `buyersConsultant` looks after the buyer from now on; null: as it was.
 * @throws Error for bad shares; ConcurrentChange for a deal that there is not, or that was cancelled
 */
export const splitDeal = async (tx: Tx, { dealId, sharing, buyersConsultant }: DealSplit): Promise<void> => {
  checkShares(sharing);
  await saveDealSharing(tx, { dealId, sharing, buyersConsultant });
};

export type DealSplit = {
  readonly dealId: string;
  readonly sharing: Sharing;
  readonly buyersConsultant: string | null;
};

const checkShares = ({ shares }: Sharing): void => {
  const staff = new Set(shares.map(({ staffId }) => staffId));
  const whole = shares.every(({ parts }) => parts === null || (Number.isSafeInteger(parts) && parts > 0));
  if (shares.length === 0 || staff.size !== shares.length || !whole)
    throw new Error(`these shares do not divide anything: ${JSON.stringify(shares)}`);
};
