import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';

export type ComplaintRow = {
  readonly id: string;
  readonly entryId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly kind: string;
  readonly status: string;
  readonly aboutStaffId: string | null;
  readonly handlerId: string | null;
  readonly registeredAt: Date;
};

const complaints = `
  SELECT id, entry_id AS "entryId", site_id AS "siteId", client_id AS "clientId", kind, status,
         about_staff_id AS "aboutStaffId", handler_id AS "handlerId", registered_at AS "registeredAt"
  FROM complaint WHERE ($1::uuid[] IS NULL OR site_id = ANY($1))`;

const sitesOf = (viewer: Viewer): readonly string[] | null => {
  const sites = sitesWhere(viewer, 'complaint.read');
  return sites === '*' ? null : sites;
};

/** Complaints by id, as far as the viewer may read those of their site. */
export const readableComplaints = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<ComplaintRow[]> =>
  tx.query(`${complaints} AND id = ANY($2::uuid[])`, [sitesOf(viewer), ids]);

/** The latest hundred complaints of each client, newest first, as far as the viewer may read them. */
export const readableComplaintsOfClients = async (
  tx: Tx,
  viewer: Viewer,
  clientIds: readonly string[],
): Promise<ComplaintRow[]> =>
  tx.query(
    `SELECT c.* FROM unnest($2::uuid[]) AS asked (client_id)
     CROSS JOIN LATERAL (${complaints} AND client_id = asked.client_id ORDER BY id DESC LIMIT 100) c
     ORDER BY c.id DESC`,
    [sitesOf(viewer), clientIds],
  );
