import { type GraphContext, toGraphRefusal } from '@shouwen/subgraph';
import { maskPhone } from '../contacts/index.ts';
import type { Vault } from '../vault/index.ts';
import type { ClientLoaders } from './clientLoaders.ts';
import { openPhone } from './clientPhone.ts';
import type { DuplicateRow } from './duplicateQueries.ts';
import { type AskedDuplicates, possibleDuplicates } from './possibleDuplicates.ts';
import { type RecordIdentityNumber, recordIdentityNumber } from './recordIdentityNumber.ts';

type Context = GraphContext<ClientLoaders>;

export const duplicateResolvers = (vault: Vault) => ({
  Query: {
    possibleDuplicates: (_: unknown, asked: AskedDuplicates, context: Context) =>
      possibleDuplicates(vault)(context, asked),
  },
  Mutation: {
    recordIdentityNumber: async (_: unknown, { input }: { readonly input: RecordIdentityNumber }, context: Context) => {
      const answer = await recordIdentityNumber(vault)(context, input);
      if (answer.outcome === 'refused') return toGraphRefusal(answer.refusal, answer.explanation);
      return { __typename: 'IdentityNumberRecorded', ...answer.result };
    },
  },
  IdentityNumberRecorded: {
    client: async ({ clientId }: { readonly clientId: string }, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
  },
  PossibleDuplicate: {
    client: async ({ id }: DuplicateRow, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(id)) ?? { id },
    phone: (row: DuplicateRow) => ({ masked: maskPhone(openPhone(vault, row)) }),
    because: ({ samePhone, sameIdentity, sameName, similarPhone }: DuplicateRow) => [
      ...(samePhone ? ['SAME_PHONE'] : []),
      ...(sameIdentity ? ['SAME_IDENTITY_NUMBER'] : []),
      ...(sameName ? ['SAME_NAME'] : []),
      ...(similarPhone ? ['SIMILAR_PHONE'] : []),
    ],
  },
});
