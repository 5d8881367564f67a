import { canSomewhere, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Deal } from './deal.ts';
import { dealColumns } from './dealStore.ts';

/**
 * Whose deals a viewer may see: those of some sites, and those one shares, introduced or recorded. What is beyond does not exist
 * for the viewer.
 */
const sightOf = (viewer: Viewer): [boolean, readonly string[], string | null] => {
  const sites = sitesWhere(viewer, 'deal.read');
  const own = viewer.kind === 'staff' && canSomewhere(viewer, 'deal.readOwn') ? viewer.staffId : null;
  return sites === '*' ? [true, [], own] : [false, sites, own];
};

const seen = `($1 or site_id = any($2::uuid[]) or introducer_id = $3::uuid or recorded_by = 'staff:' || $3::text
  or consultants @> jsonb_build_array(jsonb_build_object('staffId', $3::text)))`;

/** These deals, as far as the viewer may see them. */
export const dealsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Deal[]> =>
  tx.query(`${dealColumns} where deal_id = any($4::uuid[]) and ${seen}`, [...sightOf(viewer), ids]);

/** The deals of these clients, newest first, as far as the viewer may see them. */
export const dealsOfClients = async (tx: Tx, viewer: Viewer, clientIds: readonly string[]): Promise<Deal[]> =>
  tx.query(`${dealColumns} where client_id = any($4::uuid[]) and ${seen} order by closed_at desc, deal_id`, [
    ...sightOf(viewer),
    clientIds,
  ]);

export type DealPage = {
  readonly siteId: string;
  readonly state: Deal['state'] | null;
  readonly limit: number;
  /** The time of closing and the id of the last deal of the page before. */
  readonly after: readonly (string | number | null)[] | null;
};

/** A page of a site's deals, newest first, as far as the viewer may see them; one more than the limit when more follow. */
export const dealsOfSite = async (tx: Tx, viewer: Viewer, page: DealPage): Promise<Deal[]> =>
  tx.query(
    `${dealColumns} where ${seen} and site_id = $4 and ($5::text is null or state = $5)
       and ($6::timestamptz is null or (closed_at, deal_id) < ($6, $7::uuid))
     order by closed_at desc, deal_id desc limit $8`,
    [...sightOf(viewer), page.siteId, page.state, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
