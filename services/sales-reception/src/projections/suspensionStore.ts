import type { Tx } from '@shouwen/database';
import { type IsoDate, siteDate } from '@shouwen/kernel';

export type Suspension = {
  readonly suspensionId: string;
  readonly siteId: string;
  readonly staffId: string;
  /** The first and the last day, both included; null: until it is lifted. */
  readonly from: IsoDate;
  readonly through: IsoDate | null;
  readonly imposedAt: Date;
};

/** FI-3: finance told that somebody is off the rotation; told again, it changes nothing. */
export const saveSuspension = async (tx: Tx, suspension: Suspension): Promise<void> => {
  const { suspensionId, siteId, staffId, from, through, imposedAt } = suspension;
  await tx.query(
    `INSERT INTO suspension (suspension_id, site_id, staff_id, from_date, through_date, imposed_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (suspension_id) DO NOTHING`,
    [suspensionId, siteId, staffId, from, through, imposedAt],
  );
};

/** It ends early, at that instant; lifted twice, the first time counts. */
export const liftSuspension = async (tx: Tx, suspensionId: string, liftedAt: Date): Promise<void> => {
  await tx.query('UPDATE suspension SET lifted_at = $2 WHERE suspension_id = $1 AND lifted_at IS NULL', [
    suspensionId,
    liftedAt,
  ]);
};

/** FI-3: who is suspended at a site at an instant: from the first day, or from when it was imposed, through the last or until lifted. */
export const suspendedAt = async (
  tx: Tx,
  { siteId, at, zone }: { readonly siteId: string; readonly at: Date; readonly zone: string },
): Promise<string[]> => {
  const rows = (await tx.query(
    `SELECT DISTINCT staff_id AS "staffId" FROM suspension
     WHERE site_id = $1 AND from_date <= $2 AND coalesce(through_date, 'infinity'::date) >= $2 AND imposed_at <= $3
       AND (lifted_at IS NULL OR lifted_at > $3)
     ORDER BY staff_id`,
    [siteId, siteDate(at, zone), at],
  )) as { staffId: string }[];
  return rows.map((row) => row.staffId);
};
