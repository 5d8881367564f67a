import { dealFrozenV1, dealReleasedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { freezeDeal } from './freezeLines.ts';
import { insertRelease } from './freezeStore.ts';

/**
 * Disputes freeze what a deal pays (FI-1.09). They are heard together with the other events of a deal, so that a changed split is
 * posted before the deal is released.
 */
export const statementsConsumers = ({ newId }: { readonly newId: () => string }): readonly Consumer[] => [
  defineConsumer({
    name: 'deals',
    event: dealFrozenV1,
    handle: (tx, { data }) => freezeDeal(tx, { ...data, at: new Date(data.frozenAt) }, newId),
  }),
  defineConsumer({
    name: 'deals',
    event: dealReleasedV1,
    handle: (tx, { data }) => insertRelease(tx, { ...data, at: new Date(data.releasedAt) }),
  }),
];
