import { companyPostAssignedV1, companyPostEndedV1, postAssignedV1, postEndedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { endPost, savePost } from './colleagueStore.ts';
import { departmentOfRole } from './roles.ts';

// One name: the news of a post are heard in their order.
const name = 'colleagues';

/** Keeps who holds which post, from what organization tells. */
export const colleagueConsumers: readonly Consumer[] = [
  defineConsumer({
    name,
    event: postAssignedV1,
    handle: (tx, { data }) => savePost(tx, { ...data, department: data.department ?? departmentOfRole(data.role) }),
  }),
  defineConsumer({ name, event: postEndedV1, handle: (tx, { data }) => endPost(tx, data.postId, data.endedOn) }),
  defineConsumer({
    name,
    event: companyPostAssignedV1,
    handle: (tx, { data }) => savePost(tx, { ...data, siteId: null }),
  }),
  defineConsumer({ name, event: companyPostEndedV1, handle: (tx, { data }) => endPost(tx, data.postId, data.endedOn) }),
];
