import { mergeResolvers } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { fileActResolvers } from './acts/fileActs.resolvers.ts';
import { archiveResolvers } from './archive.resolvers.ts';
import { archiveLoaders } from './archiveLoaders.ts';
import { archiveMigrations } from './archiveMigrations.ts';
import { creditResolvers } from './credit/credit.resolvers.ts';
import { creditConsumers } from './credit/creditConsumers.ts';
import { creditMigrations } from './credit/creditMigrations.ts';
import { destructionResolvers } from './destruction/destruction.resolvers.ts';
import { destructionMigrations } from './destruction/destructionMigrations.ts';
import { fileResolvers } from './files/file.resolvers.ts';
import { holdResolvers } from './holds/hold.resolvers.ts';

export type { ArchiveLoaders } from './archiveLoaders.ts';
export { type AttachedContent, attachContent } from './content/contentStore.ts';
export {
  type ArchiveFile,
  type Carrier,
  custodyOf,
  type FileKind,
  type FileLevel,
  type FileState,
  fileKinds,
  fileLevels,
  isClassified,
} from './file.ts';
export { type FileLock, fileLocksOf, liftFileLock, putFileLock } from './fileLockStore.ts';
export { addShelf } from './files/addShelf.ts';
export type { FileView } from './files/discloseFiles.ts';
export { fileForAct, filesForAct, lockFilesForAct } from './files/fileActQueries.ts';
export { fileDocument } from './files/fileDocument.ts';
export type { FileRow } from './files/fileQueries.ts';
export { placeOfTitle, tidied } from './files/fileTitle.ts';
export { readableFiles } from './files/readableFiles.ts';
export { mayKnowShelf } from './files/shelf.ts';
export { type FileInRoom, filesInRoom, type Room, roomsSince } from './files/shelfQueries.ts';
export { isUnderHold } from './holds/holdQueries.ts';
export { lockHolds } from './holds/holdStore.ts';
export { approveArchive } from './opening/approveArchive.ts';
export { openArchive } from './opening/openArchive.ts';

/** The archive of a client and its files (CR-3): who may not know of a file finds no trace of it. */
export const archiveFeature: Feature = ({ vault }) => ({
  migrations: [...archiveMigrations, ...creditMigrations, ...destructionMigrations],
  consumers: creditConsumers,
  resolvers: mergeResolvers([
    archiveResolvers,
    fileResolvers(vault),
    fileActResolvers(vault),
    holdResolvers,
    creditResolvers,
    destructionResolvers,
  ]),
  loaders: (context) => archiveLoaders(vault, context),
});
