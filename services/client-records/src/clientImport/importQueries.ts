import type { Tx } from '@shouwen/database';
import type { Text } from '@shouwen/kernel';
import type { RowOutcome, RowVerdict } from './importRow.ts';

/** How far an import is. */
export type ImportProgress = {
  readonly total: number;
  readonly checked: number;
  readonly done: number;
  readonly verdicts: Readonly<Partial<Record<RowVerdict, number>>>;
  readonly outcomes: Readonly<Partial<Record<RowOutcome, number>>>;
};

export const progressOf = async (tx: Tx, importId: string): Promise<ImportProgress> => {
  const rows: { verdict: RowVerdict | null; outcome: RowOutcome | null; n: number }[] = await tx.query(
    'SELECT verdict, outcome, count(*)::int AS n FROM client_import_row WHERE import_id = $1 GROUP BY verdict, outcome',
    [importId],
  );
  const verdicts: Partial<Record<RowVerdict, number>> = {};
  const outcomes: Partial<Record<RowOutcome, number>> = {};
  for (const { verdict, outcome, n } of rows) {
    if (verdict !== null) verdicts[verdict] = (verdicts[verdict] ?? 0) + n;
    if (outcome !== null) outcomes[outcome] = (outcomes[outcome] ?? 0) + n;
  }
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  return {
    ...{
      total: sum(rows.map(({ n }) => n)),
      checked: sum(Object.values(verdicts)),
      done: sum(Object.values(outcomes)),
    },
    ...{ verdicts, outcomes },
  };
};

/** A row as the preview and the report show it: no cell of it. */
export type ReportRow = {
  readonly importId: string;
  readonly row: number;
  readonly verdict: RowVerdict | null;
  readonly outcome: RowOutcome | null;
  readonly field: string | null;
  readonly code: string | null;
  readonly message: Text | null;
  readonly clientId: string | null;
  readonly explanationId: string | null;
};

export type AskedRows = {
  readonly importId: string;
  readonly verdict: RowVerdict | null;
  readonly outcome: RowOutcome | null;
  readonly after: number | null;
  readonly limit: number;
};

export const pageOfRows = async (
  tx: Tx,
  { importId, verdict, outcome, after, limit }: AskedRows,
): Promise<ReportRow[]> =>
  tx.query(
    `SELECT import_id AS "importId", row_number AS row, verdict, outcome, field, code, message, client_id AS "clientId",
       explanation_id AS "explanationId"
     FROM client_import_row WHERE import_id = $1 AND ($2::text IS NULL OR verdict = $2) AND ($3::text IS NULL OR outcome = $3)
       AND ($4::int IS NULL OR row_number > $4) ORDER BY row_number LIMIT $5`,
    [importId, verdict, outcome, after, limit],
  );

/** Every row that was, or would be, refused or left out, in the order of the file. */
export const refusedRows = async (tx: Tx, importId: string): Promise<ReportRow[]> =>
  tx.query(
    `SELECT import_id AS "importId", row_number AS row, verdict, outcome, field, code, message, client_id AS "clientId",
       explanation_id AS "explanationId"
     FROM client_import_row WHERE import_id = $1
       AND coalesce(outcome, CASE verdict WHEN 'refused' THEN 'refused' WHEN 'twice' THEN 'twice' END) IN ('refused', 'twice', 'left-out')
     ORDER BY row_number`,
    [importId],
  );
