import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Deviation } from './deviation.ts';

type WhoWhen = Pick<Deviation, 'staffId' | 'siteId' | 'on'>;

/** Records about one person and day wait for each other until the end of the transaction. */
export const lockDay = async (tx: Tx, { staffId, on }: Omit<WhoWhen, 'siteId'>): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`attendance:${staffId}:${on}`]);
};

/** Whether the person has a post at the site on that day. */
export const hasPostAt = async (tx: Tx, { staffId, siteId, on }: WhoWhen): Promise<boolean> => {
  const rows = (await tx.query(
    `SELECT 1 FROM post WHERE staff_id = $1 AND site_id = $2 AND from_on <= $3 AND (to_on IS NULL OR to_on >= $3) LIMIT 1`,
    [staffId, siteId, on],
  )) as unknown[];
  return rows.length === 1;
};

/** What is recorded about the person on that day and not excused. */
export const deviationsOfDay = async (tx: Tx, { staffId, on }: Omit<WhoWhen, 'siteId'>): Promise<Deviation[]> =>
  tx.query(`${selectDeviations} WHERE staff_id = $1 AND deviated_on = $2 AND excused_at IS NULL`, [staffId, on]);

export const deviationById = async (tx: Tx, id: string): Promise<Deviation | null> => {
  const rows = (await tx.query(`${selectDeviations} WHERE id = $1`, [id])) as Deviation[];
  return rows[0] ?? null;
};

export const insertDeviation = async (tx: Tx, deviation: Omit<Deviation, 'excusedBy' | 'excusedAt'>): Promise<void> => {
  const { id, staffId, siteId, on, kind, minutes, halfDays, grave, recordedBy, recordedAt, explanationId } = deviation;
  await tx.query(
    `INSERT INTO attendance_deviation (id, staff_id, site_id, deviated_on, kind, minutes, half_days, grave, recorded_by,
       recorded_at, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, staffId, siteId, on, kind, minutes, halfDays, grave, recordedBy, recordedAt, explanationId],
  );
};

/** @throws ConcurrentChange when it was excused meanwhile */
export const setExcused = async (
  tx: Tx,
  id: string,
  excused: { readonly by: string; readonly at: Date; readonly explanationId: string },
): Promise<void> => {
  await guardedUpdate(tx, 'attendance_deviation', {
    where: { id, excused_at: null },
    set: { excused_by: excused.by, excused_at: excused.at, explanation_id: excused.explanationId },
  });
};

/** In the shape of `Deviation`. */
export const selectDeviations = `SELECT id, staff_id AS "staffId", site_id AS "siteId", deviated_on AS "on", kind, minutes,
  half_days AS "halfDays", grave, recorded_by AS "recordedBy", recorded_at AS "recordedAt", excused_by AS "excusedBy",
  excused_at AS "excusedAt", explanation_id AS "explanationId" FROM attendance_deviation`;
