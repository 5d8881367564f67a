import { guardedUpdate, type Tx } from '@shouwen/database';
import type { RegisterKind, TypedRow } from './paperRow.ts';

export type RegisterImport = {
  readonly importId: string;
  readonly siteId: string;
  readonly kind: RegisterKind;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly finishedAt: Date | null;
  readonly lines: number | null;
  readonly claims: number | null;
  readonly explanationId: string | null;
};

export const insertImport = async (
  tx: Tx,
  {
    importId,
    siteId,
    kind,
    openedBy,
    openedAt,
  }: Omit<RegisterImport, 'finishedAt' | 'lines' | 'claims' | 'explanationId'>,
): Promise<void> => {
  await tx.query(
    'INSERT INTO register_import (import_id, site_id, kind, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5)',
    [importId, siteId, kind, openedBy, openedAt],
  );
};

/** Null for an import that there is not; locked, so that rows are added and taken over one after the other. */
export const lockImport = async (tx: Tx, importId: string): Promise<RegisterImport | null> => {
  const rows: RegisterImport[] = await tx.query(`${selectImports} WHERE import_id = $1 FOR UPDATE`, [importId]);
  return rows[0] ?? null;
};

/** Adds rows, and answers how many there are now; null when one of these numbers was there before. */
export const insertRows = async (tx: Tx, importId: string, rows: readonly TypedRow[]): Promise<number | null> => {
  const added = (await tx.query(
    `INSERT INTO register_import_row (import_id, row_number, line)
     SELECT $1, (line->>'row')::int, line FROM jsonb_array_elements($2::jsonb) AS line ON CONFLICT DO NOTHING RETURNING 1`,
    [importId, JSON.stringify(rows)],
  )) as unknown[];
  if (added.length < rows.length) return null;
  const [{ n }] = (await tx.query('SELECT count(*)::int AS n FROM register_import_row WHERE import_id = $1', [
    importId,
  ])) as [{ n: number }];
  return n;
};

/** In the order of the file. */
export const rowsOf = async (tx: Tx, importId: string): Promise<TypedRow[]> => {
  const rows: { line: TypedRow }[] = await tx.query(
    'SELECT line FROM register_import_row WHERE import_id = $1 ORDER BY row_number',
    [importId],
  );
  return rows.map(({ line }) => line);
};

type Finished = { readonly at: Date; readonly lines: number; readonly claims: number; readonly explanationId: string };

/** The rows are lines of the register now, and need not wait any more. @throws ConcurrentChange when it was finished before */
export const finishImport = async (
  tx: Tx,
  importId: string,
  { at, lines, claims, explanationId }: Finished,
): Promise<void> => {
  await guardedUpdate(tx, 'register_import', {
    where: { import_id: importId, finished_at: null },
    set: { finished_at: at, lines, claims, explanation_id: explanationId },
  });
  await tx.query('DELETE FROM register_import_row WHERE import_id = $1', [importId]);
};

/** Removes imports that nobody finished; their rows go with them. Answers how many. */
export const removeAbandoned = async (
  tx: Tx,
  {
    openedBefore,
    siteId,
    limit,
  }: { readonly openedBefore: Date; readonly siteId: string | null; readonly limit: number },
): Promise<number> => {
  const [, removed] = (await tx.query(
    `DELETE FROM register_import WHERE import_id IN (
       SELECT import_id FROM register_import
       WHERE finished_at IS NULL AND opened_at < $1 AND ($2::uuid IS NULL OR site_id = $2)
       ORDER BY opened_at LIMIT $3 FOR UPDATE SKIP LOCKED)`,
    [openedBefore, siteId, limit],
  )) as [unknown[], number];
  return removed;
};

const selectImports = `SELECT import_id AS "importId", site_id AS "siteId", kind, opened_by AS "openedBy", opened_at AS "openedAt",
  finished_at AS "finishedAt", lines, claims, explanation_id AS "explanationId" FROM register_import`;
