import { dealFrozenV1, dealReleasedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { closeDispute, openDispute } from './disputeStore.ts';

// One name: a dispute is heard to be open before it is heard to be closed.
const name = 'person-rights-disputes';

/** Which deals are argued about: their clients' data are kept until that is over (CR-2.06). */
export const disputeConsumers: readonly Consumer[] = [
  defineConsumer({ name, event: dealFrozenV1, handle: async (tx, { data }) => openDispute(tx, data) }),
  defineConsumer({ name, event: dealReleasedV1, handle: async (tx, { data }) => closeDispute(tx, data) }),
];
