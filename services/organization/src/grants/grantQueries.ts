import { type Grants, isPermission } from '@shouwen/access';
import type { Tx } from '@shouwen/database';

/** OR-1.03: what a person may do where on the day of `now`: the permissions of the roles of all posts in force. */
export const grantsOf = async (tx: Tx, staffId: string, now: Date): Promise<Grants> => {
  const rows: { site: string; permissions: string[] }[] = await tx.query(
    `SELECT coalesce(post.site_id::text, '*') AS site, array_agg(DISTINCT permission ORDER BY permission) AS permissions
     FROM post_in_force($2) post JOIN role ON role.code = post.role CROSS JOIN unnest(role.permissions) permission
     WHERE post.staff_id = $1 GROUP BY 1`,
    [staffId, now],
  );
  return Object.fromEntries(rows.map(({ site, permissions }) => [site, permissions.filter(isPermission)]));
};

/** The roles that a person holds in any post in force. */
export const rolesHeldBy = async (tx: Tx, staffId: string, now: Date): Promise<string[]> => {
  const rows: { role: string }[] = await tx.query('SELECT DISTINCT role FROM post_in_force($2) WHERE staff_id = $1', [
    staffId,
    now,
  ]);
  return rows.map(({ role }) => role);
};
