import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';
import type { ClientClass } from '../registers/index.ts';

/** A client whom nobody took care of for too long. */
export type NeglectedClient = {
  readonly siteId: string;
  readonly clientId: string;
  readonly consultantId: string | null;
  readonly class: ClientClass | null;
  /** The last time the client was reached; the visit, call or deal itself when never since. */
  readonly lastContactAt: Date;
  readonly followedUp: boolean;
  /** The day on which the claim lapsed for want of a follow-up; null while it holds, and for a buyer. */
  readonly lapsedOn: IsoDate | null;
  /** Id of the claim or the deal. */
  readonly basisId: string;
};

export type NeglectPage = {
  readonly siteId: string;
  readonly today: IsoDate;
  /** Who was reached since is taken care of. */
  readonly since: Date;
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** Lapsed for want of a follow-up: the manager still sees it so long. */
const lapsedDays = 30;

/**
 * SR-8.02: clients who have not bought and were not followed up, the longest time first: those held by a claim, and those who
 * were lost for want of a follow-up and are nobody's since.
 */
export const undealtNotFollowedUp = async (tx: Tx, page: NeglectPage): Promise<NeglectedClient[]> =>
  tx.query(
    `SELECT * FROM (
       SELECT c.site_id AS "siteId", c.client_id AS "clientId", c.consultant_id AS "consultantId", r.class,
         greatest(c.window_from, k.last_reached_at) AS "lastContactAt", coalesce(k.last_reached_at > c.window_from, false) AS "followedUp",
         CASE WHEN ${lastDay} < $2::date THEN ${lastDay} + 1 END AS "lapsedOn", c.claim_id AS "basisId"
       FROM claim c LEFT JOIN client_class r USING (site_id, client_id)
         LEFT JOIN client_contact k USING (site_id, client_id, consultant_id)
       WHERE c.site_id = $1 AND ${lastDay} >= $2::date - ${lapsedDays}
         AND CASE WHEN ${lastDay} >= $2::date THEN c.status = 'open'
           ELSE c.fresh_through < c.valid_through AND (c.status = 'open' OR c.end_reason = 'freshness-over')
             AND NOT EXISTS (SELECT FROM claim later WHERE later.client_id = c.client_id
               AND later.site_id IS NOT DISTINCT FROM c.site_id AND later.opened_at > c.opened_at) END
         AND NOT EXISTS (SELECT FROM purchase b WHERE b.site_id = c.site_id AND b.client_id = c.client_id
           AND b.cancelled_at IS NULL)
     ) neglected WHERE "lastContactAt" < $3::timestamptz ${afterCursor}`,
    parametersOf(page),
  );

/** SR-8.02: buyers whom nobody at the site has reached since, the longest time first. */
export const buyersWithoutContact = async (tx: Tx, page: NeglectPage): Promise<NeglectedClient[]> =>
  tx.query(
    `SELECT * FROM (
       SELECT b.site_id AS "siteId", b.client_id AS "clientId", b.consultant_id AS "consultantId", r.class,
         greatest(b.closed_at, k.last) AS "lastContactAt", coalesce(k.last > b.closed_at, false) AS "followedUp",
         NULL::date AS "lapsedOn", b.deal_id AS "basisId"
       FROM purchase b LEFT JOIN client_class r USING (site_id, client_id)
         LEFT JOIN LATERAL (SELECT max(last_reached_at) AS last FROM client_contact k
           WHERE k.site_id = b.site_id AND k.client_id = b.client_id) k ON true
       WHERE b.site_id = $1 AND b.cancelled_at IS NULL AND b.closed_on <= $2::date
     ) neglected WHERE "lastContactAt" < $3::timestamptz ${afterCursor}`,
    parametersOf(page),
  );

const lastDay = 'least(c.valid_through, coalesce(c.fresh_through, c.valid_through))';

/** Cursors keep milliseconds. */
const afterCursor = `AND ($4::timestamptz IS NULL OR (date_trunc('milliseconds', "lastContactAt"), "basisId") > ($4, $5::uuid))
  ORDER BY date_trunc('milliseconds', "lastContactAt"), "basisId" LIMIT $6`;

const parametersOf = ({ siteId, today, since, after, limit }: NeglectPage): unknown[] => [
  siteId,
  today,
  since,
  after?.[0] ?? null,
  after?.[1] ?? null,
  limit,
];
