import { BadInput, type CommandResult } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  type PageArguments,
  pageOf,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import type { ClientLoaders } from '../clients/index.ts';
import { formAt } from '../dossier/index.ts';
import type { Vault } from '../vault/index.ts';
import {
  type ActOnImport,
  type ConfirmImport,
  cancelImport,
  checkImport,
  confirmImport,
  demandImport,
  findImport,
  type ImportDone,
  knownImport,
  traceReport,
} from './importActs.ts';
import { suggestColumns } from './importField.ts';
import { type ImportProgress, pageOfRows, progressOf, type ReportRow, refusedRows } from './importQueries.ts';
import { reportFile } from './importReport.ts';
import type { RowOutcome, RowVerdict } from './importRow.ts';
import { type ClientImport, pageOfImports } from './importStore.ts';
import { type AddRows, addRows, type BeginImport, beginImport, type MapColumns, mapColumns } from './stageImport.ts';

type Context = GraphContext<ClientLoaders & ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type AskedRows = PageArguments & { readonly verdict?: string | null; readonly outcome?: string | null };

const answered = async (answer: Promise<CommandResult<ImportDone>>) => toGraphResult('ClientImportDone', await answer);

const importTypes = {
  ClientImportDone: {
    import: ({ importId }: ImportDone, _: unknown, context: Context) => knownImport(context, importId),
    explanation: ({ explanationId }: ImportDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  ClientImport: {
    site: ({ siteId }: ClientImport) => ({ id: siteId }),
    begunBy: ({ begunBy }: ClientImport) => ({ id: begunBy }),
    fileKind: ({ fileKind }: ClientImport) => toGraphName(fileKind),
    state: ({ state }: ClientImport) => toGraphName(state),
    explanation: ({ explanationId }: ClientImport, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
    progress: ({ id }: ClientImport, _: unknown, { db }: Context) => db.read((tx) => progressOf(tx, id)),
    rows: async ({ id }: ClientImport, asked: AskedRows, { db }: Context) => {
      const { limit, after } = pageOf(asked, 1);
      const which = {
        verdict: asked.verdict ? fromGraphName<RowVerdict>(asked.verdict) : null,
        outcome: asked.outcome ? fromGraphName<RowOutcome>(asked.outcome) : null,
      };
      const from = after === null ? null : rowNumber(after[0]);
      const rows = await db.read((tx) => pageOfRows(tx, { importId: id, ...which, after: from, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ row }) => [row]);
    },
    report: async (one: ClientImport, { format }: { readonly format: 'CSV' | 'XLSX' }, context: Context) => {
      await traceReport(context, one);
      return reportFile(format, await context.db.read((tx) => refusedRows(tx, one.id)));
    },
  },
  ClientImportProgress: {
    new: ({ verdicts }: ImportProgress) => verdicts.new ?? 0,
    possible: ({ verdicts }: ImportProgress) => verdicts.possible ?? 0,
    opened: ({ outcomes }: ImportProgress) => outcomes.opened ?? 0,
    leftOut: ({ outcomes }: ImportProgress) => outcomes['left-out'] ?? 0,
    known: (progress: ImportProgress) => countOf(progress, 'known'),
    twice: (progress: ImportProgress) => countOf(progress, 'twice'),
    refused: (progress: ImportProgress) => countOf(progress, 'refused'),
  },
  ImportRow: {
    verdict: ({ verdict }: ReportRow) => verdict && toGraphName(verdict),
    outcome: ({ outcome }: ReportRow) => outcome && toGraphName(outcome),
    client: ({ clientId }: ReportRow, _: unknown, { loaders }: Context) => clientId && loaders.clients.load(clientId),
    explanation: ({ explanationId }: ReportRow, _: unknown, { loaders }: Context) =>
      explanationId && explanationOf(loaders, explanationId),
  },
};

export const clientImportResolvers = (vault: Vault) => ({
  Query: {
    clientImport: (_: unknown, { id }: { readonly id: string }, context: Context) => findImport(context, id),
    clientImports: async (_: unknown, { siteId, ...asked }: PageArguments & { siteId: string }, context: Context) => {
      await demandImport(context, siteId);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const rows = await context.db.read((tx) => pageOfImports(tx, { siteId, after, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ begunAt, id }) => [begunAt.toISOString(), id]);
    },
    importColumns: async (_: unknown, asked: { siteId: string; titles: readonly string[] }, context: Context) => {
      await demandImport(context, asked.siteId);
      const { fields } = await context.db.read((tx) => formAt(tx, asked.siteId));
      return suggestColumns(
        asked.titles.slice(0, 120),
        fields.filter(({ hidden }) => !hidden),
      );
    },
  },
  Mutation: {
    beginClientImport: (_: unknown, { input }: Asked<BeginImport>, context: Context) =>
      answered(beginImport(vault)(context, { ...input, fileKind: fromGraphName(input.fileKind) })),
    addClientImportRows: async (_: unknown, { input }: Asked<AddRows>, context: Context) =>
      toGraphResult('ClientImportRowsAdded', await addRows(vault)(context, input)),
    mapClientImport: (_: unknown, { input }: Asked<MapColumns>, context: Context) =>
      answered(mapColumns(context, input)),
    checkClientImport: (_: unknown, { input }: Asked<ActOnImport>, context: Context) =>
      answered(checkImport(context, input)),
    confirmClientImport: (_: unknown, { input }: Asked<ConfirmImport>, context: Context) =>
      answered(confirmImport(context, input)),
    cancelClientImport: (_: unknown, { input }: Asked<ActOnImport>, context: Context) =>
      answered(cancelImport(context, input)),
  },
  ...importTypes,
});

/** Before anything is taken over, what was found; then what was done. */
const countOf = ({ outcomes, verdicts, done }: ImportProgress, what: 'known' | 'twice' | 'refused'): number =>
  (done > 0 ? outcomes[what] : verdicts[what]) ?? 0;

const rowNumber = (part: unknown): number => {
  if (Number.isInteger(part) && Number(part) >= 0 && Number(part) <= 2_000_000) return Number(part);
  throw new BadInput(text('分页标记无效。', 'This is not a cursor of this list.'), 'after');
};
