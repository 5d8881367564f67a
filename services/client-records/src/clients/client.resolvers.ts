import { explanationsOf, NotSignedIn } from '@shouwen/access';
import { connectionOf, type GraphContext, toGraphExplanation, toGraphRefusal, typedPageOf } from '@shouwen/subgraph';
import { maskPhone } from '../contacts/index.ts';
import { limitReads } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import type { ClientLoaders } from './clientLoaders.ts';
import { clientPage } from './clientPage.ts';
import { openPhone } from './clientPhone.ts';
import { type ClientRow, pageOfReadableClients } from './clientQueries.ts';
import { type IdentifyClient, identifyClient } from './identifyClient.ts';
import { readerOf } from './reader.ts';
import { searchByPhone } from './searchByPhone.ts';
import { type UnmaskPhone, unmaskPhone } from './unmaskPhone.ts';

type Context = GraphContext<ClientLoaders>;
type Input<T> = { readonly input: T };

/** What another department's stub looks like; only the id of it is believed. */
type Reference = { readonly id: string };

const isRecord = (client: ClientRow | Reference): client is ClientRow => 'phoneSealed' in client;

/** A stub shows nothing but its id, which the asker knows already. */
const field =
  <T>(read: (client: ClientRow) => T) =>
  (client: ClientRow | Reference): T | null =>
    isRecord(client) ? read(client) : null;

export const clientResolvers = (vault: Vault) => ({
  Query: {
    client: (_: unknown, { id }: Reference, context: Context) => clientPage(context, id),
    clientByPhone: (_: unknown, { phone }: { phone: string }, context: Context) => searchByPhone(vault)(context, phone),
    clients: async (_: unknown, page: { first?: number; after?: string }, context: Context) => {
      if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
      const { limit, after } = typedPageOf(page, ['id']);
      const request = { after: after?.[0] ?? null, limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfReadableClients(tx, readerOf(context), request));
      await limitReads(context, rows.slice(0, limit));
      return connectionOf(rows, limit, ({ id }) => [id]);
    },
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
    __resolveReference: ({ id }: Reference, { loaders }: Context) => loaders.clients.load(id),
    phone: field((client) => ({ masked: maskPhone(openPhone(vault, client)) })),
    readBy: field(({ ground }) => ground),
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
const clientOrStub = async (loaders: ClientLoaders, id: string): Promise<ClientRow | Reference> =>
  (await loaders.clients.load(id)) ?? { id };
