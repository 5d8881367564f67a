import { isUuid } from '@shouwen/kernel';
import { type BareContext, loaderOf } from '@shouwen/subgraph';
import { limitReads } from '../trace/index.ts';
import { type AskedClient, readableClients } from './clientQueries.ts';
import { readerOf } from './reader.ts';

export type ClientLoaders = { readonly clients: ReturnType<typeof loaderOf<AskedClient>> };

/** Records by id, as far as this viewer may read them, for a merged one the surviving (CR-1.05); all that one operation asks for comes in one query. */
export const clientLoaders = (context: BareContext): ClientLoaders => ({
  clients: loaderOf<AskedClient>(
    async (ids) => {
      const rows = await context.db.read((tx) => readableClients(tx, readerOf(context), ids.filter(isUuid)));
      await limitReads(context, rows);
      return rows;
    },
    ({ askedId }) => askedId,
  ),
});
