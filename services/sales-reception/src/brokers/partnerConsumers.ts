import { partnerCredentialEndedV1, partnerRegisteredV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { saveEndedPartner, savePartner } from './brokerStore.ts';

/** Which partner systems there are. The news of one partner come under one name, so that they are heard in their order. */
export const brokerConsumers: readonly Consumer[] = [
  defineConsumer({
    name: 'known-partners',
    event: partnerRegisteredV1,
    handle: (tx, { data }) => savePartner(tx, data.partnerId),
  }),
  defineConsumer({
    name: 'known-partners',
    event: partnerCredentialEndedV1,
    handle: async (tx, { data }) => {
      if (data.reason === 'ended') await saveEndedPartner(tx, data.partnerId, new Date(data.endedAt));
    },
  }),
];
