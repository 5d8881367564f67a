import type { Tx } from '@shouwen/database';
import type { Violation } from './violation.ts';

type Act = Pick<Violation, 'siteId' | 'staffId' | 'subject'>;

/** What was found about this person and act, locked, so that of two who find the same at once one waits for the other. */
export const lockSameAct = async (tx: Tx, { siteId, staffId, subject }: Act): Promise<Violation[]> => {
  if (subject === null) return [];
  const act = ['violation', siteId, staffId, subject.type, subject.id].join(' ');
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [act]);
  return tx.query(
    `${selectViolations} WHERE site_id = $1 AND staff_id = $2 AND subject_type = $3 AND subject_id = $4
     ORDER BY recorded_at, violation_id`,
    [siteId, staffId, subject.type, subject.id],
  );
};

export const insertViolation = async (tx: Tx, violation: Omit<Violation, 'supersededBy'>): Promise<void> => {
  await tx.query(
    `INSERT INTO violation (violation_id, site_id, staff_id, code, occurred_at, recorded_at, reported_by, subject_type,
       subject_id, deal_id, occurrences, grave, reason, note, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      violation.violationId,
      violation.siteId,
      violation.staffId,
      violation.code,
      violation.occurredAt,
      violation.recordedAt,
      violation.reportedBy,
      violation.subject?.type ?? null,
      violation.subject?.id ?? null,
      violation.dealId,
      violation.occurrences,
      violation.grave,
      violation.reason,
      violation.note,
      violation.explanationId,
    ],
  );
};

/** FI-3: the more specific code takes the place of the others. */
export const supersede = async (tx: Tx, violationIds: readonly string[], by: string): Promise<void> => {
  if (violationIds.length === 0) return;
  await tx.query('UPDATE violation SET superseded_by = $2 WHERE violation_id = ANY($1::uuid[])', [violationIds, by]);
};

/** In the shape of `Violation`. */
export const selectViolations = `SELECT violation_id AS "violationId", site_id AS "siteId", staff_id AS "staffId", code,
  occurred_at AS "occurredAt", recorded_at AS "recordedAt", reported_by AS "reportedBy",
  CASE WHEN subject_id IS NULL THEN NULL ELSE jsonb_build_object('type', subject_type, 'id', subject_id) END AS "subject",
  deal_id AS "dealId", occurrences, grave, reason, note, superseded_by AS "supersededBy",
  explanation_id AS "explanationId" FROM violation`;
