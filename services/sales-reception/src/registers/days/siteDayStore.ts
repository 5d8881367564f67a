import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';

/** A stretch of days of a site that is over, for which something is still to be done. */
export type DueDays = {
  readonly siteId: string;
  readonly zone: string;
  /** First day, and last, both included. */
  readonly from: IsoDate;
  readonly through: IsoDate;
};

export type SiteDayWork = {
  /** Name of the work, as in `dueWork`. */
  readonly work: string;
  /** 1: every day; 7: every week from Monday. */
  readonly days: 1 | 7;
  readonly now: Date;
  /** Only of this site; null: of any. */
  readonly siteId: string | null;
};

/**
 * Takes the oldest stretch of days that is over at its site and for which this work was not done: once per site and stretch, since the
 * row that says so is locked and moved on in the transaction that does the work. Null: none is due. It begins with the day on
 * which the site's policy was adopted.
 */
export const takeDueDays = async (tx: Tx, due: SiteDayWork): Promise<DueDays | null> => {
  await beginWithNewSites(tx, due);
  const [days] = (await tx.query(
    `SELECT d.site_id AS "siteId", p.time_zone AS zone, d.next_day AS "from", d.next_day + ($2::int - 1) AS through
     FROM site_day d JOIN site_policy p USING (site_id)
     WHERE d.work = $1 AND d.due_at <= $3 AND ($4::uuid IS NULL OR d.site_id = $4)
     ORDER BY d.due_at, d.site_id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`,
    [due.work, due.days, due.now, due.siteId],
  )) as DueDays[];
  if (!days) return null;
  await tx.query(
    `UPDATE site_day SET next_day = next_day + $3::int, due_at = (next_day + 2 * $3::int)::timestamp AT TIME ZONE $4
     WHERE work = $1 AND site_id = $2`,
    [due.work, days.siteId, due.days, days.zone],
  );
  return days;
};

const beginWithNewSites = async (tx: Tx, { work, days }: SiteDayWork): Promise<void> => {
  await tx.query(
    `INSERT INTO site_day (work, site_id, next_day, due_at)
     SELECT $1, site_id, first, (first + $2::int)::timestamp AT TIME ZONE time_zone
     FROM (SELECT site_id, time_zone,
             date_trunc(CASE $2::int WHEN 7 THEN 'week' ELSE 'day' END, adopted_at AT TIME ZONE time_zone)::date AS first
           FROM site_policy p WHERE NOT EXISTS (SELECT FROM site_day d WHERE d.work = $1 AND d.site_id = p.site_id)) site
     ON CONFLICT DO NOTHING`,
    [work, days],
  );
};
