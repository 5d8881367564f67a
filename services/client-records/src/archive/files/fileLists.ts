import { BadInput } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, text } from '@shouwen/kernel';
import {
  type Connection,
  connectionOf,
  decodeCursor,
  type GraphContext,
  pageSize,
  typedPageOf,
} from '@shouwen/subgraph';
import { idsOfPerson } from '../../persons/index.ts';
import { traceRefusal } from '../../trace/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { ArchiveLoaders } from '../archiveLoaders.ts';
import type { ArchiveFile } from '../file.ts';
import { discloseFiles, type FileView } from './discloseFiles.ts';
import { fileForAct, fileWithIndex } from './fileActQueries.ts';
import {
  countFiles,
  everyFile,
  type FileFilter,
  type FilePage,
  type FileRow,
  type FileSort,
  filesInPlace,
  pageOfFiles,
} from './fileQueries.ts';
import { fileReaderOf } from './fileReader.ts';
import { type FilesAsked, filterOf } from './searchFiles.ts';
import { mayKnowShelf } from './shelf.ts';
import { type Shelf, shelfById, shelvesOf } from './shelfQueries.ts';

type Context = GraphContext<ArchiveLoaders>;
export type Deps = { readonly vault: Vault; readonly context: Context };

/** A list as the graph asks for it. */
export type FileList = Pick<FileFilter, 'kinds' | 'levels' | 'carrier' | 'titlePrefix' | 'overOn'> & {
  readonly sort: FileSort;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
};

/** A page, and what its count is about. */
export type CountedFiles = Connection<FileView> & { readonly counted: FilesAsked };

/** The files of a client, of all records of the person (CR-1.05). */
export const filesOfClient = async (deps: Deps, clientId: string, list: FileList): Promise<CountedFiles> => {
  const clientIds = await deps.context.db.read((tx) => idsOfPerson(tx, clientId));
  return listed(deps, { ...narrowed(list), clientIds }, list);
};

export const filesOfSite = async (deps: Deps, siteId: string, list: FileList): Promise<CountedFiles> =>
  listed(deps, { ...narrowed(list), siteId: isUuid(siteId) ? siteId : noSite }, list);

/** How many there are of what a page is about; by the same query as the page, so that they agree (I20). */
export const countOf = async ({ vault, context }: Deps, asked: FilesAsked): Promise<number> =>
  context.db.read(async (tx) => {
    const reader = await fileReaderOf(tx, context);
    return countFiles(tx, reader, await filterOf(tx, { vault, reader }, asked));
  });

/** By id; an attempt on a file that the viewer may not know of is traced, and answered like none (CR-3.02). */
export const fileOnRequest = async (context: Context, id: string): Promise<FileView | null> => {
  const file = await context.loaders.files.load(id);
  if (!file && isUuid(id)) await traceHidden(context, (tx) => fileForAct(tx, id));
  return file;
};

export const fileByIndex = async (context: Context, indexNumber: string): Promise<FileView | null> => {
  const file = await context.db.read((tx) => fileWithIndex(tx, indexNumber));
  return file === null ? null : fileOnRequest(context, file.fileId);
};

/** What lies on a shelf that the viewer keeps, from left to right; null for any other. */
export const filesOnShelf = async (deps: Deps, shelfId: string): Promise<FileView[] | null> => {
  const { context, vault } = deps;
  const rows = await context.db.read(async (tx): Promise<FileRow[] | null> => {
    const shelf = isUuid(shelfId) ? await shelfById(tx, shelfId) : null;
    if (shelf === null || !mayKnowShelf(context.viewer, shelf)) return null;
    return filesInPlace(tx, await fileReaderOf(tx, context), shelfId);
  });
  return rows && discloseFiles({ vault, readings: context.loaders.classifiedReadings }, rows);
};

export const knownShelves = async ({ db, viewer }: Context, siteId: string): Promise<Shelf[]> => {
  if (!isUuid(siteId)) return [];
  const kinds = [false, true].filter((classified) => mayKnowShelf(viewer, { classified, siteId }));
  return db.read((tx) => shelvesOf(tx, siteId, kinds));
};

// A site of this id was never opened.
const noSite = '00000000-0000-0000-0000-000000000000';

const narrowed = ({ kinds, levels, carrier, titlePrefix, overOn }: FileList): FilesAsked => {
  const { titles: _, ...every } = everyFile;
  return { ...every, kinds, levels, carrier, titlePrefix, overOn };
};

const listed = async ({ vault, context }: Deps, asked: FilesAsked, list: FileList): Promise<CountedFiles> => {
  const page = pageFor(list);
  const rows = await context.db.read(async (tx) => {
    const reader = await fileReaderOf(tx, context);
    const filter = await filterOf(tx, { vault, reader }, asked);
    return pageOfFiles(tx, reader, { filter, page: { ...page, limit: page.limit + 1 } });
  });
  // The row beyond the page is not shown, so it is not written down as read either.
  const shown = await discloseFiles({ vault, readings: context.loaders.classifiedReadings }, rows.slice(0, page.limit));
  const { edges } = connectionOf(shown, page.limit, (file) => keyOf(file, list.sort));
  const pageInfo = { hasNextPage: rows.length > page.limit, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, pageInfo, counted: asked };
};

const keyOf = ({ filedAt, indexNumber, fileId }: FileView, sort: FileSort): string[] => [
  sort === 'index' ? indexNumber : filedAt.toISOString(),
  fileId,
];

const pageFor = ({ sort, first, after }: FileList): FilePage => {
  if (sort !== 'index') return { sort, ...typedPageOf({ first, after }, ['time', 'id']) };
  const key = after == null ? null : decodeCursor(after, 2);
  if (key && !(typeof key[0] === 'string' && isUuid(key[1]))) throw new BadInput(badCursor, 'after');
  return { sort, limit: pageSize(first), after: key as string[] | null };
};

const badCursor = text('页码标记无效。', 'The cursor is not valid.');

/** A refused attempt on what exists leaves a line with the client it was about (CR-2.04). */
const traceHidden = async (context: Context, find: (tx: Tx) => Promise<ArchiveFile | null>): Promise<void> => {
  const file = await context.db.read(find);
  if (file === null) return;
  const { fileId: id, clientId } = file;
  await traceRefusal(context, { siteId: null, action: 'archive.readFile', resource: { type: 'File', id }, clientId });
};
