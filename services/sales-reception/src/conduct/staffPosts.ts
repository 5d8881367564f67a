import { postAssignedV1, postEndedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { IsoDate } from '@shouwen/kernel';
import { type Consumer, defineConsumer } from '@shouwen/messaging';

/** Who holds which post at a site, whatever the role: a violation may be anybody's. Rebuildable from the events. */
export const conductConsumers: readonly Consumer[] = [
  defineConsumer({
    name: 'staff-posts',
    event: postAssignedV1,
    handle: async (tx, { data }) => savePost(tx, data),
  }),
  defineConsumer({
    name: 'staff-posts',
    event: postEndedV1,
    handle: async (tx, { data: { postId, endedOn } }) => {
      await tx.query('UPDATE staff_post SET to_date = $2 WHERE post_id = $1', [postId, endedOn]);
    },
  }),
];

type Post = {
  readonly postId: string;
  readonly staffId: string;
  readonly siteId: string;
  readonly role: string;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
};

const savePost = async (tx: Tx, { postId, staffId, siteId, role, from, to }: Post): Promise<void> => {
  await tx.query(
    `INSERT INTO staff_post (post_id, staff_id, site_id, role, from_date, to_date) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (post_id) DO UPDATE
     SET from_date = excluded.from_date, to_date = coalesce(staff_post.to_date, excluded.to_date)`,
    [postId, staffId, siteId, role, from, to],
  );
};
