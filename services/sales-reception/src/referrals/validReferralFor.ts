import type { Tx } from '@shouwen/database';
import { type ClientAtSite, findSignedReferral } from './referralStore.ts';

export type ReferralAsked = ClientAtSite & {
  readonly introducerId: string;
  /** When the deal closes: the form must have been signed by then. */
  readonly closedAt: Date;
};

export type ValidReferral = {
  readonly referralId: string;
  readonly visitId: string;
  readonly signedAt: Date;
  readonly explanationId: string;
};

/**
 * SR-5.05, FI-1.02: the signed referral of that client by that employee; null when there is none, and then a deal cannot go through
 * the channel `employee-referral`.
 */
export const validReferralFor = async (
  tx: Tx,
  { siteId, clientId, introducerId, closedAt }: ReferralAsked,
): Promise<ValidReferral | null> => {
  const referral = await findSignedReferral(tx, { siteId, clientId, introducerId, by: closedAt });
  if (!referral?.signature) return null;
  const { visitId, signedAt } = referral.signature;
  return { referralId: referral.referralId, visitId, signedAt, explanationId: referral.latestWhy };
};
