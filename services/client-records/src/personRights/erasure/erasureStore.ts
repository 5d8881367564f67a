import { acrossSites, type Tx } from '@shouwen/database';
import { restrictClients } from '../../clients/index.ts';
import { type Held, heldTables } from '../held/index.ts';

export type ErasedRecord = { readonly id: string; readonly number: string };

/** What was destroyed: how many rows of each table. */
export type Destroyed = Readonly<Record<string, number>>;

/** The records of these ids, locked, so that nobody seals, merges or rewraps meanwhile. */
export const lockRecords = async (tx: Tx, ids: readonly string[]): Promise<ErasedRecord[]> =>
  acrossSites(tx, () =>
    tx.query('SELECT id, number FROM client WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]),
  );

/**
 * CR-2.06, S34: destroys what is held about a person. With the key everything that was ever sealed under it is unreadable, wherever a copy
 * of it lies; what is plain or lets the person be found again is emptied. Done twice it finds nothing more to do.
 */
export const eraseRecords = async (tx: Tx, ids: readonly string[], at: Date): Promise<Destroyed> =>
  acrossSites(tx, async () => {
    const destroyed: Record<string, number> = {};
    for (const held of heldTables) {
      const sql = statementOf(held);
      if (sql === null) continue;
      const [, rows] = (await tx.query(sql, sql.includes('$2') ? [ids, at] : [ids])) as [unknown, number];
      if (rows > 0) destroyed[held.table] = rows;
    }
    const [history] = (await tx.query('SELECT empty_file_history($1::uuid[])::int AS n', [ids])) as [{ n: number }];
    if (history.n > 0) destroyed.archive_file_history = history.n;
    await restrictClients(tx, ids, { kind: 'erased', since: at });
    return destroyed;
  });

const statementOf = ({ table, of, erase }: Held): string | null => {
  if (erase === 'nothing' || erase === 'key') return null;
  if (erase === 'delete') return `DELETE FROM ${table} t WHERE ${of}`;
  const changes = Object.entries(erase);
  const set = changes.map(([column, value]) => `${column} = ${value}`).join(', ');
  const differs = changes.map(([column, value]) => `t.${column} IS DISTINCT FROM ${value}`).join(' OR ');
  return `UPDATE ${table} t SET ${set} WHERE ${of} AND (${differs})`;
};

/** Which of these records have a key again, although it was destroyed. */
export const recordsWithKey = async (tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows: { id: string }[] = await acrossSites(tx, () =>
    tx.query('SELECT id FROM client WHERE id = ANY($1::uuid[]) AND wrapped_key IS NOT NULL', [ids]),
  );
  return new Set(rows.map(({ id }) => id));
};
