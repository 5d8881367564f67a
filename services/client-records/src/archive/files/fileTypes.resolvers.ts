import { type ExplanationLoaders, explanationOf, type GraphContext, toGraphName } from '@shouwen/subgraph';
import type { ClientLoaders } from '../../clients/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { ArchiveLoaders } from '../archiveLoaders.ts';
import { isClassified } from '../file.ts';
import type { FileView } from './discloseFiles.ts';
import type { FileDone } from './fileDocument.ts';
import { type CountedFiles, countOf } from './fileLists.ts';
import { mayKnowShelf } from './shelf.ts';
import type { Shelf } from './shelfQueries.ts';

type Context = GraphContext<ArchiveLoaders & ClientLoaders & ExplanationLoaders>;

const placeOf = ({ shelfId, siteId, room, cabinet, shelf, position, level }: FileView, context: Context) => {
  const classified = isClassified(level);
  if (shelfId === null || !mayKnowShelf(context.viewer, { classified, siteId })) return null;
  return { shelf: { shelfId, siteId, room, cabinet, shelf, classified }, position };
};

export const fileTypes = (vault: Vault) => ({
  File: {
    __resolveReference: ({ id }: { readonly id: string }, { loaders }: Context) => loaders.files.load(id),
    id: ({ fileId }: FileView) => fileId,
    // Whoever was granted a file need not be allowed to read the client: then only the id is shown.
    client: async ({ clientId }: FileView, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    site: ({ siteId }: FileView) => ({ id: siteId }),
    kind: ({ kind }: FileView) => toGraphName(kind),
    level: ({ level }: FileView) => toGraphName(level),
    classified: ({ level }: FileView) => isClassified(level),
    carrier: ({ carrier }: FileView) => toGraphName(carrier),
    place: (file: FileView, _: unknown, context: Context) => placeOf(file, context),
    custodian: ({ custodianId }: FileView) => ({ id: custodianId }),
    state: ({ state }: FileView) => toGraphName(state),
    filedBy: ({ filedBy }: FileView) => ({ id: filedBy }),
    readBy: ({ ground }: FileView) => toGraphName(ground),
    explanation: ({ explanationId }: FileView, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  ArchiveShelf: {
    id: ({ shelfId }: Shelf) => shelfId,
    site: ({ siteId }: Shelf) => ({ id: siteId }),
  },
  FileConnection: {
    totalCount: ({ counted }: CountedFiles, _: unknown, context: Context) => countOf({ vault, context }, counted),
  },
  FileDone: {
    file: ({ fileId }: FileDone, _: unknown, { loaders }: Context) => loaders.files.load(fileId),
    explanation: ({ explanationId }: FileDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  ShelfDone: { shelf: (shelf: Shelf) => shelf },
});
