import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import type { DueAt, DueWork } from '@shouwen/timers';

const batchSize = 200;

/** A statement that does one batch, oldest first; `$1` is now, `$2` the site or null, `$3` the size of the batch. */
const inBatches = (name: string, work: (tx: Tx, due: DueAt) => Promise<number>): DueWork => ({
  name,
  batch: ({ db }, due) => db.transaction((tx) => work(tx, due)),
});

/** What falls due of a waiting request once: the instant's column, the column that says it was done, and the kind of reminder. */
const remind =
  (due: 'due_at' | 'escalate_at', noted: 'reminded_at' | 'escalated_at', kind: string) =>
  async (tx: Tx, { now, siteId }: DueAt): Promise<number> => {
    const rows: unknown[] = await tx.query(
      `WITH overdue AS (
         SELECT id FROM access_request WHERE state IN ('submitted', 'stamped') AND ${noted} IS NULL AND ${due} <= $1
           AND ($2::uuid IS NULL OR site_id = $2) ORDER BY ${due} LIMIT $3 FOR UPDATE SKIP LOCKED),
       noted AS (
         UPDATE access_request r SET ${noted} = $1 FROM overdue WHERE r.id = overdue.id RETURNING r.id, r.next_step)
       INSERT INTO request_reminder (request_id, step, kind, at) SELECT id, next_step, '${kind}', $1 FROM noted
       ON CONFLICT (request_id, step, kind) DO UPDATE SET at = excluded.at RETURNING request_id`,
      [now, siteId, batchSize],
    );
    return rows.length;
  };

/** Requests that nobody decided on in time, and grants that are over: the row says it, too. It counted as over before (CR-4). */
const end = async (tx: Tx, { now, siteId }: DueAt): Promise<number> => {
  const [rows] = (await tx.query(
    `WITH over AS (
       SELECT r.id, CASE WHEN r.state IN ('submitted', 'stamped') THEN 'lapsed' WHEN g.revoked_at IS NOT NULL THEN 'revoked'
         WHEN g.used_at IS NOT NULL THEN 'used' ELSE 'expired' END AS why
       FROM access_request r LEFT JOIN access_grant g ON g.request_id = r.id
       WHERE ($2::uuid IS NULL OR r.site_id = $2) AND (
         (r.state IN ('submitted', 'stamped') AND r.until_on < $4::date)
         OR (r.state = 'active' AND r.kind <> 'borrow'
           AND (g.until_at <= $1 OR g.used_at IS NOT NULL OR g.revoked_at IS NOT NULL))
         OR (r.state = 'approved' AND g.used_at IS NULL AND (g.until_at <= $1 OR g.revoked_at IS NOT NULL)))
       ORDER BY r.until_on LIMIT $3 FOR UPDATE OF r SKIP LOCKED)
     UPDATE access_request r SET state = 'ended', end_reason = over.why, ended_at = $1, next_step = NULL, version = version + 1
     FROM over WHERE r.id = over.id RETURNING r.id`,
    [now, siteId, batchSize, siteDate(now)],
  )) as [unknown[]];
  return rows.length;
};

/** CR-4: deadlines of the steps, and the end of what was granted. */
export const requestDueWork: readonly DueWork[] = [
  inBatches('requests.remind', remind('due_at', 'reminded_at', 'overdue')),
  inBatches('requests.escalate', remind('escalate_at', 'escalated_at', 'escalated')),
  inBatches('requests.end', end),
];
