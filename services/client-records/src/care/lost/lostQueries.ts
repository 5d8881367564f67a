import type { Tx } from '@shouwen/database';
import { type Reader, scopeParameters } from '../../clients/index.ts';
import { joinSeenClient } from '../../consents/index.ts';
import type { Attempt, LostClient } from './lost.ts';
import { lostColumns } from './lostStore.ts';

/** Lost by now, of clients whom the reader may read; $1–$6 are `scopeParameters`, and $6 is today. */
const selectSeen = `SELECT ${lostColumns} FROM lost_client loss ${joinSeenClient('loss.client_id')}
  WHERE loss.listed_from <= $6::date`;

export type LostPage = {
  readonly siteId: string | null;
  /** Only those who are neither back nor won nor given up. */
  readonly openOnly: boolean;
  readonly after: readonly [listedFrom: string, lostId: string] | null;
  readonly limit: number;
};

/** A page of the lost clients, longest lost first, as far as the reader may read them (CR-7.04, CR-2.01). */
export const pageOfLostClients = async (tx: Tx, reader: Reader, page: LostPage): Promise<LostClient[]> =>
  tx.query(
    `${selectSeen} AND ($7::uuid IS NULL OR loss.site_id = $7) AND (NOT $8 OR loss.outcome IS NULL)
       AND ($9::date IS NULL OR (loss.listed_from, loss.lost_id) > ($9::date, $10::uuid))
     ORDER BY loss.listed_from, loss.lost_id LIMIT $11`,
    [
      ...scopeParameters(reader),
      page.siteId,
      page.openOnly,
      page.after?.[0] ?? null,
      page.after?.[1] ?? null,
      page.limit,
    ],
  );

/** These losses, as far as the reader may read their clients. */
export const seenLosses = async (tx: Tx, reader: Reader, ids: readonly string[]): Promise<LostClient[]> =>
  tx.query(`${selectSeen} AND loss.lost_id = ANY($7::uuid[])`, [...scopeParameters(reader), ids]);

export const attemptsOf = async (tx: Tx, lostIds: readonly string[]): Promise<Attempt[]> =>
  tx.query(
    `SELECT attempt_id AS "attemptId", lost_id AS "lostId", site_id AS "siteId", made_at AS "madeAt", made_by AS "madeBy",
       way, result, next_on AS "nextOn", explanation_id AS "explanationId"
     FROM win_back_attempt WHERE lost_id = ANY($1::uuid[]) ORDER BY made_at, attempt_id`,
    [lostIds],
  );

export type LostReport = {
  readonly cause: string;
  readonly why: string | null;
  readonly lost: number;
  readonly attempted: number;
  readonly won: number;
  readonly givenUp: number;
  readonly returned: number;
};

/** How many of a site were lost in these days, by cause and reason, and what became of them. */
export const lostReport = async (
  tx: Tx,
  { siteId, from, through }: { readonly siteId: string; readonly from: string; readonly through: string },
): Promise<LostReport[]> =>
  tx.query(
    `SELECT cause, why, count(*)::int AS lost,
       count(*) FILTER (WHERE EXISTS (SELECT FROM win_back_attempt a WHERE a.lost_id = l.lost_id))::int AS attempted,
       count(*) FILTER (WHERE outcome = 'won')::int AS won, count(*) FILTER (WHERE outcome = 'given-up')::int AS "givenUp",
       count(*) FILTER (WHERE outcome = 'returned')::int AS returned
     FROM lost_client l WHERE site_id = $1 AND listed_from BETWEEN $2::date AND $3::date
     GROUP BY cause, why ORDER BY cause, why NULLS FIRST`,
    [siteId, from, through],
  );
