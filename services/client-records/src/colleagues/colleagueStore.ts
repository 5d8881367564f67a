import type { Tx } from '@shouwen/database';
import type { Post } from './colleague.ts';

/** Told twice of a post, the later news counts; an end that came first is kept. */
export const savePost = async (tx: Tx, post: Post): Promise<void> => {
  const { postId, staffId, siteId, role, department, from, to } = post;
  await tx.query(
    `INSERT INTO colleague_post (post_id, staff_id, site_id, role, department, from_on, to_on) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (post_id) DO UPDATE SET department = excluded.department, from_on = excluded.from_on,
       to_on = coalesce(colleague_post.to_on, excluded.to_on)`,
    [postId, staffId, siteId, role, department, from, to],
  );
};

/** The last day of the post is `endedOn`. */
export const endPost = async (tx: Tx, postId: string, endedOn: string): Promise<void> => {
  await tx.query('UPDATE colleague_post SET to_on = $2 WHERE post_id = $1', [postId, endedOn]);
};

const columns = `post_id AS "postId", staff_id AS "staffId", site_id AS "siteId", role, department, from_on AS "from", to_on AS "to"`;

/** The posts that somebody holds on that day, the oldest first. */
export const postsOf = async (tx: Tx, staffId: string, on: string): Promise<Post[]> =>
  tx.query(
    `SELECT ${columns} FROM colleague_post
     WHERE staff_id = $1 AND from_on <= $2 AND (to_on IS NULL OR to_on >= $2) ORDER BY from_on, post_id`,
    [staffId, on],
  );

/** Who holds one of these roles on that day: at the site or for the whole company; with `siteId` null for the company only. */
export const holdersOf = async (
  tx: Tx,
  { roles, siteId, on }: { readonly roles: readonly string[]; readonly siteId: string | null; readonly on: string },
): Promise<Post[]> =>
  tx.query(
    `SELECT ${columns} FROM colleague_post
     WHERE role = ANY ($1) AND (site_id IS NULL OR site_id = $2::uuid) AND from_on <= $3 AND (to_on IS NULL OR to_on >= $3)
     ORDER BY from_on, post_id`,
    [roles, siteId, on],
  );

/** Which of these work here on that day, whatever they do. */
export const colleaguesAmong = async (tx: Tx, staffIds: readonly string[], on: string): Promise<string[]> => {
  const rows: { staffId: string }[] = await tx.query(
    `SELECT DISTINCT staff_id AS "staffId" FROM colleague_post
     WHERE staff_id = ANY ($1::uuid[]) AND from_on <= $2 AND (to_on IS NULL OR to_on >= $2)`,
    [staffIds, on],
  );
  return rows.map(({ staffId }) => staffId);
};

/** Sites where somebody holds one of these posts on that day. */
export const sitesOfRoles = async (tx: Tx, roles: readonly string[], on: string): Promise<string[]> => {
  const rows: { siteId: string }[] = await tx.query(
    `SELECT DISTINCT site_id AS "siteId" FROM colleague_post WHERE role = ANY($1) AND site_id IS NOT NULL
       AND from_on <= $2 AND (to_on IS NULL OR to_on >= $2) ORDER BY 1`,
    [roles, on],
  );
  return rows.map(({ siteId }) => siteId);
};
