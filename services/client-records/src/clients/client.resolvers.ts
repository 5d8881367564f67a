import { explanationsOf } from '@shouwen/access';
import { type GraphContext, toGraphExplanation, toGraphRefusal } from '@shouwen/subgraph';
import { maskPhone } from '../contacts/index.ts';
import type { Vault } from '../vault/index.ts';
import type { ClientLoaders } from './clientLoaders.ts';
import { clientPage } from './clientPage.ts';
import { openPhone } from './clientPhone.ts';
import type { ClientRow } from './clientQueries.ts';
import { asPage, type ClientReference, shownField } from './clientShown.ts';
import { type IdentifyClient, identifyClient } from './identifyClient.ts';
import { shownInFull } from './masking/shownInFull.ts';
import { searchByPhone } from './searchByPhone.ts';
import { type UnmaskPhone, unmaskPhone } from './unmaskPhone.ts';

type Context = GraphContext<ClientLoaders>;
type Input<T> = { readonly input: T };

export const clientResolvers = (vault: Vault) => ({
  Query: {
    client: async (_: unknown, { id }: ClientReference, context: Context) => asPage(await clientPage(context, id)),
    clientByPhone: async (_: unknown, { phone }: { phone: string }, context: Context) =>
      asPage(await searchByPhone(vault)(context, phone)),
  },
  Mutation: {
    identifyClient: async (_: unknown, { input }: Input<IdentifyClient>, context: Context) => {
      const answer = await identifyClient(vault)(context, input);
      if (answer.outcome === 'refused') return toGraphRefusal(answer.refusal, answer.explanation);
      return { __typename: 'ClientIdentified', ...answer.result };
    },
    unmaskPhone: async (_: unknown, { input }: Input<UnmaskPhone>, context: Context) => {
      const answer = await unmaskPhone(vault)(context, input);
      if (answer.outcome === 'refused') return toGraphRefusal(answer.refusal, answer.explanation);
      return { __typename: 'PhoneUnmasked', ...answer.result, clientId: input.clientId };
    },
  },
  Client: {
    __resolveReference: ({ id }: ClientReference, { loaders }: Context) => loaders.clients.load(id),
    phone: shownField((client, context: Context) => {
      const open = () => openPhone(vault, client);
      const asked = { clientId: client.id, page: client.page, field: 'phone' };
      return { masked: maskPhone(open()), full: () => shownInFull(context, asked, open) };
    }),
    readBy: shownField(({ ground }) => ground),
  },
  ClientIdentified: {
    client: ({ clientId }: { clientId: string }, _: unknown, { loaders }: Context) => clientOrStub(loaders, clientId),
    explanation: async ({ explanationId }: { explanationId: string }, _: unknown, { db }: Context) => {
      const saved = (await db.read((tx) => explanationsOf(tx, [explanationId]))).get(explanationId);
      if (!saved) throw new Error('an identification without its explanation');
      return toGraphExplanation(saved.explanation, saved.id);
    },
  },
  PhoneUnmasked: {
    client: ({ clientId }: { clientId: string }, _: unknown, { loaders }: Context) => clientOrStub(loaders, clientId),
  },
});

/** The desk learns the id of whom it identified even where it may not read the record. */
const clientOrStub = async (loaders: ClientLoaders, id: string): Promise<ClientRow | ClientReference> =>
  (await loaders.clients.load(id)) ?? { id };
