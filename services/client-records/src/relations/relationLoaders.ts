import { type BareContext, listLoaderOf } from '@shouwen/subgraph';
import type { SeenRelation } from './relation.ts';
import { relationsOf } from './relationQueries.ts';

/** Relations of all clients that one operation asks about, in one query. Unfiltered: `shownRelations` asks for the other ends. */
export const relationLoaders = ({ db }: Pick<BareContext, 'db'>) => ({
  relations: listLoaderOf<SeenRelation>(
    (ids) => db.read((tx) => relationsOf(tx, ids)),
    ({ clientId }) => clientId,
  ),
});

export type RelationLoaders = ReturnType<typeof relationLoaders>;
