import type { Tx } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import { sitePoliciesOf } from '../../policies/index.ts';
import { ended } from '../claims/claimSteps.ts';
import { type ClientAtSite, claimsOf, lockClient } from '../claims/claimStore.ts';
import { tellClaims } from '../claims/tellClaims.ts';

export type Voided = ClientAtSite & {
  /** Whose claim: the one who registered the visit. */
  readonly consultantId: string;
  readonly at: Date;
  readonly newId: () => string;
};

/** SR-2.03: an alteration of the register that no manager signed voids the consultant's claim. False when there is none. */
export const voidClaim = async (tx: Tx, { siteId, clientId, consultantId, at, newId }: Voided): Promise<boolean> => {
  await lockClient(tx, { siteId, clientId });
  const { zone } = await sitePoliciesOf(tx, siteId);
  const claims = await claimsOf(tx, { siteId, clientId });
  const claim = claims.find((one) => one.status === 'open' && one.consultantId === consultantId);
  if (!claim) return false;
  const events = [ended(claim, { at, reason: 'voided', rules: ['SR-2.03'] }, zone)];
  const explanation = reasoning(at).apply('SR-2.03').fact('consultant', consultantId).explain('VOIDED', altered);
  await tellClaims(tx, { siteId, clientId, claims, events, explanation, at, newId });
  return true;
};

const altered = text('登记被擅自涂改，归属作废。', 'The register was altered without a signature: the claim is void.');
