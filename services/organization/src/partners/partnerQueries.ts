import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Partner } from './partner.ts';

const selectPartners = `SELECT partner_id AS "partnerId", name, scopes, site_ids AS "siteIds",
  credential_id AS "credentialId", registered_at AS "registeredAt", secret_set_at AS "secretSetAt",
  ended_at AS "endedAt" FROM partner`;

/** Partners are the company's, so only a grant for the whole company shows them. */
const mayRead = (viewer: Viewer): boolean => sitesWhere(viewer, 'partner.manage') === '*';

/** A page of the partner systems, the ended ones too, in the order of their registration. */
export const listPartners = (tx: Tx, viewer: Viewer, page: PageRequest<string[]>): Promise<Partner[]> =>
  tx.query(`${selectPartners} WHERE $1 AND ($2::uuid IS NULL OR partner_id > $2) ORDER BY partner_id LIMIT $3`, [
    mayRead(viewer),
    page.after?.[0] ?? null,
    page.limit,
  ]);

export const partnersByIds = (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Partner[]> =>
  tx.query(`${selectPartners} WHERE $1 AND partner_id = ANY($2::uuid[])`, [mayRead(viewer), ids]);
