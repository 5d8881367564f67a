import type { Tx } from '@shouwen/database';
import { personSql, type SuspicionReason } from '../../persons/index.ts';

export type SuspicionRow = {
  readonly id: string;
  readonly oneId: string;
  readonly otherId: string;
  readonly because: readonly SuspicionReason[];
  readonly foundAt: Date;
  readonly dismissedAt: Date | null;
};

const columns = `s.id, s.one_id AS "oneId", s.other_id AS "otherId", s.because, s.found_at AS "foundAt", s.parted_at AS "dismissedAt"`;

/** Pairs that nobody has merged or dismissed, in the order in which they were found. Unfiltered: the caller asks for both ends. */
export const openSuspicions = async (
  tx: Tx,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<SuspicionRow[]> =>
  tx.query(
    `SELECT ${columns} FROM duplicate_suspicion s
     WHERE s.parted_at IS NULL AND ${personSql('s.one_id')} <> ${personSql('s.other_id')} AND ($1::uuid IS NULL OR s.id > $1)
     ORDER BY s.id LIMIT $2`,
    [after, limit],
  );

/** One of them, locked. */
export const lockedSuspicion = async (tx: Tx, id: string): Promise<SuspicionRow | null> => {
  const rows: SuspicionRow[] = await tx.query(
    `SELECT ${columns} FROM duplicate_suspicion s WHERE s.id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
};

export type Dismissal = { readonly id: string; readonly at: Date; readonly by: string; readonly because: string };

export const dismissSuspicion = async (tx: Tx, { id, at, by, because }: Dismissal): Promise<void> => {
  await tx.query('UPDATE duplicate_suspicion SET parted_at = $2, parted_by = $3, parted_because = $4 WHERE id = $1', [
    id,
    at,
    by,
    because,
  ]);
};
