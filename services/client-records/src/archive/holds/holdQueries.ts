import { acrossSites, type Tx } from '@shouwen/database';
import { idsOfPerson } from '../../persons/index.ts';

/**
 * CR-3.05: whether the client or the file is frozen. A hold on a client freezes all the files and the record of that person; a hold on a
 * file freezes that file, and keeps the record from being erased as well.
 */
export const isUnderHold = async (
  tx: Tx,
  { clientId, fileId }: { readonly clientId?: string; readonly fileId?: string },
): Promise<boolean> =>
  acrossSites(tx, async () => {
    const ids = clientId === undefined ? [] : await idsOfPerson(tx, clientId);
    const ofFile = fileId === undefined ? [] : await clientsOfFile(tx, fileId);
    const rows: unknown[] = await tx.query(
      `SELECT FROM archive_hold WHERE released_at IS NULL
         AND (client_id = ANY($1::uuid[]) OR file_id = $2::uuid OR (file_id IS NULL AND client_id = ANY($3::uuid[]))) LIMIT 1`,
      [ids, fileId ?? null, ofFile],
    );
    return rows.length > 0;
  });

const clientsOfFile = async (tx: Tx, fileId: string): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query('SELECT client_id AS id FROM archive_file WHERE id = $1', [fileId]);
  const [row] = rows;
  return row ? idsOfPerson(tx, row.id) : [];
};
