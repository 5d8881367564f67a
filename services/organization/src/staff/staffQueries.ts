import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Department, Post, Staff } from './staff.ts';

/** Names of colleagues are known to every signed-in member of staff, and to nobody else. */
export const staffByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Staff[]> =>
  viewer.kind === 'staff' || viewer.kind === 'system'
    ? tx.query(`${selectStaff} WHERE staff.id = ANY($1::uuid[])`, [ids])
    : [];

export type StaffOfSite = { readonly siteId: string; readonly now: Date; readonly page: PageRequest<[string, string]> };

/** Who has a post in force at the site, by sign-in name. */
export const listStaffOfSite = async (tx: Tx, { siteId, now, page }: StaffOfSite): Promise<Staff[]> =>
  tx.query(
    `${selectStaff} WHERE staff.id IN (SELECT staff_id FROM post_in_force($2) WHERE site_id = $1)
       AND ($3::text IS NULL OR (staff.sign_in_name, staff.id::text) > ($3, $4))
     ORDER BY staff.sign_in_name, staff.id LIMIT $5`,
    [siteId, now, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
  );

export type PostView = Post & { readonly department: Department };

/** Posts by the ids of their holders, as far as the viewer holds `staff.read` at their sites; one's own always. */
export const postsByStaff = (tx: Tx, viewer: Viewer, staffIds: readonly string[]): Promise<PostView[]> =>
  visiblePosts(tx, viewer, { condition: 'post.staff_id = ANY($1::uuid[])', ids: staffIds });

export const postsByIds = (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<PostView[]> =>
  visiblePosts(tx, viewer, { condition: 'post.id = ANY($1::uuid[])', ids });

const visiblePosts = async (
  tx: Tx,
  viewer: Viewer,
  { condition, ids }: { condition: string; ids: readonly string[] },
): Promise<PostView[]> => {
  const sites = sitesWhere(viewer, 'staff.read');
  const self = viewer.kind === 'staff' ? viewer.staffId : null;
  return tx.query(
    `SELECT post.id, post.staff_id AS "staffId", post.site_id AS "siteId", post.role, post.roster_order AS "rosterOrder",
       post.from_on AS "from", post.to_on AS "to",
       json_build_object('id', department.id, 'siteId', department.site_id, 'nameZh', department.name_zh,
                         'nameEn', department.name_en) AS department
     FROM post JOIN department ON department.id = post.department_id
     WHERE ${condition} AND ($2::uuid[] IS NULL OR post.site_id = ANY($2::uuid[]) OR post.staff_id = $3::uuid)
     ORDER BY post.from_on, post.id`,
    [ids, sites === '*' ? null : sites, self],
  );
};

const selectStaff = `SELECT staff.id, staff.name, staff.sign_in_name AS "signInName", staff.hired_on AS "hiredOn",
  staff.left_on AS "leftOn" FROM staff`;
