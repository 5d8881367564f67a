import { acrossSites, type Tx } from '@shouwen/database';
import type { FileHistory } from '../files/fileStore.ts';

/** What was done to a file that the reader was found to know of, wherever it is kept. */
export const pageOfHistory = async (
  tx: Tx,
  fileId: string,
  { after, limit }: { readonly after: readonly string[] | null; readonly limit: number },
): Promise<FileHistory[]> =>
  acrossSites(tx, () =>
    tx.query(
      `SELECT id, file_id AS "fileId", site_id AS "siteId", act, at, by, was, becomes, reason, explanation_id AS "explanationId"
       FROM archive_file_history WHERE file_id = $1 AND ($2::timestamptz IS NULL OR (at, id) > ($2, $3::uuid))
       ORDER BY at, id LIMIT $4`,
      [fileId, after?.[0], after?.[1], limit],
    ),
  );
