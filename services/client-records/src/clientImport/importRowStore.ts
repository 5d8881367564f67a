import type { Tx } from '@shouwen/database';
import type { Text } from '@shouwen/kernel';
import type { RowOutcome, RowVerdict } from './importRow.ts';

export type StagedRow = { readonly row: number; readonly cells: Buffer };

/** Keeps rows as they came; one of the same number in their place. */
export const stageRows = async (
  tx: Tx,
  { id, siteId }: { readonly id: string; readonly siteId: string },
  rows: readonly StagedRow[],
): Promise<void> => {
  await tx.query(
    `INSERT INTO client_import_row (import_id, site_id, row_number, cells_sealed)
     SELECT $1, $2, r.number, r.cells FROM unnest($3::int[], $4::bytea[]) AS r (number, cells)
     ON CONFLICT (import_id, row_number) DO UPDATE SET cells_sealed = excluded.cells_sealed`,
    [id, siteId, rows.map(({ row }) => row), rows.map(({ cells }) => cells)],
  );
};

export const countRows = async (tx: Tx, importId: string): Promise<number> => {
  const rows: { n: number }[] = await tx.query(
    'SELECT count(*)::int AS n FROM client_import_row WHERE import_id = $1',
    [importId],
  );
  return rows[0]?.n ?? 0;
};

export type WaitingRow = { readonly row: number; readonly cells: Buffer; readonly verdict: RowVerdict | null };

const waiting = `SELECT row_number AS row, cells_sealed AS cells, verdict FROM client_import_row`;

/** The next rows nobody looked at. */
export const uncheckedRows = async (tx: Tx, importId: string, limit: number): Promise<WaitingRow[]> =>
  tx.query(`${waiting} WHERE import_id = $1 AND verdict IS NULL ORDER BY row_number LIMIT $2`, [importId, limit]);

/** The next rows that are not taken over. */
export const untakenRows = async (tx: Tx, importId: string, limit: number): Promise<WaitingRow[]> =>
  tx.query(`${waiting} WHERE import_id = $1 AND outcome IS NULL ORDER BY row_number LIMIT $2`, [importId, limit]);

/** Which of these phones an earlier row of the file would open a client with. */
export const phonesOfEarlierRows = async (tx: Tx, importId: string, indexes: readonly Buffer[]): Promise<Buffer[]> => {
  const rows: { index: Buffer }[] = await tx.query(
    `SELECT DISTINCT phone_index AS index FROM client_import_row
     WHERE import_id = $1 AND phone_index = ANY($2::bytea[]) AND verdict IN ('new', 'possible')`,
    [importId, indexes],
  );
  return rows.map(({ index }) => index);
};

export type CheckedRow = {
  readonly row: number;
  readonly verdict: RowVerdict;
  readonly phoneIndex: Buffer | null;
  readonly refused: { readonly field: string; readonly code: string; readonly message: Text } | null;
  readonly clientId: string | null;
};

export const saveVerdicts = async (tx: Tx, importId: string, rows: readonly CheckedRow[]): Promise<void> => {
  await tx.query(
    `UPDATE client_import_row r SET verdict = n.verdict, phone_index = n.phone, field = n.field, code = n.code, message = n.message,
       client_id = n.client
     FROM unnest($2::int[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::jsonb[], $8::uuid[])
       AS n (number, verdict, phone, field, code, message, client)
     WHERE r.import_id = $1 AND r.row_number = n.number`,
    [
      importId,
      ...partsOf(
        rows,
        (row) => row.verdict,
        (row) => row.phoneIndex,
      ),
      rows.map(({ clientId }) => clientId),
    ],
  );
};

export type TakenRow = Omit<CheckedRow, 'verdict' | 'phoneIndex'> & {
  readonly outcome: RowOutcome;
  readonly explanationId: string | null;
};

/** What became of the rows; their cells go with it. */
export const saveOutcomes = async (tx: Tx, importId: string, rows: readonly TakenRow[]): Promise<void> => {
  await tx.query(
    `UPDATE client_import_row r SET outcome = n.outcome, explanation_id = n.explanation, field = n.field, code = n.code,
       message = n.message, client_id = n.client, cells_sealed = NULL, phone_index = NULL
     FROM unnest($2::int[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::uuid[])
       AS n (number, outcome, explanation, field, code, message, client)
     WHERE r.import_id = $1 AND r.row_number = n.number`,
    [
      importId,
      ...partsOf(
        rows,
        (row) => row.outcome,
        (row) => row.explanationId,
      ),
      rows.map(({ clientId }) => clientId),
    ],
  );
};

const partsOf = <Row extends Pick<CheckedRow, 'row' | 'refused'>>(
  rows: readonly Row[],
  first: (row: Row) => string,
  second: (row: Row) => unknown,
): unknown[] => [
  ...[rows.map(({ row }) => row), rows.map(first), rows.map(second), rows.map(({ refused }) => refused?.field ?? null)],
  ...[rows.map(({ refused }) => refused?.code ?? null)],
  rows.map(({ refused }) => (refused === null ? null : JSON.stringify(refused.message))),
];
