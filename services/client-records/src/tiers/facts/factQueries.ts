import type { Tx } from '@shouwen/database';
import type { TierFacts } from './proposeTier.decision.ts';

export type FactsAsked = {
  /** Surviving records (CR-1.05). */
  readonly clientIds: readonly string[];
  /** First and last day of the deals that count. */
  readonly from: string;
  readonly through: string;
  /** Deals closed by that day are old enough for their payment to be looked at. */
  readonly matureBy: string;
};

/** SQL: every record of the persons in the array `$1`, with whose it is. */
export const recordsOfPersons = `SELECT one.id AS person, coalesce(p.client_id, one.id) AS id
  FROM unnest($1::uuid[]) AS one (id) LEFT JOIN client_person p ON p.person_id = one.id`;

/** The facts of these persons over all their records and sites; one line for each. */
export const factsOf = async (tx: Tx, asked: FactsAsked): Promise<TierFacts[]> =>
  tx.query(
    `WITH record AS MATERIALIZED (${recordsOfPersons}),
      bought AS (SELECT r.person, d.* FROM record r JOIN tier_deal d ON d.client_id = r.id WHERE d.cancelled_on IS NULL),
      usual AS MATERIALIZED (
        SELECT site_id, product, avg(price_fen) AS price FROM tier_deal
        WHERE cancelled_on IS NULL AND closed_on BETWEEN $2 AND $3
          AND (site_id, product) IN (SELECT site_id, product FROM bought) GROUP BY site_id, product),
      sold AS (
        SELECT b.person, sum(b.price_fen)::float8 AS "soldFen", count(*)::int AS deals,
          round(100 * sum(b.price_fen) / nullif(sum(u.price), 0))::int AS "pricePercent"
        FROM bought b JOIN usual u USING (site_id, product) WHERE b.closed_on BETWEEN $2 AND $3 GROUP BY b.person),
      mature AS (
        SELECT b.person, sum(b.price_fen)::float8 AS "matureFen", sum(least(coalesce(paid.fen, 0), b.price_fen))::float8 AS "paidFen"
        FROM bought b LEFT JOIN LATERAL (
          SELECT sum(amount_fen) AS fen FROM tier_payment WHERE deal_id = b.deal_id) paid ON true
        WHERE b.closed_on <= $4 GROUP BY b.person)
     SELECT one.id AS "clientId", coalesce(s."soldFen", 0) AS "soldFen", coalesce(s.deals, 0) AS deals, s."pricePercent",
       coalesce(m."matureFen", 0) AS "matureFen", coalesce(m."paidFen", 0) AS "paidFen", g.grade AS credit,
       coalesce(g.overdue_days, 0) AS "overdueDays"
     FROM unnest($1::uuid[]) AS one (id) LEFT JOIN sold s ON s.person = one.id LEFT JOIN mature m ON m.person = one.id
       LEFT JOIN LATERAL (SELECT c.grade, c.overdue_days FROM tier_credit c JOIN record r ON r.id = c.client_id
         WHERE r.person = one.id ORDER BY c.graded_on DESC, c.client_id LIMIT 1) g ON true`,
    [asked.clientIds, asked.from, asked.through, asked.matureBy],
  );
