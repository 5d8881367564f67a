import { type ExplanationLoaders, explanationOf, type GraphContext, toGraphResult } from '@shouwen/subgraph';
import { type ClientLoaders, type ClientRow, placeOfContact } from '../clients/index.ts';
import { maskPhone } from '../contacts/index.ts';
import type { Vault } from '../vault/index.ts';
import { type MergeClients, type MergeDone, mergeClients } from './mergeClients.ts';
import type { Merging } from './mergeFacts.ts';
import type { MergeLoaders } from './mergeLoaders.ts';
import type { BareRecord, MergeRow } from './mergeQueries.ts';
import { type UndoMerge, undoMerge } from './undoMerge.ts';

type Context = GraphContext<ClientLoaders & MergeLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };

export const mergeResolvers = (merging: Merging) => ({
  Client: {
    merges: async (client: ClientRow | { readonly id: string }, _: unknown, { loaders }: Context) => {
      if (!('phoneSealed' in client)) return null;
      const merges = await loaders.merges.load(client.id);
      const shown = await Promise.all(merges.map((merge) => isShown(loaders, merge)));
      return merges.filter((_one, index) => shown[index]);
    },
  },
  Mutation: {
    mergeClients: async (_: unknown, { input }: Input<MergeClients>, context: Context) =>
      toGraphResult('ClientsMerged', await mergeClients(merging)(context, { ...input })),
    undoMerge: async (_: unknown, { input }: Input<UndoMerge>, context: Context) =>
      toGraphResult('MergeUndone', await undoMerge(merging.stops)(context, { ...input })),
  },
  ClientsMerged: { merge: mergeOf },
  MergeUndone: { merge: mergeOf },
  ClientMerge: {
    id: ({ mergeId }: MergeRow) => mergeId,
    surviving: ({ survivingId }: MergeRow, _: unknown, { loaders }: Context) => loaders.clients.load(survivingId),
    survivingNumber: async ({ survivingId }: MergeRow, _: unknown, { loaders }: Context) =>
      (await record(loaders, survivingId)).number,
    mergedNumber: async ({ mergedId }: MergeRow, _: unknown, { loaders }: Context) =>
      (await record(loaders, mergedId)).number,
    mergedName: async ({ mergedId }: MergeRow, _: unknown, { loaders }: Context) =>
      (await record(loaders, mergedId)).name,
    mergedPhone: async ({ mergedId }: MergeRow, _: unknown, { loaders }: Context) => ({
      masked: maskPhone(phoneOf(merging.vault, await record(loaders, mergedId))),
    }),
    mergedBy: ({ mergedBy }: MergeRow) => staffOf(mergedBy),
    undoneBy: ({ undoneBy }: MergeRow) => undoneBy && staffOf(undoneBy),
    explanation: ({ mergedWhy }: MergeRow, _: unknown, { loaders }: Context) => explanationOf(loaders, mergedWhy),
    undoneExplanation: ({ undoneWhy }: MergeRow, _: unknown, { loaders }: Context) =>
      undoneWhy && explanationOf(loaders, undoneWhy),
  },
});

/** One that stands is part of what the person's record shows; of one that was undone both records have to be for the viewer. */
const isShown = async (loaders: ClientLoaders, { undoneAt, survivingId, mergedId }: MergeRow): Promise<boolean> =>
  undoneAt === null || (await loaders.clients.loadMany([survivingId, mergedId])).every((one) => one !== null);

async function mergeOf({ mergeId }: MergeDone, _: unknown, { loaders }: Context): Promise<MergeRow> {
  return loaders.merge(mergeId);
}

const record = async (loaders: MergeLoaders, id: string): Promise<BareRecord> => {
  const found = await loaders.bareRecords.load(id);
  if (!found) throw new Error('a merge of a record that is not there');
  return found;
};

const phoneOf = (vault: Vault, { id, keyId, wrappedKey, phoneSealed }: BareRecord): string =>
  vault.open({ keyId, wrapped: wrappedKey }, id, placeOfContact(id, id), phoneSealed);

const staffOf = (actor: string) => (actor.startsWith('staff:') ? { id: actor.slice('staff:'.length) } : null);
