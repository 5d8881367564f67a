import {
  claimEndedV1,
  claimExtendedV1,
  claimOpenedV1,
  dealAttributionChangedV1,
  dealCancelledV1,
  dealClosedV1,
} from '@shouwen/contracts';
import { siteDate } from '@shouwen/kernel';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { endOwner, extendOwner, insertOwner, replaceOwners } from './ownershipStore.ts';

// One name: the steps of a claim, and of a deal, are heard in their order.
const name = 'client-owners';

const noWindow = { validThrough: null, freshThrough: null };

/** Keeps who may read whom as own client (CR-2.01) from what sales-reception tells of claims and deals. */
export const ownershipConsumers: readonly Consumer[] = [
  defineConsumer({
    name,
    event: claimOpenedV1,
    handle: async (tx, { data }) => {
      await insertOwner(tx, { ...data, basisId: data.claimId, basis: 'claim', staffId: data.consultantId });
    },
  }),
  defineConsumer({
    name,
    event: claimExtendedV1,
    handle: async (tx, { data }) => extendOwner(tx, data.claimId, data),
  }),
  defineConsumer({
    name,
    event: claimEndedV1,
    handle: async (tx, { data }) => endOwner(tx, data.claimId, data.endedOn),
  }),
  defineConsumer({
    name,
    event: dealClosedV1,
    handle: async (tx, { data }) => {
      for (const { staffId } of data.consultants) {
        await insertOwner(tx, { ...data, ...noWindow, basisId: data.dealId, basis: 'deal', staffId });
      }
    },
  }),
  defineConsumer({
    name,
    event: dealAttributionChangedV1,
    handle: async (tx, { data }) =>
      replaceOwners(tx, data.dealId, {
        staffIds: data.consultants.map(({ staffId }) => staffId),
        on: siteDate(new Date(data.decidedAt)),
      }),
  }),
  defineConsumer({
    name,
    event: dealCancelledV1,
    handle: async (tx, { data }) => endOwner(tx, data.dealId, data.cancelledOn),
  }),
];
