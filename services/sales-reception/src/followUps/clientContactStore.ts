import type { Tx } from '@shouwen/database';
import type { FollowUp } from './followUp.ts';

/** Where the care for a client stands after this follow-up: the latest one says what comes next. */
export const noteContact = async (tx: Tx, contact: FollowUp): Promise<void> => {
  const { siteId, clientId, consultantId, at, reached, next, nextOn } = contact;
  await tx.query(
    `INSERT INTO client_contact (site_id, client_id, consultant_id, last_at, last_reached_at, next, next_on, held_through)
     VALUES ($1, $2, $3, $4, $5, $6, $7, ${lastDayOfClaim}) ON CONFLICT (site_id, client_id, consultant_id) DO UPDATE
     SET last_at = greatest(client_contact.last_at, excluded.last_at),
         last_reached_at = greatest(client_contact.last_reached_at, excluded.last_reached_at),
         next = excluded.next, next_on = excluded.next_on, held_through = excluded.held_through`,
    [siteId, clientId, consultantId, at, reached ? at : null, next, nextOn],
  );
};

/** Null for a buyer, whose consultant keeps them. */
const lastDayOfClaim = `(SELECT least(valid_through, coalesce(fresh_through, valid_through)) FROM claim
  WHERE site_id = $1::uuid AND client_id = $2::uuid AND consultant_id = $3::uuid AND status = 'open')`;

/**
 * Forgets planned steps with clients who are the consultant's no more, and looks again later at those whose claim lasts longer than
 * it did. What the list of the day shows never waits for this; it only keeps the list short. Answers how many it looked at.
 */
export const forgetStaleSteps = async (
  tx: Tx,
  { now, siteId, limit }: { readonly now: Date; readonly siteId: string | null; readonly limit: number },
): Promise<number> => {
  const rows = (await tx.query(
    `WITH due AS (
       SELECT k.site_id, k.client_id, k.consultant_id, ($1::timestamptz AT TIME ZONE p.time_zone)::date AS today
       FROM client_contact k JOIN site_policy p USING (site_id)
       WHERE k.next_on IS NOT NULL AND k.held_through < ($1::timestamptz AT TIME ZONE 'UTC')::date + 1
         AND k.held_through < ($1::timestamptz AT TIME ZONE p.time_zone)::date AND ($2::uuid IS NULL OR k.site_id = $2)
       ORDER BY k.held_through LIMIT $3 FOR UPDATE OF k SKIP LOCKED
     ), held AS (
       SELECT due.*, (SELECT least(c.valid_through, coalesce(c.fresh_through, c.valid_through)) FROM claim c
           WHERE c.site_id = due.site_id AND c.client_id = due.client_id AND c.consultant_id = due.consultant_id
             AND c.status = 'open') AS through,
         EXISTS (SELECT FROM purchase b WHERE b.site_id = due.site_id AND b.client_id = due.client_id
             AND b.consultant_id = due.consultant_id AND b.cancelled_at IS NULL) AS bought
       FROM due
     ), kept AS (
       SELECT held.*, bought OR coalesce(through >= today, false) AS is_theirs FROM held
     )
     UPDATE client_contact k SET held_through = CASE WHEN bought THEN NULL ELSE through END,
       next = CASE WHEN is_theirs THEN k.next END, next_on = CASE WHEN is_theirs THEN k.next_on END
     FROM kept WHERE (k.site_id, k.client_id, k.consultant_id) = (kept.site_id, kept.client_id, kept.consultant_id)
     RETURNING k.client_id`,
    [now, siteId, limit],
  )) as [unknown[], number];
  return rows[1];
};
