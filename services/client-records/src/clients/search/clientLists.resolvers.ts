import { BadInput, demandIds, NotSignedIn } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import { type BareContext, connectionOf, fromGraphName, type PageArguments, pageOf } from '@shouwen/subgraph';
import { cleanText } from '../../contacts/index.ts';
import { limitReads } from '../../trace/index.ts';
import type { Vault } from '../../vault/index.ts';
import { asPage } from '../clientShown.ts';
import { readerAt, readerOf } from '../reader.ts';
import { type ClientFilter, type ClientSort, countClients, pageOfClients } from './clientListQueries.ts';
import { searchByIdentityNumber, searchByNumber } from './searchExactly.ts';
import { traceNameSearch } from './traceNameSearch.ts';

type AskedFilter = { readonly [Field in keyof ClientFilter]?: string | null } & { readonly siteId?: string | null };
type Asked = PageArguments & { readonly filter?: AskedFilter | null; readonly sort?: string | null };
type Counted = { readonly count: () => Promise<number> };

/** Lists of clients, and the exact searches that find one again (CR-1.01). */
export const clientListResolvers = (vault: Vault) => ({
  Query: {
    clientByNumber: async (_: unknown, { number }: { readonly number: string }, context: BareContext) =>
      asPage(await searchByNumber(vault)(context, number)),
    clientByIdentityNumber: async (
      _: unknown,
      { identityNumber }: { readonly identityNumber: string },
      context: BareContext,
    ) => asPage(await searchByIdentityNumber(vault)(context, identityNumber)),
    clients: async (_: unknown, { filter: asked, sort: askedSort, ...page }: Asked, context: BareContext) => {
      if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
      const { siteId = null, ...rest } = asked ?? {};
      demandIds({ siteId, ownerId: rest.ownerId });
      const filter = readFilter(rest);
      const sort = fromGraphName<ClientSort>(askedSort ?? 'OPENED');
      const reader = siteId === null ? readerOf(context) : readerAt(context, siteId);
      const { limit, after } = readPage(page, sort);
      if (filter.namePrefix !== null) await traceNameSearch(context, filter.namePrefix);
      const rows = await context.db.read((tx) => pageOfClients(tx, reader, { filter, sort, after, limit: limit + 1 }));
      await limitReads(context, rows.slice(0, limit));
      const key = ({ id, nameKey }: { id: string; nameKey: string }) => (sort === 'name' ? [nameKey, id] : [id]);
      const count = () => context.db.read((tx) => countClients(tx, reader, filter));
      return { ...connectionOf(rows, limit, key), count };
    },
  },
  ClientConnection: {
    totalCount: ({ count }: Counted) => count(),
  },
});

/** @throws BadInput for a cursor of another order or of nowhere */
const readPage = (page: PageArguments, sort: ClientSort): { limit: number; after: string[] | null } => {
  const { limit, after } = pageOf(page, sort === 'name' ? 2 : 1);
  const isKey = after === null || (after.every((part) => typeof part === 'string') && isUuid(String(after.at(-1))));
  if (!isKey) throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  return { limit, after: after as string[] | null };
};

/** @throws BadInput for a text that is none */
const readFilter = (asked: AskedFilter): ClientFilter => {
  const name = (value: string | null | undefined) => (value == null ? null : fromGraphName(value));
  return {
    kind: name(asked.kind) as ClientFilter['kind'],
    class: name(asked.class) as ClientFilter['class'],
    business: name(asked.business) as ClientFilter['business'],
    urgency: name(asked.urgency) as ClientFilter['urgency'],
    ownerId: asked.ownerId ?? null,
    district: readText(asked.district?.normalize('NFKC'), 40, 'district'),
    namePrefix: readText(asked.namePrefix, 60, 'namePrefix'),
  };
};

const readText = (written: string | null | undefined, most: number, field: string): string | null => {
  if (written == null) return null;
  const clean = cleanText(written, most);
  if (clean === null)
    throw new BadInput(text(`须为 1 至 ${most} 个字符。`, `1 to ${most} characters.`), `filter.${field}`);
  return clean;
};
