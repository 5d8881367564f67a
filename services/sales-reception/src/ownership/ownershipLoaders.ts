import { isUuid, siteDate } from '@shouwen/kernel';
import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { findSitePolicies, type SitePolicies } from '../policies/index.ts';
import { type Asked, consultantsOf, forPersons } from '../projections/index.ts';
import { type ClaimRow, claimsOfClients, type PurchaseRow, purchasesOfClients } from './ownershipQueries.ts';

/** Claims and deals of all clients that one operation asks about come in one query each, for a person under every id (CR-1.05). Unfiltered: `reader.ts` is asked after. */
export const ownershipLoaders = ({ db, now }: BareContext) => ({
  claims: listLoaderOf<Asked<ClaimRow>>(
    (ids) => db.read((tx) => forPersons(tx, ids.filter(isUuid), (all) => claimsOfClients(tx, all))),
    ({ askedId }) => askedId,
  ),
  purchases: listLoaderOf<Asked<PurchaseRow>>(
    (ids) => db.read((tx) => forPersons(tx, ids.filter(isUuid), (all) => purchasesOfClients(tx, all))),
    ({ askedId }) => askedId,
  ),
  sitePolicies: loaderOf<SitePolicies>(
    (ids) =>
      db.read(async (tx) => {
        const found = [];
        for (const id of ids.filter(isUuid)) found.push(await findSitePolicies(tx, id));
        return found.filter((site) => site !== null);
      }),
    ({ siteId }) => siteId,
  ),
  /** Of today, by the site. */
  consultants: loaderOf<SiteConsultants>(
    (ids) =>
      db.read(async (tx) => {
        const found: SiteConsultants[] = [];
        for (const siteId of ids.filter(isUuid)) {
          const site = await findSitePolicies(tx, siteId);
          if (site) found.push({ siteId, staffIds: await consultantsOf(tx, siteId, siteDate(now, site.zone)) });
        }
        return found;
      }),
    ({ siteId }) => siteId,
  ),
});

type SiteConsultants = { readonly siteId: string; readonly staffIds: readonly string[] };

export type OwnershipLoaders = ReturnType<typeof ownershipLoaders>;
