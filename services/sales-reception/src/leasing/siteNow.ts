import { NotFound } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type IsoDate, type PolicyVersion, policyAt, siteDate } from '@shouwen/kernel';
import { type BareContext, loaderOf } from '@shouwen/subgraph';
import { findSitePolicies, type SalesPolicy } from '../policies/index.ts';

export type SiteNow = { readonly today: IsoDate; readonly zone: string; readonly policy: PolicyVersion<SalesPolicy> };

/** The site's day and the policy in force. @throws NotFound for a site that sells and lets nothing here */
export const siteNow = async (tx: Tx, siteId: string, now: Date): Promise<SiteNow> => {
  const site = await findSitePolicies(tx, siteId);
  if (!site) throw new NotFound();
  return { today: siteDate(now, site.zone), zone: site.zone, policy: policyAt(site.versions, now) };
};

/** Loads the day and the policy of each site once a request. */
export const siteNowLoaders = ({ db, now }: BareContext) => ({
  sitesNow: loaderOf<SiteNow & { readonly siteId: string }>(
    (ids) =>
      db.read(async (tx) => {
        const sites: (SiteNow & { readonly siteId: string })[] = [];
        for (const siteId of ids) sites.push({ siteId, ...(await siteNow(tx, siteId, now)) });
        return sites;
      }),
    ({ siteId }) => siteId,
  ),
});

export type SiteNowLoaders = ReturnType<typeof siteNowLoaders>;

/** What the loader found. @throws NotFound for a site that sells and lets nothing here */
export const loadedSite = async (loaders: SiteNowLoaders, siteId: string): Promise<SiteNow> => {
  const site = await loaders.sitesNow.load(siteId);
  if (!site) throw new NotFound();
  return site;
};
