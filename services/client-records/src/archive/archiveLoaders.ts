import { isUuid } from '@shouwen/kernel';
import { type BareContext, loaderOf } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { type ClassifiedReadings, classifiedReadings, discloseFiles, type FileView } from './files/discloseFiles.ts';
import { filesById } from './files/fileQueries.ts';
import { fileReaderOf } from './files/fileReader.ts';
import { type AskedArchive, archivesOfClients } from './opening/archiveQueries.ts';

export type ArchiveLoaders = {
  readonly classifiedReadings: ClassifiedReadings;
  /** Files by id, as far as this viewer may know of them; classified ones are traced before they come. */
  readonly files: ReturnType<typeof loaderOf<FileView>>;
  /** Archives by the id of a client. */
  readonly archives: ReturnType<typeof loaderOf<AskedArchive>>;
};

export const archiveLoaders = (vault: Vault, context: BareContext): ArchiveLoaders => {
  const readings = classifiedReadings(context);
  const load = async (ids: readonly string[]): Promise<FileView[]> => {
    const rows = await context.db.read(async (tx) =>
      filesById(tx, await fileReaderOf(tx, context), ids.filter(isUuid)),
    );
    return discloseFiles({ vault, readings }, rows);
  };
  return {
    classifiedReadings: readings,
    files: loaderOf<FileView>(load, ({ fileId }) => fileId),
    archives: loaderOf<AskedArchive>(
      (ids) =>
        context.db.read(async (tx) => archivesOfClients(tx, await fileReaderOf(tx, context), ids.filter(isUuid))),
      ({ askedId }) => askedId,
    ),
  };
};
