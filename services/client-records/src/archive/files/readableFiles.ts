import type { Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type FileRow, filesById } from './fileQueries.ts';
import { fileReaderOf } from './fileReader.ts';

/**
 * Which of these files this viewer may know of, and on which ground (CR-2.01, CR-3.02); the others are missing, as if there were none.
 * Titles of classified files are sealed in it: whoever shows a file takes it from the loader `files`, which writes the reading down
 * first.
 */
export const readableFiles = async (
  tx: Tx,
  context: Pick<BareContext, 'viewer' | 'now'>,
  fileIds: readonly string[],
): Promise<FileRow[]> => filesById(tx, await fileReaderOf(tx, context), fileIds.filter(isUuid));
