import { clientOpenedV1, siteOpenedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { adoptPreset } from '../policies/index.ts';
import { insertKnownClient, insertSite } from './projectionStore.ts';

/** What this department keeps of the others: property offices with their policy, and which clients there are. */
export const projectionConsumers = (newId: () => string): readonly Consumer[] => [
  defineConsumer({
    name: 'service-site',
    event: siteOpenedV1,
    handle: async (tx, { data }) => {
      if (data.kind !== 'property') return;
      const preset = data.servicePreset ?? 'property-office';
      await insertSite(tx, data.siteId, data.timeZone);
      await adoptPreset(tx, { id: newId(), siteId: data.siteId, preset, effectiveFrom: new Date(data.effectiveFrom) });
    },
  }),
  defineConsumer({
    name: 'known-client',
    event: clientOpenedV1,
    handle: async (tx, { data }) => insertKnownClient(tx, data.clientId),
  }),
];
