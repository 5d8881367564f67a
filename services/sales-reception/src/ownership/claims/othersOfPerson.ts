import type { Tx } from '@shouwen/database';
import { sitePoliciesOf } from '../../policies/index.ts';
import { personOf } from '../../projections/index.ts';
import type { Claim, ClaimEvent } from './claim.ts';
import { ended, lapsed } from './claimSteps.ts';
import { holdsAt } from './windows.ts';

type Decided = {
  readonly siteId: string;
  readonly claims: readonly Claim[];
  readonly events: readonly ClaimEvent[];
  readonly at: Date;
};

/**
 * CR-1.05: two clients who turned out to be one person may each have an open claim; the earlier one counts (SR-3.06). Where a new claim is
 * opened for the person, whatever else is open ends with the one that was decided about: never two owners (I16).
 */
export const othersOfPerson = async (tx: Tx, { siteId, claims, events, at }: Decided): Promise<ClaimEvent[]> => {
  const begun = events.find((event) => event.type === 'ClaimOpened');
  const over = events.filter((event) => event.type === 'ClaimEnded');
  const left = claims.filter(
    ({ status, claimId }) => status === 'open' && !over.some((one) => one.claimId === claimId),
  );
  if (!begun || left.length === 0) return [];
  const person = await personOf(tx, begun.claim.clientId);
  const { zone } = await sitePoliciesOf(tx, siteId);
  const others: ClaimEvent[] = [];
  for (const claim of left) {
    if ((await personOf(tx, claim.clientId)) !== person) continue;
    const reason = over[0]?.reason ?? 'received-as-new';
    const end = ended(claim, { at: at < claim.openedAt ? claim.openedAt : at, reason, rules: begun.rules }, zone);
    others.push(...(holdsAt(claim, at, zone) ? [end] : lapsed(claim, zone)));
  }
  return others;
};
