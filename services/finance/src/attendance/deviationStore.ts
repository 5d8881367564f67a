import type { Tx } from '@shouwen/database';
import type { Deviation } from './deviation.ts';

/** Keeps a deviation; told again, it changes nothing. */
export const insertDeviation = async (tx: Tx, told: Deviation): Promise<void> => {
  const { deviationId, siteId, staffId, on, kind, minutes, halfDays, grave, recordedBy } = told;
  await tx.query(
    `insert into told_deviation (deviation_id, site_id, staff_id, deviated_on, kind, minutes, half_days, grave, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [deviationId, siteId, staffId, on, kind, minutes, halfDays, grave, recordedBy],
  );
};

export const deviationById = async (tx: Tx, deviationId: string): Promise<Deviation | null> => {
  const rows = (await tx.query(`${selectDeviations} where deviation_id = $1`, [deviationId])) as Deviation[];
  return rows[0] ?? null;
};

export const setExcused = async (tx: Tx, deviationId: string, at: Date): Promise<void> => {
  await tx.query('update told_deviation set excused_at = coalesce(excused_at, $2) where deviation_id = $1', [
    deviationId,
    at,
  ]);
};

/** What counts of a person's days at a site: everything that is not excused. */
export const countedDeviations = async (
  tx: Tx,
  { siteId, staffId, from, through }: { siteId: string; staffId: string; from: string; through: string },
): Promise<Deviation[]> =>
  tx.query(
    `${selectDeviations} where site_id = $1 and staff_id = $2 and deviated_on between $3 and $4 and excused_at is null`,
    [siteId, staffId, from, through],
  );

const selectDeviations = `select deviation_id as "deviationId", site_id as "siteId", staff_id as "staffId", deviated_on as "on",
  kind, minutes, half_days as "halfDays", grave, recorded_by as "recordedBy" from told_deviation`;
