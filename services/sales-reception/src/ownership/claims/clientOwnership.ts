import type { Tx } from '@shouwen/database';
import { policyAt, siteDate } from '@shouwen/kernel';
import { type SitePolicies, sitePoliciesOf } from '../../policies/index.ts';
import { consultantsOf } from '../../projections/index.ts';
import type { Standing } from './claim.ts';
import { type ClientAtSite, claimsOf } from './claimStore.ts';
import { purchasesOf } from './purchaseStore.ts';
import { type OwnershipFacts, standingOf } from './standing.ts';

/** The facts about a client at a site, and the policies they are judged by. */
export type ClientOwnership = { readonly site: SitePolicies; readonly facts: OwnershipFacts };

/** Loads what `standingOf` needs. Whoever is going to change something has called `lockClient` before. */
export const loadOwnership = async (tx: Tx, client: ClientAtSite, at: Date): Promise<ClientOwnership> => {
  const site = await sitePoliciesOf(tx, client.siteId);
  const [claims, deals] = [await claimsOf(tx, client), await purchasesOf(tx, client)];
  const consultants = deals.length === 0 ? [] : await consultantsOf(tx, client.siteId, siteDate(at, site.zone));
  return { site, facts: ownershipFacts(site, { claims, deals, consultants, at }) };
};

export const ownershipFacts = (
  site: SitePolicies,
  { claims, deals, consultants, at }: Pick<OwnershipFacts, 'claims' | 'deals' | 'consultants' | 'at'>,
): OwnershipFacts => ({
  claims,
  deals,
  consultants,
  at,
  zone: site.zone,
  policyOf: (factAt) => policyAt(site.versions, factAt),
});

/** SR-3.01 to SR-3.06: whose client somebody is at a site now. Reads only; lapses by the calendar alone. */
export const standingFor = async (
  tx: Tx,
  { siteId, clientId, now }: ClientAtSite & { readonly now: Date },
): Promise<Standing> => standingOf((await loadOwnership(tx, { siteId, clientId }, now)).facts);
