import type { DueWork } from '@shouwen/timers';

const atOnce = 200;

/** CR-2.06: notes which requests were not answered in time; by the calendar they count as overdue before it comes. */
export const noteOverdue: DueWork = {
  name: 'personRights.overdue',
  batch: ({ db }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const [, changed] = (await tx.query(
        `UPDATE rights_request SET overdue_at = $1 WHERE id IN (
           SELECT id FROM rights_request WHERE state IN ('registered', 'proposed') AND overdue_at IS NULL AND due_at <= $1
             AND ($2::uuid IS NULL OR site_id = $2) ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)`,
        [now, siteId, atOnce],
      )) as [unknown, number];
      return changed;
    }),
};
