import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';
import type { ClientClass } from '../registers/index.ts';

export type DueKind = 'next-step' | 'claim-lapses' | 'call-lapses';

/** One line of a consultant's list of the day. */
export type DueContact = {
  readonly siteId: string;
  readonly clientId: string;
  readonly consultantId: string;
  /** Place of the kind in the list: planned steps first. */
  readonly rank: number;
  readonly kind: DueKind;
  /** When the step is due, or the last day of the claim. */
  readonly dueOn: IsoDate;
  /** Null for a client whom nobody has ranked; `ranked` sorts such last. */
  readonly class: ClientClass | null;
  readonly ranked: string;
  readonly next: string | null;
  readonly lastReachedAt: Date | null;
};

export type ListOfDay = {
  readonly siteId: string;
  readonly consultantId: string;
  readonly today: IsoDate;
  /** Claims whose last day is not later than this are about to lapse. */
  readonly lapsingThrough: IsoDate;
  /** Rank, due date, class and client of the last line of the page before. */
  readonly after: readonly [rank: number, dueOn: IsoDate, ranked: string, clientId: string] | null;
  readonly limit: number;
};

/**
 * SR-8.01: what a consultant has to do today, most urgent first: planned steps that are due by their day, then claims about to lapse by
 * their last day; of one day, class A before B, C, D. Each part is read along its index and stops when the page is full, with all
 * of its last day, so that it costs the same however much there is.
 */
export const listOfDay = async (tx: Tx, page: ListOfDay): Promise<DueContact[]> =>
  tx.query(
    `WITH step AS (
       SELECT 1 AS rank, k.next_on AS due_on, coalesce(r.class, 'E') AS ranked, k.client_id, r.class, 'next-step' AS kind,
         k.next, k.last_reached_at
       FROM client_contact k LEFT JOIN client_class r USING (site_id, client_id)
       WHERE k.site_id = $1 AND k.consultant_id = $2 AND k.next_on <= $3::date
         AND ($5::int IS NULL OR ($5 = 1 AND k.next_on >= $6::date
           AND (k.next_on, coalesce(r.class, 'E'), k.client_id) > ($6::date, $7::text, $8::uuid)))
         AND (${heldByClaim} OR ${heldByPurchase})
       ORDER BY k.next_on FETCH FIRST $9 ROWS WITH TIES
     ), lapsing AS (
       SELECT 2 AS rank, ${lastDay} AS due_on, coalesce(r.class, 'E') AS ranked, c.client_id, r.class,
         CASE c.opened_by WHEN 'visit' THEN 'claim-lapses' ELSE 'call-lapses' END AS kind, NULL AS next, k.last_reached_at
       FROM claim c LEFT JOIN client_class r USING (site_id, client_id)
         LEFT JOIN client_contact k USING (site_id, client_id, consultant_id)
       WHERE c.site_id = $1 AND c.consultant_id = $2 AND c.status = 'open' AND ${lastDay} BETWEEN $3::date AND $4::date
         AND (k.next_on IS NULL OR k.next_on > $3::date) AND NOT ${soldTo}
         AND ($5::int IS NULL OR $5 < 2 OR (${lastDay} >= $6::date
           AND (${lastDay}, coalesce(r.class, 'E'), c.client_id) > ($6::date, $7::text, $8::uuid)))
       ORDER BY ${lastDay} FETCH FIRST $9 ROWS WITH TIES
     )
     SELECT $1::uuid AS "siteId", client_id AS "clientId", $2::uuid AS "consultantId", rank, kind, due_on AS "dueOn", class,
       ranked, next, last_reached_at AS "lastReachedAt"
     FROM (SELECT * FROM step UNION ALL SELECT * FROM lapsing) line
     ORDER BY rank, due_on, ranked, client_id LIMIT $9`,
    [
      page.siteId,
      page.consultantId,
      page.today,
      page.lapsingThrough,
      ...(page.after ?? [null, null, null, null]),
      page.limit,
    ],
  );

const lastDay = 'least(c.valid_through, coalesce(c.fresh_through, c.valid_through))';
/**
 * IS NOT DISTINCT FROM is no equality to an index: only the client leads to the row, also where the statistics are old. Else all that
 * the consultant or the site has might be read for each of the clients.
 */
const heldByClaim = `EXISTS (SELECT FROM claim c WHERE c.site_id IS NOT DISTINCT FROM k.site_id AND c.client_id = k.client_id
  AND c.consultant_id IS NOT DISTINCT FROM k.consultant_id AND c.status = 'open' AND ${lastDay} >= $3::date)`;
const heldByPurchase = `EXISTS (SELECT FROM purchase b WHERE b.site_id IS NOT DISTINCT FROM k.site_id
  AND b.client_id = k.client_id AND b.consultant_id IS NOT DISTINCT FROM k.consultant_id AND b.cancelled_at IS NULL)`;
/** A buyer keeps the consultant, whatever becomes of the claim (SR-3.13). */
const soldTo = `EXISTS (SELECT FROM purchase b WHERE b.site_id = c.site_id AND b.client_id = c.client_id
  AND b.cancelled_at IS NULL)`;
