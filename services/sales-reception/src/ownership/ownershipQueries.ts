import type { Tx } from '@shouwen/database';
import type { Claim, Purchase } from './claims/claim.ts';
import { claimColumns } from './claims/claimStore.ts';
import { selectPurchases } from './claims/purchaseStore.ts';

/** A claim with the ids of the explanations of its opening, of the latest decision about it, and of its end. */
export type ClaimRow = Claim & {
  readonly openedWhy: string;
  readonly latestWhy: string;
  readonly endedWhy: string | null;
  /** The first instant at which it does not hold any more. */
  readonly lapsesAt: Date;
  /** When the owner was last warned of it. */
  readonly warnedAt: Date | null;
};

export type PurchaseRow = Purchase & { readonly siteId: string };

const rowColumns = `${claimColumns}, opened_why AS "openedWhy", latest_why AS "latestWhy",
  ended_why AS "endedWhy", lapses_at AS "lapsesAt", warned_at AS "warnedAt"`;

/** All claims on these clients at all sites, oldest first; the caller shows what the viewer may see. */
export const claimsOfClients = async (tx: Tx, clientIds: readonly string[]): Promise<ClaimRow[]> =>
  tx.query(`SELECT ${rowColumns} FROM claim WHERE client_id = ANY($1::uuid[]) ORDER BY opened_at, claim_id`, [
    clientIds,
  ]);

/** All deals of these clients at all sites, oldest first. */
export const purchasesOfClients = async (tx: Tx, clientIds: readonly string[]): Promise<PurchaseRow[]> =>
  tx.query(`${selectPurchases} WHERE b.client_id = ANY($1::uuid[]) ORDER BY p.closed_at, p.deal_id, b.since`, [
    clientIds,
  ]);

export type ClaimPage = {
  readonly siteId: string;
  /** Only of this consultant; null for all. */
  readonly consultantId: string | null;
  /** Null shows ended ones too; a day shows those that still hold on it. */
  readonly holdingOn: string | null;
  readonly after: readonly [openedAt: string, claimId: string] | null;
  readonly limit: number;
};

/** A page of a site's claims by opening. */
export const pageOfClaims = async (tx: Tx, page: ClaimPage): Promise<ClaimRow[]> =>
  tx.query(
    `SELECT ${rowColumns} FROM claim
     WHERE site_id = $1 AND ($2::uuid IS NULL OR consultant_id = $2)
       AND ($3::date IS NULL OR (status = 'open' AND least(valid_through, coalesce(fresh_through, valid_through)) >= $3))
       AND ($4::timestamptz IS NULL OR (opened_at, claim_id) > ($4, $5::uuid))
     ORDER BY opened_at, claim_id LIMIT $6`,
    [page.siteId, page.consultantId, page.holdingOn, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
  );

export type LapsingAsked = {
  readonly siteId: string;
  /** Whose; null for all of the site. */
  readonly consultantId: string | null;
  readonly now: Date;
  /** Those that lapse before this instant. */
  readonly until: Date;
};

/** Claims that hold and lapse soon, the first to go first; no more than 500. */
export const lapsingClaims = async (tx: Tx, { siteId, consultantId, now, until }: LapsingAsked): Promise<ClaimRow[]> =>
  tx.query(
    `SELECT ${rowColumns} FROM claim WHERE status = 'open' AND site_id = $1 AND ($2::uuid IS NULL OR consultant_id = $2)
       AND lapses_at > $3 AND lapses_at <= $4 ORDER BY lapses_at, claim_id LIMIT 500`,
    [siteId, consultantId, now, until],
  );
