import type { Tx } from '@shouwen/database';
import type { WeeklyReport } from './figuresQueries.ts';

/** Adds the report of a week; a second one of the same week changes nothing. */
export const insertWeeklyReport = async (
  tx: Tx,
  { siteId, from, through, madeAt, figures }: WeeklyReport,
): Promise<void> => {
  await tx.query(
    `INSERT INTO weekly_report (site_id, week_from, week_through, made_at, figures) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [siteId, from, through, madeAt, JSON.stringify(figures)],
  );
};
