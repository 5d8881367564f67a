import { type BareContext, listLoaderOf } from '@shouwen/subgraph';
import type { Attempt } from './lost.ts';
import { attemptsOf } from './lostQueries.ts';

/** Give it only ids of losses that the viewer was found to see. */
export const lostLoaders = ({ db }: BareContext) => ({
  attempts: listLoaderOf<Attempt>(
    (ids) => db.read((tx) => attemptsOf(tx, ids)),
    ({ lostId }) => lostId,
  ),
});

export type LostLoaders = ReturnType<typeof lostLoaders>;
