import { creditGradedV1, dealCancelledV1, dealClosedV1, dealPaymentReceivedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { keepCancelling, keepDeal, keepGrade, keepPayment } from './creditStore.ts';

// One name for what is told of a deal: its steps are heard in their order.
const deals = 'archive-deals';

/** Keeps a client's credit and past transactions for the archive (CR-3.01). */
export const creditConsumers: readonly Consumer[] = [
  defineConsumer({
    name: 'archive-credit',
    event: creditGradedV1,
    handle: async (tx, { data }) => keepGrade(tx, data),
  }),
  defineConsumer({ name: deals, event: dealClosedV1, handle: async (tx, { data }) => keepDeal(tx, data) }),
  defineConsumer({ name: deals, event: dealCancelledV1, handle: async (tx, { data }) => keepCancelling(tx, data) }),
  defineConsumer({ name: deals, event: dealPaymentReceivedV1, handle: async (tx, { data }) => keepPayment(tx, data) }),
];
