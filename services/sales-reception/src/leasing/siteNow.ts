import { NotFound } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type IsoDate, type PolicyVersion, policyAt, siteDate } from '@shouwen/kernel';
import { findSitePolicies, type SalesPolicy } from '../policies/index.ts';

export type SiteNow = { readonly today: IsoDate; readonly zone: string; readonly policy: PolicyVersion<SalesPolicy> };

/** The site's day and the policy in force. @throws NotFound for a site that sells and lets nothing here */
export const siteNow = async (tx: Tx, siteId: string, now: Date): Promise<SiteNow> => {
  const site = await findSitePolicies(tx, siteId);
  if (!site) throw new NotFound();
  return { today: siteDate(now, site.zone), zone: site.zone, policy: policyAt(site.versions, now) };
};
