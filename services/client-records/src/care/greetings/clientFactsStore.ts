import type { Tx } from '@shouwen/database';
import type { Rank } from './greeting.ts';

/** Keeps the tier of a client as it was decided last; an older decision that is heard later changes nothing. */
export const keepTier = async (
  tx: Tx,
  { clientId, tier, decidedAt }: { readonly clientId: string; readonly tier: string; readonly decidedAt: string },
): Promise<void> => {
  await tx.query(
    `INSERT INTO client_rank AS known (client_id, tier, tier_decided_at) VALUES ($1, $2, $3)
     ON CONFLICT (client_id) DO UPDATE SET tier = $2, tier_decided_at = $3
     WHERE coalesce(known.tier_decided_at <= $3, true)`,
    [clientId, tier, decidedAt],
  );
};

/** The same for whether the client is a VIP. */
export const keepVip = async (
  tx: Tx,
  { clientId, vip, decidedAt }: { readonly clientId: string; readonly vip: boolean; readonly decidedAt: string },
): Promise<void> => {
  await tx.query(
    `INSERT INTO client_rank AS known (client_id, vip, vip_decided_at) VALUES ($1, $2, $3)
     ON CONFLICT (client_id) DO UPDATE SET vip = $2, vip_decided_at = $3
     WHERE coalesce(known.vip_decided_at <= $3, true)`,
    [clientId, vip, decidedAt],
  );
};

/** The rank of each of these persons: a VIP is one whatever the tier; who is in none is greeted like tier C. */
export const ranksOf = async (tx: Tx, clientIds: readonly string[]): Promise<ReadonlyMap<string, Rank>> => {
  const rows: { clientId: string; rank: Rank }[] = await tx.query(
    `SELECT client_id AS "clientId", CASE WHEN vip THEN 'vip' ELSE lower(coalesce(tier, 'C')) END AS rank
     FROM client_rank WHERE client_id = ANY($1::uuid[])`,
    [clientIds],
  );
  return new Map(rows.map(({ clientId, rank }) => [clientId, rank]));
};

/** The site that looks after each of these persons: that of the newest living claim or deal, else the first that knew the client. */
export const homeSitesOf = async (
  tx: Tx,
  clientIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, string | null>> => {
  const rows: { clientId: string; siteId: string | null }[] = await tx.query(
    `SELECT id AS "clientId", coalesce(
       (SELECT o.site_id FROM person_owner o WHERE o.client_id = id AND o.ended_on IS NULL
          AND coalesce(o.valid_through >= $2::date, true) ORDER BY o.valid_through DESC NULLS LAST, o.site_id LIMIT 1),
       (SELECT s.site_id FROM person_site s WHERE s.client_id = id ORDER BY s.since, s.site_id LIMIT 1)) AS "siteId"
     FROM unnest($1::uuid[]) id`,
    [clientIds, today],
  );
  return new Map(rows.map(({ clientId, siteId }) => [clientId, siteId]));
};
