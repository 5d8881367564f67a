import { postAssignedV1, postEndedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { endPost, savePost } from './staffPostStore.ts';

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
    handle: (tx, { data: { postId, endedOn } }) => endPost(tx, postId, endedOn),
  }),
];
