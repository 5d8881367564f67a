import { canSomewhere, sitesWhere, type Viewer } from '@shouwen/access';
import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Intent, StoredIntent } from './intent.ts';

const columns = `select deal_id as "dealId", site_id as "siteId", client_id as "clientId", unit_id as "unitId",
  visit_id as "visitId", price_fen as "priceFen", channel, introducer_id as "introducerId", opened_at as "openedAt",
  opened_by as "openedBy", explanation_id as "explanationId", state, earnest_fen as "earnestFen", version from deal_intent`;

/** The intent, locked until the end of the transaction; null when there is none. */
export const lockIntent = async (tx: Tx, dealId: string): Promise<StoredIntent | null> => {
  const rows = (await tx.query(`${columns} where deal_id = $1 for update`, [dealId])) as StoredIntent[];
  return rows[0] ?? null;
};

export const insertIntent = async (tx: Tx, intent: Intent): Promise<void> => {
  const { dealId, siteId, clientId, unitId, visitId, priceFen, channel, introducerId } = intent;
  const { openedAt, openedBy, explanationId, state, earnestFen } = intent;
  await tx.query(
    `insert into deal_intent (deal_id, site_id, client_id, unit_id, visit_id, price_fen, channel, introducer_id, opened_at,
       opened_by, explanation_id, state, earnest_fen)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[dealId, siteId, clientId, unitId, visitId, priceFen, channel, introducerId],
      ...[openedAt, openedBy, explanationId, state, earnestFen],
    ],
  );
};

/** @throws ConcurrentChange when it is not open as it was read */
export const endIntent = (
  tx: Tx,
  { dealId, version }: StoredIntent,
  set: { readonly state: 'closed' } | { readonly state: 'withdrawn'; readonly earnest_fen: 0 },
): Promise<void> => guardedUpdate(tx, 'deal_intent', { where: { deal_id: dealId, version, state: 'open' }, set });

/** Those of some sites, and those that the viewer opened. */
const seen = `($1 or site_id = any($2::uuid[]) or opened_by = 'staff:' || $3::text)`;
const sightOf = (viewer: Viewer): [boolean, readonly string[], string | null] => {
  const sites = sitesWhere(viewer, 'deal.read');
  const own = viewer.kind === 'staff' && canSomewhere(viewer, 'deal.readOwn') ? viewer.staffId : null;
  return sites === '*' ? [true, [], own] : [false, sites, own];
};

/** These intents, as far as the viewer may see them. */
export const intentsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Intent[]> =>
  tx.query(`${columns} where deal_id = any($4::uuid[]) and ${seen}`, [...sightOf(viewer), ids]);

export type IntentPage = {
  readonly siteId: string;
  readonly limit: number;
  /** The time of opening and the id of the last one of the page before. */
  readonly after: readonly (string | number | null)[] | null;
};

/** A page of the open intents of a site, newest first, as far as the viewer may see them. */
export const openIntentsOf = async (tx: Tx, viewer: Viewer, { siteId, limit, after }: IntentPage): Promise<Intent[]> =>
  tx.query(
    `${columns} where ${seen} and site_id = $4 and state = 'open'
       and ($5::timestamptz is null or (opened_at, deal_id) < ($5, $6::uuid))
     order by opened_at desc, deal_id desc limit $7`,
    [...sightOf(viewer), siteId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
