import { acrossSites, type Tx } from '@shouwen/database';

/** What keeps a file from being destroyed, moved or reclassified: a loan that is out (CR-3.05). `ref` is the loan. */
export type FileLock = { readonly fileId: string; readonly reason: 'loan'; readonly ref: string };

/** Puts it on; doing it twice is doing it once. Lock the file before (`lockFilesForAct`), so that a destruction cannot be decided meanwhile. */
export const putFileLock = async (
  tx: Tx,
  { fileId, reason, ref, at }: FileLock & { readonly at: Date },
): Promise<void> => {
  await acrossSites(tx, () =>
    tx.query(
      `INSERT INTO file_lock (file_id, site_id, reason, ref, at) SELECT id, site_id, $2, $3, $4 FROM archive_file WHERE id = $1
       ON CONFLICT DO NOTHING`,
      [fileId, reason, ref, at],
    ),
  );
};

export const liftFileLock = async (tx: Tx, { fileId, reason, ref }: FileLock): Promise<void> => {
  await acrossSites(tx, () =>
    tx.query('DELETE FROM file_lock WHERE file_id = $1 AND reason = $2 AND ref = $3', [fileId, reason, ref]),
  );
};

/** The files among these that something keeps, with what keeps them. */
export const fileLocksOf = async (tx: Tx, fileIds: readonly string[]): Promise<FileLock[]> =>
  acrossSites(tx, () =>
    tx.query(
      'SELECT file_id AS "fileId", reason, ref FROM file_lock WHERE file_id = ANY($1::uuid[]) ORDER BY file_id',
      [fileIds],
    ),
  );
