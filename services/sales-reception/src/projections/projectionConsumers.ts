import {
  clientMergedV1,
  clientOpenedV1,
  clientUnmergedV1,
  postAssignedV1,
  postEndedV1,
  siteOpenedV1,
  suspensionImposedV1,
  suspensionLiftedV1,
} from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { adoptPreset } from '../policies/index.ts';
import { noteMerged, noteUnmerged } from './mergedClientStore.ts';
import { endPost, saveKnownClient, savePost } from './projectionStore.ts';
import { liftSuspension, saveSuspension } from './suspensionStore.ts';

/** Told in the same transaction: somebody may receive again (FI-3). */
export type SuspensionLifted = (
  tx: Tx,
  lifted: { readonly siteId: string; readonly staffId: string; readonly at: Date; readonly newId: () => string },
) => Promise<unknown>;

/** Keeps the projections up to date. The news of one post come under one name, so that they are heard in their order. */
export const projectionConsumers = (
  newId: () => string,
  suspensionLifted: SuspensionLifted = async () => undefined,
): readonly Consumer[] => [
  defineConsumer({
    name: 'sites',
    event: siteOpenedV1,
    handle: async (tx, { data, time }) => {
      if (data.salesPreset === null) return;
      const { siteId, salesPreset: preset, timeZone, effectiveFrom } = data;
      const from = new Date(effectiveFrom);
      await adoptPreset(tx, { siteId, preset, timeZone, effectiveFrom: from, at: new Date(time), newId });
    },
  }),
  defineConsumer({
    name: 'staff-posts',
    event: postAssignedV1,
    handle: (tx, { data }) => savePost(tx, data),
  }),
  defineConsumer({
    name: 'staff-posts',
    event: postEndedV1,
    handle: (tx, { data }) => endPost(tx, data.postId, data.endedOn),
  }),
  defineConsumer({
    name: 'known-clients',
    event: clientOpenedV1,
    handle: (tx, { data }) =>
      saveKnownClient(tx, { clientId: data.clientId, siteId: data.siteId, openedAt: new Date(data.openedAt) }),
  }),
  defineConsumer({
    name: 'merged-clients',
    event: clientMergedV1,
    handle: (tx, { data }) => noteMerged(tx, data),
  }),
  defineConsumer({
    name: 'merged-clients',
    event: clientUnmergedV1,
    handle: (tx, { data }) => noteUnmerged(tx, data),
  }),
  defineConsumer({
    name: 'suspensions',
    event: suspensionImposedV1,
    handle: (tx, { data }) => saveSuspension(tx, { ...data, imposedAt: new Date(data.imposedAt) }),
  }),
  defineConsumer({
    name: 'suspensions',
    event: suspensionLiftedV1,
    handle: async (tx, { data }) => {
      const { siteId, staffId } = data;
      const at = new Date(data.liftedAt);
      await liftSuspension(tx, data.suspensionId, at);
      await suspensionLifted(tx, { siteId, staffId, at, newId });
    },
  }),
];
