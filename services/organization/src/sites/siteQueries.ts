import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Site } from './site.ts';

/** The sites that a signed-in person may look up; others learn nothing. Names of sites are no secret inside the company. */
export const sitesByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Site[]> => {
  if (viewer.kind === 'anonymous') return [];
  return tx.query(`${selectSite} WHERE id = ANY($1::uuid[])`, [ids]);
};

/** The sites the viewer works with (`site.read`), in the order of their Chinese names. */
export const listSites = async (tx: Tx, viewer: Viewer, page: PageRequest<[string]>): Promise<Site[]> => {
  const sites = sitesWhere(viewer, 'site.read');
  return tx.query(
    `${selectSite} WHERE ($1::uuid[] IS NULL OR id = ANY($1::uuid[])) AND ($2::text IS NULL OR name_zh > $2)
     ORDER BY name_zh LIMIT $3`,
    [sites === '*' ? null : sites, page.after?.[0] ?? null, page.limit],
  );
};

const selectSite = `SELECT id, name_zh AS "nameZh", name_en AS "nameEn", kind, sales_preset AS "salesPreset",
  service_preset AS "servicePreset", time_zone AS "timeZone", opened_on AS "openedOn" FROM site`;
