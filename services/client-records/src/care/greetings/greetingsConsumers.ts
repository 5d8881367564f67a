import { clientErasedV1, clientTierChangedV1, clientVipChangedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { keepTier, keepVip } from './clientFactsStore.ts';
import { cancelGreetings } from './greetingStore.ts';
import { forgetOccasions } from './occasionStore.ts';

const name = 'care-greetings';

/** Nobody is greeted any more whose data were erased; the sealed days go, though no key opens them (CR-2.06). */
export const forgetCare = async (tx: Tx, clientIds: readonly string[], at: Date): Promise<void> => {
  await cancelGreetings(tx, { clientIds, reason: 'client-erased', at });
  await forgetOccasions(tx, clientIds);
};

/** What this department tells of clients and greetings follow: tiers and erasures. */
export const greetingsConsumers: readonly Consumer[] = [
  defineConsumer({ name, event: clientTierChangedV1, handle: async (tx, { data }) => keepTier(tx, data) }),
  defineConsumer({ name, event: clientVipChangedV1, handle: async (tx, { data }) => keepVip(tx, data) }),
  defineConsumer({
    name,
    event: clientErasedV1,
    handle: async (tx, { data }) => forgetCare(tx, [data.clientId], new Date(data.erasedAt)),
  }),
];
