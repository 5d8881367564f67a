import { claimEndedV1, claimOpenedV1, dealCancelledV1, dealClosedV1, visitReceivedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { endClassesOn, fileClass } from './classStore.ts';

// One name: the steps of a claim, and of a deal, are heard in their order.
const name = 'client-classes';
const by = 'system:sales-reception';

/** CR-1.01: files clients as visitor, lead and buyer by what sales-reception tells; what nobody tells of is set by hand. */
export const classConsumers: readonly Consumer[] = [
  defineConsumer({
    name,
    event: visitReceivedV1,
    handle: async (tx, { data: { clientId, siteId, receivedAt } }) => {
      if (clientId === null) return;
      await fileClass(tx, { clientId, siteId, class: 'visitor', basis: 'visit', at: new Date(receivedAt), by });
    },
  }),
  defineConsumer({
    name,
    event: claimOpenedV1,
    handle: async (tx, { time, data: { claimId, clientId, siteId } }) => {
      await fileClass(tx, {
        clientId,
        siteId,
        class: 'lead',
        basis: 'claim',
        basisId: claimId,
        at: new Date(time),
        by,
      });
    },
  }),
  defineConsumer({
    name,
    event: claimEndedV1,
    handle: async (tx, { time, data }) => endClassesOn(tx, data.claimId, { at: new Date(time), by }),
  }),
  defineConsumer({
    name,
    event: dealClosedV1,
    handle: async (tx, { data: { dealId, clientId, siteId, closedAt } }) => {
      const at = new Date(closedAt);
      await fileClass(tx, { clientId, siteId, class: 'buyer', basis: 'deal', basisId: dealId, at, by });
    },
  }),
  defineConsumer({
    name,
    event: dealCancelledV1,
    handle: async (tx, { data }) => endClassesOn(tx, data.dealId, { at: new Date(data.cancelledAt), by }),
  }),
];
