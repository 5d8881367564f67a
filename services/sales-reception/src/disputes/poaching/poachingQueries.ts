import type { Tx } from '@shouwen/database';
import type { HeldClaim } from './returnPoached.decision.ts';

type ClientAtSite = { readonly siteId: string; readonly clientId: string };

/** All claims on the client at the site, oldest first. */
export const claimsOnClient = async (tx: Tx, { siteId, clientId }: ClientAtSite): Promise<HeldClaim[]> =>
  tx.query(
    `SELECT claim_id AS "claimId", consultant_id AS "consultantId", opened_at AS "openedAt", ended_at AS "endedAt",
       least(valid_through, coalesce(fresh_through, valid_through)) AS "lastDay"
     FROM claim WHERE site_id = $1 AND client_id = $2 ORDER BY opened_at, claim_id`,
    [siteId, clientId],
  );

type Signed = ClientAtSite & { readonly staffId: string; readonly since: Date };

/** Deals of the client in which this consultant has had a part since then, oldest first. */
export const dealsSignedBy = async (tx: Tx, { siteId, clientId, staffId, since }: Signed): Promise<string[]> => {
  const rows = (await tx.query(
    `SELECT deal_id AS "dealId" FROM deal WHERE site_id = $1 AND client_id = $2 AND state = 'closed' AND closed_at >= $3
       AND consultants @> jsonb_build_array(jsonb_build_object('staffId', $4::text)) ORDER BY closed_at, deal_id`,
    [siteId, clientId, since, staffId],
  )) as { dealId: string }[];
  return rows.map(({ dealId }) => dealId);
};
