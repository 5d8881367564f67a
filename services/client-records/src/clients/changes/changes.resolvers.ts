import { NotSignedIn } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { type BareContext, connectionOf, type PageArguments, toGraphName, typedPageOf } from '@shouwen/subgraph';
import { idsOfPerson } from '../../persons/index.ts';
import type { Vault } from '../../vault/index.ts';
import { readableClients } from '../clientQueries.ts';
import { readerOf } from '../reader.ts';
import { type KeyedChangeRow, pageOfChanges } from './changeStore.ts';
import { maskAs, placeOfChange } from './clientChange.ts';

type Asked = PageArguments & { readonly clientId: string };

/** What was changed in a client's record, to whom may read it (CR-1.06). */
export const changeResolvers = (vault: Vault) => {
  const opened = (row: KeyedChangeRow, column: 'from' | 'to' | 'why'): string | null => {
    const sealed = row[column];
    const key = { keyId: row.keyId, wrapped: row.wrappedKey };
    return sealed && vault.open(key, row.clientId, placeOfChange(column, row.id), sealed);
  };
  const masked = (row: KeyedChangeRow, column: 'from' | 'to'): string | null => {
    const value = opened(row, column);
    return value === null ? null : maskAs(row.maskedAs, value);
  };
  return {
    Query: {
      clientChanges: (_: unknown, asked: Asked, context: BareContext) => clientChanges(context, asked),
    },
    ClientChange: {
      by: ({ actor }: KeyedChangeRow) => (actor.startsWith('staff:') ? { id: actor.slice('staff:'.length) } : null),
      site: ({ siteId }: KeyedChangeRow) => ({ id: siteId }),
      area: ({ area }: KeyedChangeRow) => toGraphName(area),
      from: (row: KeyedChangeRow) => masked(row, 'from'),
      to: (row: KeyedChangeRow) => masked(row, 'to'),
      why: (row: KeyedChangeRow) => opened(row, 'why'),
    },
  };
};

const clientChanges = async (context: BareContext, { clientId, ...page }: Asked) => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  const { limit, after } = typedPageOf(page, ['time', 'id']);
  const rows = await context.db.read(async (tx) => {
    const [client] = await readableClients(tx, readerOf(context), [clientId].filter(isUuid));
    if (!client) return [];
    return pageOfChanges(tx, { clientIds: await idsOfPerson(tx, client.id), after, limit: limit + 1 });
  });
  return connectionOf(rows, limit, ({ at, id }) => [at.toISOString(), id]);
};
