import {
  claimExtendedV1,
  claimOpenedV1,
  clientOpenedV1,
  creditGradedV1,
  dealCancelledV1,
  dealClosedV1,
  dealPaymentReceivedV1,
  dealTermsChangedV1,
  visitReceivedV1,
} from '@shouwen/contracts';
import { siteDate } from '@shouwen/kernel';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { keepCancelling, keepContact, keepDeal, keepFollowUp, keepGrade, keepPayment, keepTerms } from './factStore.ts';
import { openProbation } from './openProbation.ts';

// One name: the steps of a deal, and of a claim, are heard in their order.
const name = 'tier-facts';

const dealConsumers: readonly Consumer[] = [
  defineConsumer({ name, event: dealClosedV1, handle: async (tx, { data }) => keepDeal(tx, data) }),
  defineConsumer({ name, event: dealTermsChangedV1, handle: async (tx, { data }) => keepTerms(tx, data) }),
  defineConsumer({
    name,
    event: dealCancelledV1,
    handle: async (tx, { data }) => keepCancelling(tx, data.dealId, data.cancelledOn),
  }),
  defineConsumer({ name, event: dealPaymentReceivedV1, handle: async (tx, { data }) => keepPayment(tx, data) }),
];

const contactConsumers: readonly Consumer[] = [
  defineConsumer({
    name,
    event: visitReceivedV1,
    handle: async (tx, { data: { visitId: sourceId, clientId, siteId, receivedAt } }) => {
      if (clientId !== null) await keepContact(tx, { sourceId, clientId, siteId, on: siteDate(new Date(receivedAt)) });
    },
  }),
  defineConsumer({
    name,
    event: claimOpenedV1,
    handle: async (tx, { data }) => keepContact(tx, { ...data, sourceId: data.claimId, on: data.openedOn }),
  }),
  defineConsumer({
    name,
    event: claimExtendedV1,
    handle: async (tx, { data, time }) => keepFollowUp(tx, data.claimId, siteDate(new Date(time))),
  }),
];

/** Keeps what the tiers rest on, and begins the first months of each new client (CR-6.01). */
export const factConsumers = (newId: () => string): readonly Consumer[] => [
  ...dealConsumers,
  ...contactConsumers,
  defineConsumer({ name, event: creditGradedV1, handle: async (tx, { data }) => keepGrade(tx, data) }),
  defineConsumer({
    name,
    event: clientOpenedV1,
    handle: async (tx, { data: { clientId, siteId, openedAt } }) =>
      openProbation(tx, { clientId, siteId, openedAt: new Date(openedAt) }, newId),
  }),
];
