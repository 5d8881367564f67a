import { isUuid } from '@shouwen/kernel';
import { type BareContext, loaderOf } from '@shouwen/subgraph';
import { type ClientRow, readableClients } from './clientQueries.ts';
import { readerOf } from './reader.ts';

export type ClientLoaders = { readonly clients: ReturnType<typeof loaderOf<ClientRow>> };

/** Records by id, as far as this viewer may read them; all that one operation asks for comes in one query. */
export const clientLoaders = (context: BareContext): ClientLoaders => ({
  clients: loaderOf<ClientRow>(
    (ids) => context.db.read((tx) => readableClients(tx, readerOf(context), ids.filter(isUuid))),
    ({ id }) => id,
  ),
});
