import { isUuid } from '@shouwen/kernel';
import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { findSitePolicies, type SitePolicies } from '../policies/index.ts';
import { type ClaimRow, claimsOfClients, type PurchaseRow, purchasesOfClients } from './ownershipQueries.ts';

/** Claims and deals of all clients that one operation asks about come in one query each. Unfiltered: `reader.ts` is asked after. */
export const ownershipLoaders = ({ db }: BareContext) => ({
  claims: listLoaderOf<ClaimRow>(
    (ids) => db.read((tx) => claimsOfClients(tx, ids.filter(isUuid))),
    ({ clientId }) => clientId,
  ),
  purchases: listLoaderOf<PurchaseRow>(
    (ids) => db.read((tx) => purchasesOfClients(tx, ids.filter(isUuid))),
    ({ clientId }) => clientId,
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
});

export type OwnershipLoaders = ReturnType<typeof ownershipLoaders>;
