import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import type { ErasureProof } from './erasure/erasureProof.ts';
import { proofsOf } from './erasure/proofStore.ts';
import { rightsSitesOf } from './reachedRequest.ts';
import { type FrozenClient, frozenClients, rightsRequestsById } from './rightsQueries.ts';
import type { RightsRequest } from './rightsRequest.ts';

export type RightsLoaders = {
  readonly rightsRequests: ReturnType<typeof loaderOf<RightsRequest>>;
  /** Of requests that the viewer was found to know of. */
  readonly erasureProofs: ReturnType<typeof listLoaderOf<ErasureProof>>;
  /** Of clients of whom the viewer was found to have custody. */
  readonly frozenClients: ReturnType<typeof loaderOf<FrozenClient>>;
};

export const rightsLoaders = ({ db, viewer }: BareContext): RightsLoaders => ({
  rightsRequests: loaderOf<RightsRequest>(
    (ids) => db.read((tx) => rightsRequestsById(tx, rightsSitesOf(viewer), ids)),
    ({ id }) => id,
  ),
  erasureProofs: listLoaderOf<ErasureProof>(
    (ids) => db.read((tx) => proofsOf(tx, ids)),
    ({ requestId }) => requestId,
  ),
  frozenClients: loaderOf<FrozenClient>(
    (ids) => db.read((tx) => frozenClients(tx, ids)),
    ({ clientId }) => clientId,
  ),
});
