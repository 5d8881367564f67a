import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';

/** A first call after which address and route were not sent on the same day. */
export type CallWithoutMessage = {
  readonly callId: string;
  readonly siteId: string;
  readonly clientId: string | null;
  readonly consultantId: string;
  readonly answeredAt: Date;
  readonly registered: boolean;
  /** When it was sent all the same, too late; null: not yet. */
  readonly sentAt: Date | null;
};

export type CallsOfDay = {
  readonly siteId: string;
  readonly date: IsoDate;
  readonly zone: string;
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/**
 * SR-2.04: the first calls of a day without the message of the same day, in the order of the day. A caller who is not in the call
 * register counts as calling for the first time. Reads the calls themselves too, since one that was never registered is not in it.
 */
export const callsWithoutMessage = async (tx: Tx, day: CallsOfDay): Promise<CallWithoutMessage[]> =>
  tx.query(
    `SELECT c.call_id AS "callId", c.site_id AS "siteId", c.client_id AS "clientId", c.consultant_id AS "consultantId",
       c.answered_at AS "answeredAt", r.call_id IS NOT NULL AS registered, m.sent_at AS "sentAt"
     FROM phone_call c LEFT JOIN call_registration r USING (call_id) LEFT JOIN call_message m USING (call_id)
     WHERE c.site_id = $1 AND c.answered_at >= $2::date::timestamp AT TIME ZONE $3
       AND c.answered_at < ($2::date + 1)::timestamp AT TIME ZONE $3
       AND (m.sent_at IS NULL OR m.sent_at >= ($2::date + 1)::timestamp AT TIME ZONE $3)
       AND NOT EXISTS (SELECT FROM call_registration earlier WHERE earlier.client_id = c.client_id
         AND earlier.site_id = c.site_id AND earlier.answered_at < c.answered_at)
       AND ($4::timestamptz IS NULL OR (date_trunc('milliseconds', c.answered_at), c.call_id) > ($4, $5::uuid))
     ORDER BY date_trunc('milliseconds', c.answered_at), c.call_id LIMIT $6`,
    [day.siteId, day.date, day.zone, day.after?.[0] ?? null, day.after?.[1] ?? null, day.limit],
  );
