import { demandIds } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import {
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  listLoaderOf,
  toGraphName,
  toGraphResult,
} from '@shouwen/subgraph';
import type { AccessRequest, RequestLoaders } from '../requests/index.ts';
import type { Vault } from '../vault/index.ts';
import { type DraftExport, draftExport, readFields, readFilter } from './draftExport.ts';
import { type ExportFilter, type ExportScope, filterKeys, scopeHash } from './exportScope.ts';
import { type ClientExport, exportsOf } from './exportStore.ts';
import { type ExportDone, type RunExport, runExport } from './runExport.ts';

export type ExportLoaders = { readonly exportsOfRequests: ReturnType<typeof listLoaderOf<ClientExport>> };
type Context = GraphContext<RequestLoaders & ExplanationLoaders & ExportLoaders>;
type Asked<Input> = { readonly input: Input };
type Named = Partial<Record<keyof ExportFilter, string | null>>;

export const exportLoaders = (context: BareContext): ExportLoaders => ({
  exportsOfRequests: listLoaderOf<ClientExport>(
    (ids) => context.db.read((tx) => exportsOf(tx, ids)),
    ({ requestId }) => requestId,
  ),
});

/** The options of the graph by our names; what was left out stays left out. */
const fromGraph = (filter: Named): Named =>
  Object.fromEntries(
    filterKeys
      .filter((key) => filter[key] !== undefined)
      .map((key) => [key, filter[key] && key !== 'district' ? fromGraphName(filter[key] as string) : filter[key]]),
  );

export const exportResolvers = (vault: Vault) => ({
  Mutation: {
    draftExport: async (
      _: unknown,
      { input }: Asked<Omit<DraftExport, 'filter'> & { filter?: Named }>,
      context: Context,
    ) => {
      demandIds({ siteId: input.siteId, readerId: input.readerId });
      const { purpose = null, reason = null, untilOn = null, recipient = null, readerId = null, full } = input;
      const form = { ...input, purpose, reason, untilOn, recipient, readerId, full: full ?? false };
      const answer = draftExport(vault)(context, { ...form, filter: fromGraph(input.filter ?? {}) });
      return toGraphResult('AccessRequestDone', await answer);
    },
    runExport: async (_: unknown, { input }: Asked<RunExport & { filter?: Named | null }>, context: Context) => {
      demandIds({ requestId: input.requestId });
      const { idempotencyKey, requestId, format, full = null } = input;
      const named = input.filter ? fromGraph(input.filter) : null;
      const read = named && readFilter(named);
      // Only what was named: what was left out stays as it was approved.
      const filter =
        read && Object.fromEntries(filterKeys.filter((key) => key in (named ?? {})).map((key) => [key, read[key]]));
      const request = await context.loaders.accessRequests.load(requestId);
      const fields = input.fields ? await readFields(context, request?.siteId ?? '', input.fields) : null;
      const asked = { idempotencyKey, requestId, format, full, fields, filter };
      return toGraphResult('ExportMade', await runExport(vault)(context, asked));
    },
  },
  ExportMade: {
    export: async ({ requestId }: ExportDone, _: unknown, { loaders }: Context) =>
      (await loaders.exportsOfRequests.load(requestId))[0],
    request: ({ requestId }: ExportDone, _: unknown, { loaders }: Context) => loaders.accessRequests.load(requestId),
    explanation: ({ explanationId }: ExportDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  AccessRequest: {
    exportScope: ({ kind, scope, siteId }: AccessRequest) =>
      kind === 'export' && scope !== null ? { ...scope, siteId } : null,
    export: async ({ id }: AccessRequest, _: unknown, { loaders }: Context) =>
      (await loaders.exportsOfRequests.load(id))[0] ?? null,
  },
  ExportScope: {
    hash: ({ siteId, ...scope }: ExportScope & { readonly siteId: string }) => scopeHash(siteId, scope),
  },
  ExportFilter: Object.fromEntries(
    filterKeys
      .filter((key) => key !== 'district')
      .map((key) => [key, (filter: ExportFilter) => filter[key] && toGraphName(filter[key])]),
  ),
  ClientExport: {
    reader: ({ readerId }: ClientExport) => ({ id: readerId }),
    explanation: ({ explanationId }: ClientExport, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
});
