import { acrossSites } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import { type BareContext, loaderOf } from '@shouwen/subgraph';
import { readableClients, readerOf } from '../clients/index.ts';
import { levelsNow } from './actStore.ts';
import { type Level, levelOf } from './level.ts';
import { type PointsOfClient, pointsOf } from './pointsQueries.ts';

export type PointsShown = PointsOfClient & { readonly level: Level | null };

/** The points of the clients whom the viewer may read at a site where the viewer also holds points.read (CR-6.04, CR-2.01). */
export const loyaltyLoaders = (context: BareContext) => ({
  pointsOfClient: loaderOf<PointsShown>(
    (ids) =>
      context.db.read(async (tx) => {
        const reader = readerOf(context, 'points.read');
        const seen = await readableClients(tx, reader, ids.filter(isUuid));
        const { levels } = await levelsNow(tx);
        const clientIds = seen.map(({ id }) => id);
        // A person has one balance and one level, wherever it was earned; sums alone, of clients that were found to be readable.
        const sums = await acrossSites(tx, () => pointsOf(tx, clientIds, reader.today));
        return sums.map((one) => ({ ...one, level: levelOf(levels, one) }));
      }),
    ({ clientId }) => clientId,
  ),
});

export type LoyaltyLoaders = ReturnType<typeof loyaltyLoaders>;
