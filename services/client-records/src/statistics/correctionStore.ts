import type { Tx } from '@shouwen/database';
import type { FigureGroup } from './figure.ts';
import type { Verdict } from './statistics.decision.ts';

export type Correction = {
  readonly id: string;
  readonly reportId: string;
  readonly group: FigureGroup;
  readonly key: string;
  readonly fromValue: number;
  readonly toValue: number;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly verdict: Verdict | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** When it was filed with client service. */
  readonly filedAt: Date | null;
  readonly explanationId: string;
};

const columns = `c.id, c.report_id AS "reportId", c.figure_group AS "group", c.figure_key AS key, c.from_value AS "fromValue",
  c.to_value AS "toValue", c.reason, c.proposed_by AS "proposedBy", c.proposed_at AS "proposedAt", c.verdict, c.decided_by AS "decidedBy",
  c.decided_at AS "decidedAt", c.filed_at AS "filedAt", c.explanation_id AS "explanationId"`;

export const correctionsOf = async (tx: Tx, reportIds: readonly string[]): Promise<Correction[]> =>
  tx.query(
    `SELECT ${columns} FROM statistics_correction c WHERE c.report_id = ANY($1::uuid[]) ORDER BY c.report_id, c.proposed_at, c.id`,
    [reportIds],
  );

export const correctionById = async (tx: Tx, id: string): Promise<Correction | null> => {
  const rows: Correction[] = await tx.query(`SELECT ${columns} FROM statistics_correction c WHERE c.id = $1`, [id]);
  return rows[0] ?? null;
};

type Proposed = Omit<Correction, 'verdict' | 'decidedBy' | 'decidedAt' | 'filedAt'>;

export const insertCorrection = async (tx: Tx, one: Proposed): Promise<void> => {
  await tx.query(
    `INSERT INTO statistics_correction (id, report_id, figure_group, figure_key, from_value, to_value, reason, proposed_by, proposed_at,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[one.id, one.reportId, one.group, one.key, one.fromValue, one.toValue, one.reason],
      ...[one.proposedBy, one.proposedAt, one.explanationId],
    ],
  );
};

type Decided = { readonly verdict: Verdict; readonly by: string; readonly at: Date; readonly why: string | null };

/** What is approved is filed with client service at once (CR-4.09). */
export const saveCorrectionVerdict = async (tx: Tx, id: string, { verdict, by, at, why }: Decided): Promise<void> => {
  await tx.query(
    'UPDATE statistics_correction SET verdict = $2, decided_by = $3, decided_at = $4, decided_why = $5, filed_at = $6 WHERE id = $1',
    [id, verdict, by, at, why, verdict === 'approved' ? at : null],
  );
};
