import type { Tx } from '@shouwen/database';
import type { WrappedKey } from '../../vault/index.ts';
import type { Held, HeldRow } from '../held/index.ts';

/** The keys of these records, as far as they have one. */
export const keysOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, WrappedKey>> => {
  const rows: ({ id: string } & WrappedKey)[] = await tx.query(
    `SELECT id, key_id AS "keyId", wrapped_key AS wrapped FROM client WHERE id = ANY($1::uuid[]) AND wrapped_key IS NOT NULL`,
    [ids],
  );
  return new Map(rows.map(({ id, ...key }) => [id, key]));
};

export type Wanted = { readonly ids: readonly string[]; readonly withClassified: boolean };

/** The rows of a table that a copy shows of these records; none where it shows nothing. */
export const rowsOf = async (
  tx: Tx,
  { table, of, record, copy }: Held,
  { ids, withClassified }: Wanted,
): Promise<HeldRow[]> => {
  if (!copy || record === undefined) return [];
  const ordinary = copy.classified === undefined || withClassified ? '' : `AND NOT ${copy.classified}`;
  return tx.query(
    `SELECT ${record} AS "recordId", ${copy.columns.join(', ')} FROM ${table} t WHERE ${of} ${ordinary} ORDER BY 1, 2`,
    [ids],
  );
};
