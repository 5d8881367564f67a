import { clientErasedV1, complaintRegisteredV1, dealCancelledV1, dealClosedV1 } from '@shouwen/contracts';
import { siteDate } from '@shouwen/kernel';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { askIn } from './askSurvey.ts';
import { stopClocks } from './surveyClockStore.ts';
import { cancelSurveys } from './surveyStore.ts';

// One name: a deal is heard to be closed before it is heard to be cancelled.
const name = 'satisfaction';

/** After a service the client is asked (CR-7.03): after a deal, and after a complaint, of which other departments tell. */
export const satisfactionConsumers = (newId: () => string): readonly Consumer[] => [
  defineConsumer({
    name,
    event: dealClosedV1,
    handle: async (tx, { data, time }) => {
      const { clientId, siteId, dealId: sourceId, closedOn: on } = data;
      const now = new Date(time);
      await askIn(tx, { now, newId }, { clientId, siteId, sourceId, on, occasion: 'after-deal' });
    },
  }),
  defineConsumer({
    name,
    event: dealCancelledV1,
    handle: async (tx, { data }) => cancelSurveys(tx, { sourceId: data.dealId }),
  }),
  defineConsumer({
    name,
    event: complaintRegisteredV1,
    handle: async (tx, { data, time }) => {
      const { clientId, siteId, complaintId: sourceId } = data;
      const on = siteDate(new Date(data.registeredAt));
      const now = new Date(time);
      await askIn(tx, { now, newId }, { clientId, siteId, sourceId, on, occasion: 'after-complaint' });
    },
  }),
  defineConsumer({
    name,
    event: clientErasedV1,
    handle: async (tx, { data }) => {
      await cancelSurveys(tx, { clientIds: [data.clientId] });
      await stopClocks(tx, [data.clientId]);
    },
  }),
];
