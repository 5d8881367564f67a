import { postAssignedV1, postEndedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { endSitePost, saveSitePost } from './hostingStore.ts';

/** Who works at a site in whatever role, for those who accompany guests. The news of one post come under one name, in their order. */
export const hostingConsumers: readonly Consumer[] = [
  defineConsumer({ name: 'site-posts', event: postAssignedV1, handle: (tx, { data }) => saveSitePost(tx, data) }),
  defineConsumer({
    name: 'site-posts',
    event: postEndedV1,
    handle: (tx, { data }) => endSitePost(tx, data.postId, data.endedOn),
  }),
];
