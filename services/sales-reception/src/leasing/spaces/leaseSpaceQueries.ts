import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { LeaseSpace, SpaceState } from './leaseSpace.ts';
import { spaceColumns } from './leaseSpaceStore.ts';

/** Whoever handles or reads leasing sees the spaces; partner systems see them through `listings` alone. */
const sitesSeen = (viewer: Viewer): '*' | string[] => {
  if (viewer.kind === 'partner') return [];
  const [handled, read] = [sitesWhere(viewer, 'lease.handle'), sitesWhere(viewer, 'lease.read')];
  return handled === '*' || read === '*' ? '*' : [...handled, ...read];
};

const seen = '($1 OR site_id = ANY($2::uuid[]))';

const sightOf = (viewer: Viewer): [boolean, readonly string[]] => {
  const sites = sitesSeen(viewer);
  return sites === '*' ? [true, []] : [false, sites];
};

export const spacesById = (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<LeaseSpace[]> =>
  tx.query(`SELECT ${spaceColumns} FROM lease_space WHERE ${seen} AND space_id = ANY($3::uuid[])`, [
    ...sightOf(viewer),
    ids,
  ]);

export type SpacePage = {
  readonly siteId: string;
  readonly state: SpaceState | null;
  readonly limit: number;
  readonly after: readonly (string | number | null)[] | null;
};

/** A page of a site's spaces by name; one row more than the limit when more follow. */
export const spacesOfSite = (
  tx: Tx,
  viewer: Viewer,
  { siteId, state, limit, after }: SpacePage,
): Promise<LeaseSpace[]> =>
  tx.query(
    `SELECT ${spaceColumns} FROM lease_space WHERE ${seen} AND site_id = $3 AND ($4::text IS NULL OR state = $4)
       AND ($5::text IS NULL OR name > $5) ORDER BY name LIMIT $6`,
    [...sightOf(viewer), siteId, state, after?.[0] ?? null, limit + 1],
  );
