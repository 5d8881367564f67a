import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { type BareRecord, bareRecords, findMerge, type MergeRow, mergesOf } from './mergeQueries.ts';

/** Unfiltered: the resolvers ask for both records of a merge before they show it. */
export const mergeLoaders = ({ db }: Pick<BareContext, 'db'>) => ({
  merges: listLoaderOf<MergeRow>(
    (ids) => db.read((tx) => mergesOf(tx, ids)),
    ({ clientId }) => clientId,
  ),
  bareRecords: loaderOf<BareRecord>(
    (ids) => db.read((tx) => bareRecords(tx, ids)),
    ({ id }) => id,
  ),
  merge: async (id: string): Promise<MergeRow> => {
    const merge = await db.read((tx) => findMerge(tx, id));
    if (!merge) throw new Error('a merge that was just written is gone');
    return merge;
  },
});

export type MergeLoaders = ReturnType<typeof mergeLoaders>;
