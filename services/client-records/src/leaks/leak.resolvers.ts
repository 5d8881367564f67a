import { demandStaff } from '@shouwen/access';
import { acrossSites } from '@shouwen/database';
import {
  connectionOf,
  type ExplanationLoaders,
  fromGraphName,
  type GraphContext,
  type PageArguments,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import type { ClientLoaders } from '../clients/index.ts';
import { readBeforeShown } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { type CloseLeak, closeLeak } from './closeLeak.ts';
import { handlerOf, visibleLeak } from './handleLeak.ts';
import type { LeakLoaders } from './leakLoaders.ts';
import { pageOfLeaks, pageOfOwnReports, type StoredLeak } from './leakQueries.ts';
import { leakTypes } from './leakTypes.resolvers.ts';
import { type LeakHandled, type RecordRemedy, recordRemedy } from './recordRemedy.ts';
import { type ReportLeak, reportLeak } from './reportLeak.ts';

export type LeakContext = GraphContext<ClientLoaders & LeakLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type AskedPage = PageArguments & { readonly state?: string | null };

export const leakResolvers = (vault: Vault) => ({
  Query: {
    leakCase: async (_: unknown, { id }: { id: string }, context: LeakContext) => {
      const leak = await visibleLeak(context, id, 'leak.read');
      if (leak === null) return null;
      const entry = { siteId: leak.siteId, action: 'leak.read', resource: { type: 'LeakCase', id: leak.id } };
      return readBeforeShown(context, entry, async () => leak);
    },
    leakCases: async (_: unknown, { state, ...asked }: AskedPage, context: LeakContext) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const wanted = state ? fromGraphName<StoredLeak['state']>(state) : null;
      const page = { state: wanted, after: after as [string, string] | null, limit: limit + 1 };
      const entry = { siteId: null, action: 'leak.read', resource: { type: 'LeakCase', id: 'list' } };
      const handler = handlerOf(context);
      const rows = await readBeforeShown(context, entry, (tx) => pageOfLeaks(tx, handler, page));
      return connectionOf(rows, limit, ({ reportedAt, id }) => [reportedAt.toISOString(), id]);
    },
    myLeakReports: async (_: unknown, asked: PageArguments, { viewer, db }: LeakContext) => {
      const { staffId } = demandStaff(viewer);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { after: after as [string, string] | null, limit: limit + 1 };
      const rows = await db.read((tx) => acrossSites(tx, () => pageOfOwnReports(tx, staffId, page)));
      return connectionOf(rows, limit, ({ reportedAt, id }) => [reportedAt.toISOString(), id]);
    },
  },
  Mutation: {
    reportLeak: async (_: unknown, { input }: Input<ReportLeak>, context: LeakContext) =>
      toGraphResult('LeakReported', await reportLeak(vault)(context, input)),
    recordLeakRemedy: async (
      _: unknown,
      { input }: Input<Omit<RecordRemedy, 'doneAt'> & { readonly doneAt?: Date | null }>,
      context: LeakContext,
    ) =>
      toGraphResult(
        'LeakHandled',
        await recordRemedy(vault)(context, { ...input, doneAt: input.doneAt ?? context.now }),
      ),
    closeLeakCase: async (_: unknown, { input }: Input<CloseLeak>, context: LeakContext) =>
      toGraphResult('LeakHandled', await closeLeak(vault)(context, input)),
  },
  LeakHandled: {
    leakCase: async ({ caseId }: LeakHandled, _: unknown, context: LeakContext) => {
      const leak = await visibleLeak(context, caseId, 'leak.read');
      if (leak === null) throw new Error('a case that was handled is not there');
      return leak;
    },
  },
  LeakReport: { state: ({ state }: StoredLeak) => toGraphName(state) },
  ...leakTypes(vault),
});
