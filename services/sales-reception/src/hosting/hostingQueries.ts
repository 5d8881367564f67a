import { type Permission, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Hosting } from './hosting.ts';
import { hostingColumns } from './hostingStore.ts';

const readers: readonly Permission[] = ['hosting.read', 'hosting.arrange', 'hosting.prepare'];

const sightOf = (viewer: Viewer): [boolean, string[]] => {
  const sites = readers.map((permission) => sitesWhere(viewer, permission));
  return sites.includes('*') ? [true, []] : [false, sites.flatMap((one) => (one === '*' ? [] : one))];
};

const seen = '($1 OR site_id = ANY($2::uuid[]))';

export const hostingsById = (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Hosting[]> =>
  tx.query(`SELECT ${hostingColumns} FROM hosting WHERE ${seen} AND hosting_id = ANY($3::uuid[])`, [
    ...sightOf(viewer),
    ids,
  ]);

/** SR-12.03: the log of a site by the time of the tour, latest first; one row more than the limit when more follow. */
export const hostingsOfSite = (
  tx: Tx,
  viewer: Viewer,
  siteId: string,
  page: PageRequest<string[]>,
): Promise<Hosting[]> =>
  tx.query(
    `SELECT ${hostingColumns} FROM hosting WHERE ${seen} AND site_id = $3
       AND ($4::timestamptz IS NULL OR (tour_at, hosting_id) < ($4, $5::uuid))
     ORDER BY tour_at DESC, hosting_id DESC LIMIT $6`,
    [...sightOf(viewer), siteId, page.after?.[0], page.after?.[1], page.limit],
  );
