import { isUuid } from '@shouwen/kernel';
import { type BareContext, loaderOf } from '@shouwen/subgraph';
import { type EntryRow, readableEntries } from './ownerLogQueries.ts';

export type OwnerLogLoaders = { readonly entries: ReturnType<typeof loaderOf<EntryRow>> };

/** Entries of the reception log for one request, as far as this viewer may read them. */
export const ownerLogLoaders = ({ db, viewer }: BareContext): OwnerLogLoaders => ({
  entries: loaderOf<EntryRow>(
    (ids) => db.read((tx) => readableEntries(tx, viewer, ids.filter(isUuid))),
    ({ id }) => id,
  ),
});
