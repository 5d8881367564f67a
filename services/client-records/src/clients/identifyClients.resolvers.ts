import { type GraphContext, toGraphExplanation, toGraphRefusal } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import type { ClientLoaders } from './clientLoaders.ts';
import {
  checkPeople,
  type IdentifiedClient,
  type IdentifyClients,
  identifyClients,
  type PeopleRefusal,
} from './identifyClients.ts';

type Context = GraphContext<ClientLoaders>;

export const identifyClientsResolvers = (vault: Vault) => ({
  Query: {
    checkPeople: (_: unknown, asked: Omit<IdentifyClients, 'idempotencyKey'>, context: Context) =>
      checkPeople(context, asked),
  },
  Mutation: {
    identifyClients: async (_: unknown, { input }: { readonly input: IdentifyClients }, context: Context) => {
      const answer = await identifyClients(vault)(context, input);
      if (answer.outcome === 'accepted') return { __typename: 'ClientsIdentified', ...answer.result };
      const { refusal, explanation } = answer;
      if (refusal.code !== 'ROWS_REFUSED') return toGraphRefusal(refusal, explanation);
      const { people } = refusal as PeopleRefusal;
      return { __typename: 'PeopleRefused', people, explanation: toGraphExplanation(explanation) };
    },
  },
  IdentifiedClient: {
    /** Whoever may identify learns the id, even where the record may not be read. */
    client: async ({ clientId }: IdentifiedClient, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
  },
});
