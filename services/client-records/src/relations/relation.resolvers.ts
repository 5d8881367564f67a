import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import type { ClientLoaders, ClientRow } from '../clients/index.ts';
import { type EndRelation, endRelation } from './endRelation.ts';
import { type RelateClients, type RelationDone, relateClients } from './relateClients.ts';
import type { OtherIs } from './relation.ts';
import type { RelationLoaders } from './relationLoaders.ts';
import { type ShownRelation, shownRelations } from './shownRelations.ts';

type Context = GraphContext<ClientLoaders & RelationLoaders & ExplanationLoaders>;
type Page = { readonly includeEnded?: boolean | null; readonly first?: number | null; readonly after?: string | null };

const ofDone = {
  client: async ({ clientId }: RelationDone, _: unknown, { loaders }: Context) =>
    (await loaders.clients.load(clientId)) ?? { id: clientId },
  explanation: ({ explanationId }: RelationDone, _: unknown, { loaders }: Context) =>
    explanationOf(loaders, explanationId),
};

export const relationResolvers = {
  Client: {
    relations: async (client: ClientRow | { readonly id: string }, asked: Page, { loaders }: Context) => {
      if (!('phoneSealed' in client)) return null;
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const shown = await shownRelations(loaders, client.id, asked.includeEnded === true);
      const rest = shown.filter((one) => after === null || keyOf(one).join() > after.join());
      return connectionOf(rest, limit, keyOf);
    },
  },
  Mutation: {
    relateClients: async (
      _: unknown,
      { input }: { readonly input: Omit<RelateClients, 'otherIs'> & { readonly otherIs: string } },
      context: Context,
    ) => {
      const asked = { ...input, otherIs: fromGraphName<OtherIs>(input.otherIs) };
      return toGraphResult('ClientsRelated', await relateClients(context, asked));
    },
    endRelation: async (_: unknown, { input }: { readonly input: EndRelation }, context: Context) =>
      toGraphResult('RelationEnded', await endRelation(context, { ...input })),
  },
  ClientsRelated: ofDone,
  RelationEnded: ofDone,
  ClientRelation: {
    id: ({ relationId }: ShownRelation) => relationId,
    otherIs: ({ otherIs }: ShownRelation) => toGraphName(otherIs),
    recordedBy: ({ recordedBy }: ShownRelation) => staffOf(recordedBy),
    explanation: ({ explanationId }: ShownRelation, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};

const keyOf = ({ recordedAt, relationId }: ShownRelation) => [recordedAt.toISOString(), relationId];

const staffOf = (actor: string) => (actor.startsWith('staff:') ? { id: actor.slice('staff:'.length) } : null);
