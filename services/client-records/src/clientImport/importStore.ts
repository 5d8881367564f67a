import type { Tx } from '@shouwen/database';
import type { Place, WrappedKey } from '../vault/index.ts';
import type { MappedColumn } from './importField.ts';
import type { ImportState } from './importRow.ts';

/** An import as its table holds it. */
export type ClientImport = {
  readonly id: string;
  readonly siteId: string;
  readonly fileKind: 'csv' | 'xlsx';
  readonly state: ImportState;
  readonly columns: readonly MappedColumn[];
  /** Whether namesakes of clients of the site are opened; null before somebody said so. */
  readonly opensPossible: boolean | null;
  /** Null after the end: nobody reads its cells again. */
  readonly keyId: string | null;
  readonly wrappedKey: Buffer | null;
  readonly begunAt: Date;
  readonly begunBy: string;
  /** In whose name the background works. */
  readonly actingStaff: string;
  readonly actingSession: string;
  readonly endedAt: Date | null;
  readonly explanationId: string;
};

const columns = `id, site_id AS "siteId", file_kind AS "fileKind", state, columns, opens_possible AS "opensPossible", key_id AS "keyId",
  wrapped_key AS "wrappedKey", begun_at AS "begunAt", begun_by AS "begunBy", acting_staff AS "actingStaff",
  acting_session AS "actingSession", ended_at AS "endedAt", explanation_id AS "explanationId"`;

/** Where the cells of a row stand. */
export const placeOfCells = (importId: string, row: number): Place => ({
  table: 'client_import_row',
  column: 'cells',
  row: `${importId} ${row}`,
});

export const keyOf = ({ keyId, wrappedKey }: ClientImport): WrappedKey => {
  if (keyId === null || wrappedKey === null) throw new Error('the import is over and its key destroyed');
  return { keyId, wrapped: wrappedKey };
};

export const insertImport = async (
  tx: Tx,
  one: Omit<ClientImport, 'state' | 'opensPossible' | 'endedAt' | 'begunBy'>,
): Promise<void> => {
  await tx.query(
    `INSERT INTO client_import (id, site_id, file_kind, state, columns, key_id, wrapped_key, begun_at, begun_by, acting_staff,
       acting_session, explanation_id) VALUES ($1, $2, $3, 'receiving', $4, $5, $6, $7, $8, $8, $9, $10)`,
    [
      ...[one.id, one.siteId, one.fileKind, JSON.stringify(one.columns), one.keyId, one.wrappedKey, one.begunAt],
      ...[one.actingStaff, one.actingSession, one.explanationId],
    ],
  );
};

export const importById = async (tx: Tx, id: string): Promise<ClientImport | null> => {
  const rows: ClientImport[] = await tx.query(`SELECT ${columns} FROM client_import WHERE id = $1`, [id]);
  return rows[0] ?? null;
};

/** The import, and nobody else works on it until the transaction ends. */
export const lockImport = async (tx: Tx, id: string): Promise<ClientImport | null> => {
  const rows: ClientImport[] = await tx.query(`SELECT ${columns} FROM client_import WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
};

/** The oldest import that has work to do and that no other replica works on. */
export const lockWorkingImport = async (tx: Tx, siteId: string | null): Promise<ClientImport | null> => {
  const rows: ClientImport[] = await tx.query(
    `SELECT ${columns} FROM client_import WHERE state IN ('checking', 'running') AND ($1::uuid IS NULL OR site_id = $1)
     ORDER BY begun_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [siteId],
  );
  return rows[0] ?? null;
};

/** Imports that were begun before then and brought to no end. */
export const lockForgottenImports = async (
  tx: Tx,
  { before, siteId, limit }: { readonly before: Date; readonly siteId: string | null; readonly limit: number },
): Promise<ClientImport[]> =>
  tx.query(
    `SELECT ${columns} FROM client_import WHERE state IN ('receiving', 'checking', 'checked') AND begun_at <= $1
       AND ($2::uuid IS NULL OR site_id = $2) ORDER BY begun_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [before, siteId, limit],
  );

export const pageOfImports = async (
  tx: Tx,
  {
    siteId,
    after,
    limit,
  }: { readonly siteId: string; readonly after: readonly string[] | null; readonly limit: number },
): Promise<ClientImport[]> =>
  tx.query(
    `SELECT ${columns} FROM client_import WHERE site_id = $1 AND ($2::timestamptz IS NULL OR (begun_at, id) < ($2, $3::uuid))
     ORDER BY begun_at DESC, id DESC LIMIT $4`,
    [siteId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

export type Acting = { readonly staffId: string; readonly sessionId: string };

/** The next state; who set it is who the background works for. */
export const setImportState = async (tx: Tx, id: string, state: ImportState, acting: Acting | null = null) => {
  await tx.query(
    `UPDATE client_import SET state = $2, acting_staff = coalesce($3, acting_staff), acting_session = coalesce($4, acting_session)
     WHERE id = $1`,
    [id, state, acting?.staffId ?? null, acting?.sessionId ?? null],
  );
};

export const confirmImportRow = async (
  tx: Tx,
  id: string,
  { opensPossible, at, acting }: { readonly opensPossible: boolean; readonly at: Date; readonly acting: Acting },
): Promise<void> => {
  await tx.query(
    `UPDATE client_import SET state = 'running', opens_possible = $2, confirmed_at = $3, acting_staff = $4, acting_session = $5
     WHERE id = $1`,
    [id, opensPossible, at, acting.staffId, acting.sessionId],
  );
};

export const setImportColumns = async (tx: Tx, id: string, mapped: readonly MappedColumn[]): Promise<void> => {
  await tx.query(`UPDATE client_import SET state = 'receiving', columns = $2 WHERE id = $1`, [
    id,
    JSON.stringify(mapped),
  ]);
  await tx.query(
    `UPDATE client_import_row SET verdict = NULL, phone_index = NULL, field = NULL, code = NULL, message = NULL, client_id = NULL
     WHERE import_id = $1`,
    [id],
  );
};

/** The import is over: its key goes, and with it whatever its cells said; they go too, with the indexes of phones nobody took. */
export const endImport = async (tx: Tx, id: string, state: 'done' | 'cancelled', at: Date): Promise<void> => {
  await tx.query(
    'UPDATE client_import SET state = $2, ended_at = $3, key_id = NULL, wrapped_key = NULL WHERE id = $1',
    [id, state, at],
  );
  await tx.query(
    `UPDATE client_import_row SET cells_sealed = NULL, phone_index = NULL
     WHERE import_id = $1 AND (cells_sealed IS NOT NULL OR phone_index IS NOT NULL)`,
    [id],
  );
};
