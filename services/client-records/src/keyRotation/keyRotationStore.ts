import type { Tx } from '@shouwen/database';
import type { IndexedColumn } from './indexedColumn.ts';

/** Two administrators at once would each write a keyring without the other's key. */
export const lockKeyring = async (tx: Tx): Promise<void> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyring', 0))`);
};

export type WrappedRow = { readonly id: string; readonly keyId: string; readonly wrapped: Buffer };

/** Where rows have a data key of their own: clients, cases about leaks, registers on their way in, exports on their way out. */
export const keyedTables = ['client', 'leak_case', 'client_import', 'client_export'] as const;
export type KeyedTable = (typeof keyedTables)[number];

export type Wrapping = { readonly current: string; readonly limit: number };

/** Locks some rows whose data keys are wrapped by another key; those that somebody else works on are left for later. */
export const lockWrappedByOthers = async (
  tx: Tx,
  table: KeyedTable,
  { current, limit }: Wrapping,
): Promise<WrappedRow[]> =>
  tx.query(
    `SELECT id, key_id AS "keyId", wrapped_key AS wrapped FROM ${table}
     WHERE (key_id < $1 OR key_id > $1) AND wrapped_key IS NOT NULL LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [current, limit],
  );

export const saveWrapped = async (tx: Tx, table: KeyedTable, rows: readonly WrappedRow[]): Promise<void> => {
  await tx.query(
    `UPDATE ${table} c SET key_id = n.key_id, wrapped_key = n.wrapped
     FROM unnest($1::uuid[], $2::text[], $3::bytea[]) AS n (id, key_id, wrapped) WHERE c.id = n.id`,
    [rows.map(({ id }) => id), rows.map(({ keyId }) => keyId), rows.map(({ wrapped }) => wrapped)],
  );
};

/** How many data keys each key wraps. */
export const countByKey = async (tx: Tx): Promise<{ keyId: string; clients: number }[]> =>
  tx.query(
    'SELECT key_id AS "keyId", count(*)::int AS clients FROM client WHERE wrapped_key IS NOT NULL GROUP BY key_id ORDER BY key_id',
  );

/** The keys that wrap any data key. */
export const keysInUse = async (tx: Tx): Promise<string[]> => {
  const each = keyedTables.map((table) => `SELECT key_id FROM ${table} WHERE wrapped_key IS NOT NULL`);
  const rows: { id: string }[] = await tx.query(`SELECT key_id AS id FROM (${each.join(' UNION ')}) used ORDER BY 1`);
  return rows.map(({ id }) => id);
};

export type IndexRotation = {
  readonly indexKey: string;
  readonly pass: number;
  readonly columnNumber: number;
  readonly doneThrough: string | null;
  readonly rowsChanged: number;
  readonly finished: boolean;
};

const selectRotation = `SELECT index_key AS "indexKey", pass, column_number AS "columnNumber", done_through AS "doneThrough",
  rows_changed::int AS "rowsChanged", finished FROM index_rotation`;

export const indexRotationOf = async (tx: Tx, indexKey: string): Promise<IndexRotation | null> => {
  const rows: IndexRotation[] = await tx.query(`${selectRotation} WHERE index_key = $1`, [indexKey]);
  return rows[0] ?? null;
};

/** The rotation to this key, begun if need be; null while somebody else does a part of it. */
export const lockIndexRotation = async (tx: Tx, indexKey: string): Promise<IndexRotation | null> => {
  await tx.query('INSERT INTO index_rotation (index_key) VALUES ($1) ON CONFLICT DO NOTHING', [indexKey]);
  const rows: IndexRotation[] = await tx.query(`${selectRotation} WHERE index_key = $1 FOR UPDATE SKIP LOCKED`, [
    indexKey,
  ]);
  return rows[0] ?? null;
};

export const saveIndexRotation = async (tx: Tx, rotation: IndexRotation): Promise<void> => {
  const { indexKey, pass, columnNumber, doneThrough, rowsChanged, finished } = rotation;
  await tx.query(
    `UPDATE index_rotation SET pass = $2, column_number = $3, done_through = $4, rows_changed = $5, finished = $6
     WHERE index_key = $1`,
    [indexKey, pass, columnNumber, doneThrough, rowsChanged, finished],
  );
};

export type IndexedRow = {
  readonly key: string;
  readonly clientId: string;
  readonly sealed: Buffer;
  readonly index: Buffer;
  readonly keyId: string;
  readonly wrapped: Buffer;
};

/** The next rows of a column after `after`, locked with the client: nobody erases or rewraps what is being opened. */
export const lockIndexedRows = async (
  tx: Tx,
  column: IndexedColumn,
  { after, limit }: { after: string | null; limit: number },
): Promise<IndexedRow[]> =>
  tx.query(
    `SELECT t.${column.key} AS key, t.${column.client} AS "clientId", t.${column.sealed} AS sealed, t.${column.index} AS index,
            c.key_id AS "keyId", c.wrapped_key AS wrapped
     FROM ${column.table} t JOIN client c ON c.id = t.${column.client}
     WHERE ($1::uuid IS NULL OR t.${column.key} > $1) AND t.${column.index} IS NOT NULL AND c.wrapped_key IS NOT NULL
     ORDER BY t.${column.key} LIMIT $2 FOR UPDATE`,
    [after, limit],
  );

export const saveIndexes = async (
  tx: Tx,
  column: IndexedColumn,
  rows: readonly { readonly key: string; readonly index: Buffer }[],
): Promise<void> => {
  await tx.query(
    `UPDATE ${column.table} t SET ${column.index} = n.index FROM unnest($1::uuid[], $2::bytea[]) AS n (key, index)
     WHERE t.${column.key} = n.key`,
    [rows.map(({ key }) => key), rows.map(({ index }) => index)],
  );
};
