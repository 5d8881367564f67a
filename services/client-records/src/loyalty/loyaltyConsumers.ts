import { actorOf, systemViewer } from '@shouwen/access';
import { clientMergedV1, dealCancelledV1, dealClosedV1, dealTermsChangedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { cancelDeal, changeDeal, insertDeal } from './factStore.ts';
import { settlePerson } from './settlePerson.ts';

// One name: the steps of a deal are heard in their order.
const name = 'loyalty';
const by = actorOf(systemViewer('client-records'));

/** Points follow deals: earned when they close, taken back when they are cancelled (CR-6.04). */
export const loyaltyConsumers = (newId: () => string): readonly Consumer[] => [
  defineConsumer({
    name,
    event: dealClosedV1,
    handle: async (tx, { data, time }) => {
      await insertDeal(tx, { ...data, closedAt: new Date(data.closedAt) });
      await settlePerson(tx, { now: new Date(time), newId, by }, data.clientId);
    },
  }),
  defineConsumer({
    name,
    event: dealTermsChangedV1,
    handle: async (tx, { data, time }) => {
      const concerned = await changeDeal(tx, data.dealId, data);
      for (const clientId of concerned) await settlePerson(tx, { now: new Date(time), newId, by }, clientId);
    },
  }),
  defineConsumer({
    name,
    event: dealCancelledV1,
    handle: async (tx, { data, time }) => {
      const clientId = await cancelDeal(tx, data.dealId, data.cancelledOn);
      if (clientId !== null) await settlePerson(tx, { now: new Date(time), newId, by }, clientId);
    },
  }),
  defineConsumer({
    name,
    event: clientMergedV1,
    // Who turned out to be known already was no new client, and nobody brings oneself.
    handle: async (tx, { data, time }) => settlePerson(tx, { now: new Date(time), newId, by }, data.survivingId),
  }),
];
