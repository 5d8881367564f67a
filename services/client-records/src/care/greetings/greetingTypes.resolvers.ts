import {
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  toGraphMoney,
  toGraphName,
} from '@shouwen/subgraph';
import type { ClientLoaders } from '../../clients/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { Greeting } from './greeting.ts';
import type { GreetingLoaders } from './greetingLoaders.ts';
import { type OccasionOfClient, placeOfDay } from './occasionStore.ts';
import type { OccasionDone } from './recordOccasion.ts';

type Context = GraphContext<ClientLoaders & GreetingLoaders & ExplanationLoaders>;

export const greetingTypes = (vault: Vault) => ({
  OccasionRecorded: {
    client: async ({ clientId }: OccasionDone, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
  },
  GreetingRecorded: {
    greeting: ({ greetingId }: { readonly greetingId: string }, _: unknown, { loaders }: Context) =>
      loaders.greetings.load(greetingId),
  },
  Occasion: {
    id: ({ occasionId }: OccasionOfClient) => occasionId,
    whose: ({ whose }: OccasionOfClient) => toGraphName(whose),
    day: ({ keyId, wrappedKey, occasionId, clientId, daySealed }: OccasionOfClient) =>
      vault.open({ keyId, wrapped: wrappedKey }, clientId, placeOfDay(occasionId), daySealed),
  },
  Greeting: {
    id: ({ greetingId }: Greeting) => greetingId,
    client: async ({ clientId }: Greeting, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    occasion: ({ occasion }: Greeting) => toGraphName(occasion),
    whose: ({ whose }: Greeting) => whose && toGraphName(whose),
    holiday: ({ holiday }: Greeting) => holiday && toGraphName(holiday),
    rank: ({ rank }: Greeting) => toGraphName(rank),
    kinds: ({ kinds }: Greeting) => kinds.map(toGraphName),
    state: ({ state }: Greeting) => toGraphName(state),
    doneKinds: ({ doneKinds }: Greeting) => doneKinds?.map(toGraphName),
    result: ({ result }: Greeting) => result && toGraphName(result),
    cost: ({ costFen }: Greeting) => (costFen === null ? null : toGraphMoney(costFen)),
    explanation: ({ explanationId }: Greeting, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
});
