import type { Tx } from '@shouwen/database';
import type { RecordedViolation } from './violation.ts';

/** Keeps a violation; false when it was told before. */
export const insertViolation = async (
  tx: Tx,
  violation: RecordedViolation,
  explanationId: string,
): Promise<boolean> => {
  const rows = (await tx.query(
    `insert into recorded_violation (violation_id, site_id, staff_id, code, occurred_at, reported_by, subject_type, subject_id,
       deal_id, occurrences, grave, reason, explanation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (violation_id) do nothing
     returning violation_id`,
    [
      violation.violationId,
      violation.siteId,
      violation.staffId,
      violation.code,
      violation.occurredAt,
      violation.reportedBy,
      violation.subject?.type ?? null,
      violation.subject?.id ?? null,
      violation.dealId,
      violation.occurrences,
      violation.grave,
      violation.reason,
      explanationId,
    ],
  )) as unknown[];
  return rows.length === 1;
};

export const violationById = async (tx: Tx, violationId: string): Promise<RecordedViolation | null> => {
  const rows = (await tx.query(`${selectViolations} where violation_id = $1`, [violationId])) as RecordedViolation[];
  return rows[0] ?? null;
};

/** In the shape of `RecordedViolation`. */
export const selectViolations = `select violation_id as "violationId", site_id as "siteId", staff_id as "staffId", code,
  occurred_at as "occurredAt", reported_by as "reportedBy",
  case when subject_id is null then null else jsonb_build_object('type', subject_type, 'id', subject_id) end as subject,
  deal_id as "dealId", occurrences, grave, reason, explanation_id as "explanationId" from recorded_violation`;
