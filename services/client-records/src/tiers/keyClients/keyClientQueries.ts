import type { Tx } from '@shouwen/database';
import { type Reader, readable, scopeParameters } from '../../clients/index.ts';
import { personSql } from '../../persons/index.ts';
import type { Buyer } from './keyClients.ts';

export type BuyersAsked = {
  /** Null: every site at which the reader may look. */
  readonly sites: readonly string[] | null;
  readonly today: string;
  /** The first day of this year and of the one before it. */
  readonly from: string;
  readonly fromBefore: string;
};

/**
 * What each client brought whom the reader may read, by deals at those sites only; what happened elsewhere is not counted (CR-6.05,
 * CR-2.01). A person counts once (CR-1.05).
 */
export const buyersOf = async (tx: Tx, reader: Reader, asked: BuyersAsked): Promise<Buyer[]> =>
  tx.query(
    `WITH sold AS MATERIALIZED (
       SELECT ${personSql('d.client_id')} AS id, sum(d.price_fen) FILTER (WHERE d.closed_on >= $9::date) AS now,
         sum(d.price_fen) FILTER (WHERE d.closed_on < $9::date) AS before
       FROM tier_deal d
       WHERE d.cancelled_on IS NULL AND d.closed_on BETWEEN $10::date AND $8::date AND ($7::uuid[] IS NULL OR d.site_id = ANY($7))
       GROUP BY 1),
     seen AS MATERIALIZED (${readable} AND c.id = ANY (ARRAY(SELECT id FROM sold)))
     SELECT sold.id AS "clientId", coalesce(sold.now, 0)::float8 AS "soldFen", coalesce(sold.before, 0)::float8 AS "soldBeforeFen",
       (SELECT max(t.last_on)::text FROM tier_contact t
        WHERE t.client_id IN (SELECT sold.id UNION ALL SELECT p.client_id FROM client_person p WHERE p.person_id = sold.id)
          AND t.last_on <= $8::date AND ($7::uuid[] IS NULL OR t.site_id = ANY($7))) AS "lastContactOn"
     FROM sold JOIN seen USING (id)`,
    [...scopeParameters(reader), asked.sites, asked.today, asked.from, asked.fromBefore],
  );
