import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Broker, BrokerViewing, Listing } from './broker.ts';
import { brokerColumns } from './brokerStore.ts';

/** What is for sale and for rent at a site: units that are available, spaces that are vacant. */
const listings = `(
  SELECT unit_id AS "listingId", site_id AS "siteId", 'sale' AS kind, name, building, floor, layout,
    area_hundredths AS "areaHundredths", NULL::int AS "netAreaHundredths", orientation, NULL::text AS "fitOut",
    list_price_fen AS "amountFen", NULL::bigint AS "managementFeeFen", NULL::int AS "shortestMonths", NULL::text AS "flexibleTerms", NULL::text AS "floorPlan"
  FROM unit WHERE state = 'available'
  UNION ALL
  SELECT space_id, site_id, 'rent', name, building, floor, layout, area_hundredths, net_area_hundredths, orientation,
    fit_out, rent_fen, management_fee_fen, shortest_months, flexible_terms, floor_plan
  FROM lease_space WHERE state = 'vacant') AS listing`;

export type ListingPage = { readonly limit: number; readonly after: readonly (string | number | null)[] | null };

/** A page by name. Who may see them was decided before. */
export const listingsOf = (tx: Tx, siteId: string, { limit, after }: ListingPage): Promise<Listing[]> =>
  tx.query(
    `SELECT * FROM ${listings} WHERE "siteId" = $1 AND ($2::text IS NULL OR (name, "listingId") > ($2, $3::uuid))
     ORDER BY name, "listingId" LIMIT $4`,
    [siteId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

export const allListings = (tx: Tx, siteId: string, kind: Listing['kind']): Promise<Listing[]> =>
  tx.query(`SELECT * FROM ${listings} WHERE "siteId" = $1 AND kind = $2 ORDER BY name, "listingId"`, [siteId, kind]);

export const listingById = async (tx: Tx, listingId: string): Promise<Listing | null> => {
  const rows: Listing[] = await tx.query(`SELECT * FROM ${listings} WHERE "listingId" = $1`, [listingId]);
  return rows[0] ?? null;
};

export const brochureOf = async (tx: Tx, siteId: string): Promise<string | null> => {
  const rows = (await tx.query('SELECT reference FROM site_brochure WHERE site_id = $1', [siteId])) as {
    reference: string;
  }[];
  return rows[0]?.reference ?? null;
};

/** The viewings that this broker asked for of these listings; of all brokers when it is null. */
export const viewingsOf = (tx: Tx, brokerId: string | null, listingIds: readonly string[]): Promise<BrokerViewing[]> =>
  tx.query(
    `SELECT viewing_id AS "viewingId", broker_id AS "brokerId", listing_id AS "listingId", at, requested_at AS "requestedAt"
     FROM broker_viewing WHERE listing_id = ANY($2::uuid[]) AND ($1::uuid IS NULL OR broker_id = $1) ORDER BY at, viewing_id`,
    [brokerId, listingIds],
  );

/** The brokers of a site, ended ones too, for whoever manages them. */
export const brokersOf = (
  tx: Tx,
  viewer: Viewer,
  siteId: string,
  { limit, after }: { readonly limit: number; readonly after: readonly string[] | null },
): Promise<Broker[]> => {
  const sites = sitesWhere(viewer, 'broker.manage');
  return tx.query(
    `SELECT ${brokerColumns} FROM broker WHERE ($1 OR site_id = ANY($2::uuid[])) AND site_id = $3
       AND ($4::uuid IS NULL OR broker_id > $4) ORDER BY broker_id LIMIT $5`,
    [sites === '*', sites === '*' ? [] : sites, siteId, after?.[0] ?? null, limit],
  );
};
