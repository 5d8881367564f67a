import { acrossSites, type Tx } from '@shouwen/database';
import type { ArchiveFile } from '../file.ts';
import { fileColumns } from './fileQueries.ts';

/**
 * A file by id, whoever asks and wherever it is kept: for what must be decided about it. Nothing of it may be shown to somebody who
 * was not found to know of it by `readableFiles`. It has no title.
 */
export const fileForAct = async (tx: Tx, fileId: string): Promise<ArchiveFile | null> =>
  (await filesForAct(tx, [fileId]))[0] ?? null;

export const filesForAct = async (tx: Tx, fileIds: readonly string[]): Promise<ArchiveFile[]> =>
  acrossSites(tx, () =>
    tx.query(`SELECT ${fileColumns} FROM archive_file f WHERE f.id = ANY($1::uuid[]) ORDER BY f.id`, [fileIds]),
  );

/** The same, and nobody else acts on them until this transaction ends. */
export const lockFilesForAct = async (tx: Tx, fileIds: readonly string[]): Promise<ArchiveFile[]> =>
  acrossSites(tx, () =>
    tx.query(`SELECT ${fileColumns} FROM archive_file f WHERE f.id = ANY($1::uuid[]) ORDER BY f.id FOR UPDATE`, [
      fileIds,
    ]),
  );

/** The file with this index number, whoever asks. */
export const fileWithIndex = async (tx: Tx, indexNumber: string): Promise<ArchiveFile | null> => {
  const rows: ArchiveFile[] = await acrossSites(tx, () =>
    tx.query(`SELECT ${fileColumns} FROM archive_file f WHERE f.index_number = $1 ORDER BY f.id LIMIT 1`, [
      indexNumber,
    ]),
  );
  return rows[0] ?? null;
};
