import { demandIds, NotSignedIn } from '@shouwen/access';
import { siteDate } from '@shouwen/kernel';
import { fromGraphName, type GraphContext, toGraphResult } from '@shouwen/subgraph';
import type { ClientLoaders } from '../../clients/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { ArchiveLoaders } from '../archiveLoaders.ts';
import type { Carrier, FileKind, FileLevel } from '../file.ts';
import { type AddShelf, addShelf } from './addShelf.ts';
import { type FileDocument, fileDocument } from './fileDocument.ts';
import {
  type FileList,
  fileByIndex,
  fileOnRequest,
  filesOfClient,
  filesOfSite,
  filesOnShelf,
  knownShelves,
} from './fileLists.ts';
import { fileTypes } from './fileTypes.resolvers.ts';

type Context = GraphContext<ArchiveLoaders & ClientLoaders>;
type Asked<Input> = { readonly input: Input };
type FilterInput = {
  readonly kinds?: readonly string[] | null;
  readonly levels?: readonly string[] | null;
  readonly carrier?: string | null;
  readonly titlePrefix?: string | null;
  readonly retentionOver?: boolean | null;
};
type ListInput = {
  readonly filter?: FilterInput | null;
  readonly sort: string;
  readonly first?: number | null;
  readonly after?: string | null;
};
type DocumentInput = Omit<FileDocument, 'retention' | 'place'> & {
  readonly retention: { readonly from: string; readonly years?: number | null };
  readonly place?: FileDocument['place'];
};

const sorts = { OLDEST: 'oldest', NEWEST: 'newest', INDEX_NUMBER: 'index' } as const;

const listOf = ({ filter, sort, first, after }: ListInput, now: Date): FileList => ({
  ...{ sort: sorts[sort as keyof typeof sorts], first, after },
  kinds: filter?.kinds?.map((kind) => fromGraphName<FileKind>(kind)) ?? null,
  levels: filter?.levels?.map((level) => fromGraphName<FileLevel>(level)) ?? null,
  carrier: filter?.carrier ? fromGraphName<Carrier>(filter.carrier) : null,
  titlePrefix: filter?.titlePrefix ?? null,
  overOn: filter?.retentionOver ? siteDate(now) : null,
});

const signedIn = ({ viewer }: Context): void => {
  if (viewer.kind === 'anonymous') throw new NotSignedIn();
};

export const fileResolvers = (vault: Vault) => ({
  ...fileTypes(vault),
  Query: {
    file: (_: unknown, { id }: { readonly id: string }, context: Context) => {
      signedIn(context);
      return fileOnRequest(context, id);
    },
    fileByIndex: (_: unknown, { indexNumber }: { readonly indexNumber: string }, context: Context) => {
      signedIn(context);
      return fileByIndex(context, indexNumber);
    },
    searchFiles: (_: unknown, { siteId, ...asked }: ListInput & { readonly siteId: string }, context: Context) => {
      signedIn(context);
      return filesOfSite({ vault, context }, siteId, listOf(asked, context.now));
    },
    archiveShelves: (_: unknown, { siteId }: { readonly siteId: string }, context: Context) =>
      knownShelves(context, siteId),
    filesOnShelf: (_: unknown, { shelfId }: { readonly shelfId: string }, context: Context) =>
      filesOnShelf({ vault, context }, shelfId),
  },
  Mutation: {
    addArchiveShelf: async (_: unknown, { input }: Asked<AddShelf>, context: Context) => {
      demandIds({ siteId: input.siteId });
      return toGraphResult('ShelfDone', await addShelf(context, input));
    },
    fileDocument: async (_: unknown, { input }: Asked<DocumentInput>, context: Context) => {
      const { retention, place = null, ...rest } = input;
      demandIds({ siteId: rest.siteId, clientId: rest.clientId, shelfId: place?.shelfId });
      const asked: FileDocument = {
        ...{ ...rest, place, retention: { from: retention.from, years: retention.years ?? null } },
        kind: fromGraphName<FileKind>(rest.kind),
        level: fromGraphName<FileLevel>(rest.level),
        carrier: fromGraphName<Carrier>(rest.carrier),
      };
      return toGraphResult('FileDone', await fileDocument(vault)(context, asked));
    },
  },
  Client: {
    files: ({ id }: { readonly id: string }, asked: ListInput, context: Context) =>
      filesOfClient({ vault, context }, id, listOf(asked, context.now)),
  },
});
