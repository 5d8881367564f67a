import type { Tx } from '@shouwen/database';
import { recordsOfPersons } from './facts/factQueries.ts';
import type { TierSpan } from './tier.ts';

/** SQL: what a review decided that is over, and nobody wrote down yet: by the calendar it holds (CR-6.01). `$2` is today. */
const decidedNotWritten = `SELECT p.explanation_id AS span_id, p.client_id, p.tier, 'review' AS basis,
    coalesce(r.effective_on, r.close_on + 1) AS from_on, r.valid_through, coalesce(r.closed_at, p.proposed_at) AS decided_at, p.explanation_id
  FROM tier_proposal p JOIN tier_review r USING (year)
  WHERE p.settled_at IS NULL AND (r.closed_at IS NOT NULL OR r.close_on < $2::date)`;

/** The tiers of these persons over all their records, newest first; the caller knows that the viewer may see them. */
export const spansOf = async (tx: Tx, clientIds: readonly string[], today: string): Promise<TierSpan[]> =>
  tx.query(
    `WITH record AS MATERIALIZED (${recordsOfPersons})
     SELECT s.span_id AS "spanId", r.person AS "clientId", s.tier, s.basis, s.from_on::text AS "fromOn",
       s.valid_through::text AS "validThrough", s.decided_at AS "decidedAt", s.explanation_id AS "explanationId"
     FROM record r JOIN (
       SELECT span_id, client_id, tier, basis, from_on, valid_through, decided_at, explanation_id FROM tier_span
       WHERE client_id IN (SELECT id FROM record)
       UNION ALL ${decidedNotWritten} AND p.client_id IN (SELECT id FROM record)) s ON s.client_id = r.id
     ORDER BY s.from_on DESC, s.client_id <> r.person, s.decided_at DESC, s.span_id DESC`,
    [clientIds, today],
  );
