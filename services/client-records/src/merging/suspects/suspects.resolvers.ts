import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  toGraphName,
  toGraphResult,
} from '@shouwen/subgraph';
import type { ClientLoaders } from '../../clients/index.ts';
import { type DismissDuplicate, type DuplicateDismissed, dismissDuplicate } from './dismissDuplicate.ts';
import { suspectedDuplicates } from './suspectedDuplicates.ts';
import type { SuspicionRow } from './suspicionQueries.ts';

type Context = GraphContext<ClientLoaders & ExplanationLoaders>;
type Page = { readonly first?: number | null; readonly after?: string | null };

export const suspectResolvers = {
  Query: {
    suspectedDuplicates: async (_: unknown, page: Page, context: Context) => {
      const { rows, limit } = await suspectedDuplicates(context, page);
      return connectionOf(rows, limit, ({ id }) => [id]);
    },
  },
  Mutation: {
    dismissDuplicate: async (_: unknown, { input }: { readonly input: DismissDuplicate }, context: Context) =>
      toGraphResult('DuplicateDismissed', await dismissDuplicate(context, { ...input })),
  },
  DuplicateDismissed: {
    id: ({ suspicionId }: DuplicateDismissed) => suspicionId,
    explanation: ({ explanationId }: DuplicateDismissed, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  SuspectedDuplicate: {
    one: ({ oneId }: SuspicionRow, _: unknown, { loaders }: Context) => loaders.clients.load(oneId),
    other: ({ otherId }: SuspicionRow, _: unknown, { loaders }: Context) => loaders.clients.load(otherId),
    because: ({ because }: SuspicionRow) => because.map(toGraphName),
  },
};
