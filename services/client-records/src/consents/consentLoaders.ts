import { type BareContext, listLoaderOf } from '@shouwen/subgraph';
import { type ConsentNow, consentsOf } from './consentQueries.ts';

/** What clients agreed to, in one query a request. Give it only ids of clients whom the viewer was found to read. */
export const consentLoaders = ({ db }: BareContext) => ({
  consents: listLoaderOf<ConsentNow>(
    (ids) => db.read((tx) => consentsOf(tx, ids)),
    ({ clientId }) => clientId,
  ),
});

export type ConsentLoaders = ReturnType<typeof consentLoaders>;
