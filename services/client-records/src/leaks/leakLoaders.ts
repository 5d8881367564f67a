import { sitesWhere } from '@shouwen/access';
import { type BareContext, listLoaderOf } from '@shouwen/subgraph';
import { clientsOfLeaks, type LeakClient, remediesOf, type StoredRemedy } from './leakQueries.ts';

/** What belongs to cases that the viewer was found to handle. */
export const leakLoaders = ({ db, viewer }: BareContext) => ({
  leakRemedies: listLoaderOf<StoredRemedy>(
    (ids) => db.read((tx) => remediesOf(tx, ids)),
    ({ caseId }) => caseId,
  ),
  leakClients: listLoaderOf<LeakClient>(
    (ids) => db.read((tx) => clientsOfLeaks(tx, sitesWhere(viewer, 'leak.handle'), ids)),
    ({ caseId }) => caseId,
  ),
});

export type LeakLoaders = ReturnType<typeof leakLoaders>;
