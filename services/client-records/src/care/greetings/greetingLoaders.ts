import { isUuid } from '@shouwen/kernel';
import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { readableClients, readerOf } from '../../clients/index.ts';
import type { Greeting } from './greeting.ts';
import { seenGreetings } from './greetingQueries.ts';
import { type OccasionOfClient, occasionsOf } from './occasionStore.ts';

/** One query of each kind a request. Give `occasions` only ids of clients that `careClients` found. */
export const greetingLoaders = (context: BareContext) => ({
  /** Clients whom the viewer may read at a site where the viewer also holds care.read (OR-1.03). */
  careClients: loaderOf(
    (ids) => context.db.read((tx) => readableClients(tx, readerOf(context, 'care.read'), ids.filter(isUuid))),
    ({ askedId }) => askedId,
  ),
  occasions: listLoaderOf<OccasionOfClient>(
    (ids) => context.db.read((tx) => occasionsOf(tx, ids)),
    ({ askedId }) => askedId,
  ),
  greetings: loaderOf<Greeting>(
    (ids) => context.db.read((tx) => seenGreetings(tx, readerOf(context), ids)),
    ({ greetingId }) => greetingId,
  ),
});

export type GreetingLoaders = ReturnType<typeof greetingLoaders>;
