import type { Database, Tx } from '@shouwen/database';
import { reasoning, siteDate, text } from '@shouwen/kernel';
import { findSitePolicies } from '../../policies/index.ts';
import type { Claim } from './claim.ts';
import { lapsed } from './claimSteps.ts';
import { lockOverdueClaims } from './claimStore.ts';
import { tellClaims } from './tellClaims.ts';
import { lapseRules, lapsesOn } from './windows.ts';

export type LapseJob = { readonly db: Database; readonly newId: () => string };

/**
 * Writes down, and tells the other departments, what the calendar has done already: claims of the site whose windows are over by
 * `asOf`. May run at any moment and any number of times. Returns how many it ended; run it again while it ends `limit`.
 */
export const claimsLapsedBy = (
  { db, newId }: LapseJob,
  { siteId, asOf, limit = 500 }: { siteId: string; asOf: Date; limit?: number },
): Promise<number> =>
  db.transaction(async (tx) => {
    const site = await findSitePolicies(tx, siteId);
    if (!site) return 0;
    const overdue = await lockOverdueClaims(tx, { siteId, today: siteDate(asOf, site.zone), limit });
    for (const claim of overdue) await endByCalendar(tx, claim, { zone: site.zone, newId });
    return overdue.length;
  });

const endByCalendar = async (tx: Tx, claim: Claim, { zone, newId }: { zone: string; newId: () => string }) => {
  const events = lapsed(claim, zone);
  const at = events[0]?.endedAt ?? claim.openedAt;
  const why = reasoning(at)
    .apply(...lapseRules(claim))
    .fact('validThrough', claim.validThrough);
  why.fact('freshThrough', claim.freshThrough).fact('lapsesOn', lapsesOn(claim));
  await tellClaims(tx, { ...claim, claims: [claim], events, explanation: why.explain('LAPSED', overNow), at, newId });
};

const overNow = text('归属到期失效。', 'The claim has run out.');
