import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';

type Post = {
  readonly postId: string;
  readonly staffId: string;
  readonly siteId: string;
  readonly role: string;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
};

/** Told twice of a post, the later news counts; an end that came first is kept. */
export const savePost = async (tx: Tx, { postId, staffId, siteId, role, from, to }: Post): Promise<void> => {
  await tx.query(
    `INSERT INTO staff_post (post_id, staff_id, site_id, role, from_date, to_date) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (post_id) DO UPDATE
     SET from_date = excluded.from_date, to_date = coalesce(staff_post.to_date, excluded.to_date)`,
    [postId, staffId, siteId, role, from, to],
  );
};

/** The last day of the post is `endedOn`. */
export const endPost = async (tx: Tx, postId: string, endedOn: IsoDate): Promise<void> => {
  await tx.query('UPDATE staff_post SET to_date = $2 WHERE post_id = $1', [postId, endedOn]);
};
