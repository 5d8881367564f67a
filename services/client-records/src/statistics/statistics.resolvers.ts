import { type CommandResult, can, demandIds, demandStaff } from '@shouwen/access';
import {
  type BareContext,
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  listLoaderOf,
  type PageArguments,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { type AccessRequest, type DraftRequest, draftRequest } from '../requests/index.ts';
import type { Vault } from '../vault/index.ts';
import { type Correction, correctionsOf } from './correctionStore.ts';
import type { Figure } from './figure.ts';
import {
  type CheckReport,
  checkReport,
  type DecideCorrection,
  decideOnCorrection,
  findReport,
  type ProposeCorrection,
  proposeCorrection,
  type ReportDone,
  reportReaderAt,
} from './statisticsActs.ts';
import { pageOfReports, type Report, type Version, versionsOf } from './statisticsStore.ts';

export type StatisticsLoaders = {
  readonly statisticsVersions: ReturnType<typeof listLoaderOf<Version>>;
  readonly statisticsCorrections: ReturnType<typeof listLoaderOf<Correction>>;
};
type Context = GraphContext<ExplanationLoaders & StatisticsLoaders>;
type Asked<Input> = { readonly input: Input };
type Judged = { readonly verdict: string; readonly reason?: string | null };
type Drafted = Pick<DraftRequest, 'idempotencyKey' | 'siteId'> &
  Partial<Pick<DraftRequest, 'readerId' | 'purpose' | 'reason' | 'untilOn'>> & { readonly rhythm: string };

const byReport = ({ reportId }: { readonly reportId: string }) => reportId;

/** Of a report that the viewer was found to read. */
export const statisticsLoaders = ({ db }: BareContext): StatisticsLoaders => ({
  statisticsVersions: listLoaderOf<Version>((ids) => db.read((tx) => versionsOf(tx, ids)), byReport),
  statisticsCorrections: listLoaderOf<Correction>((ids) => db.read((tx) => correctionsOf(tx, ids)), byReport),
});

const answered = async (answer: Promise<CommandResult<ReportDone>>) => toGraphResult('StatisticsDone', await answer);
const judged = <Input extends Judged>(input: Input) => ({
  ...{ ...input, reason: input.reason ?? null, verdict: fromGraphName<'approved' | 'refused'>(input.verdict) },
});
const staffOrNull = (id: string | null) => (id === null ? null : { id });

const statisticsTypes = {
  AccessRequest: {
    statisticsRhythm: ({ kind, scope }: AccessRequest) =>
      kind === 'statistics' && scope !== null ? toGraphName((scope as { rhythm: string }).rhythm) : null,
  },
  StatisticsDone: {
    report: ({ reportId }: ReportDone, _: unknown, context: Context) => findReport(context, reportId),
    explanation: ({ explanationId }: ReportDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  StatisticsReport: {
    site: ({ siteId }: Report) => ({ id: siteId }),
    state: ({ state }: Report) => toGraphName(state),
    checkedBy: ({ checkedBy }: Report) => staffOrNull(checkedBy),
    figures: async ({ id, figures }: Report, _: unknown, { loaders }: Context) =>
      (await loaders.statisticsVersions.load(id))[0]?.figures ?? figures,
    versions: ({ id }: Report, _: unknown, { loaders }: Context) => loaders.statisticsVersions.load(id),
    corrections: ({ id, siteId }: Report, _: unknown, { viewer, loaders }: Context) => {
      const may = can(viewer, 'recordsStatistics.check', siteId) || can(viewer, 'request.direct', siteId);
      return may ? loaders.statisticsCorrections.load(id) : null;
    },
    explanation: ({ explanationId }: Report, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
  StatisticsFigure: { group: ({ group }: Figure) => toGraphName(group) },
  StatisticsVersion: { issuedBy: ({ issuedBy }: Version) => ({ id: issuedBy }) },
  StatisticsCorrection: {
    group: ({ group }: Correction) => toGraphName(group),
    verdict: ({ verdict }: Correction) => verdict && toGraphName(verdict),
    proposedBy: ({ proposedBy }: Correction) => ({ id: proposedBy }),
    decidedBy: ({ decidedBy }: Correction) => staffOrNull(decidedBy),
    explanation: ({ explanationId }: Correction, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};

export const statisticsResolvers = (vault: Vault) => ({
  Query: {
    statisticsReport: (_: unknown, { id }: { readonly id: string }, context: Context) => {
      demandStaff(context.viewer);
      return findReport(context, id);
    },
    statisticsReports: async (
      _: unknown,
      { siteId, ...page }: PageArguments & { siteId: string },
      context: Context,
    ) => {
      demandStaff(context.viewer);
      demandIds({ siteId });
      const { limit, after } = typedPageOf(page, ['time', 'id']);
      const rows = await context.db.read(async (tx) =>
        pageOfReports(tx, await reportReaderAt(tx, context, siteId), { siteId, after, limit: limit + 1 }),
      );
      return connectionOf(rows, limit, ({ preparedAt, id }) => [preparedAt.toISOString(), id]);
    },
  },
  Mutation: {
    draftStatistics: async (_: unknown, { input }: Asked<Drafted>, context: Context) => {
      const { idempotencyKey, siteId, rhythm, readerId = null, purpose = null, reason = null, untilOn = null } = input;
      demandIds({ siteId, readerId });
      const answer = await draftRequest(vault)(context, {
        ...{ idempotencyKey, siteId, readerId, purpose, reason, untilOn, kind: 'statistics' },
        ...{ scope: { rhythm: fromGraphName(rhythm) }, recipient: null, clientId: null, fileIds: [], described: null },
        ...{ fields: [], showsClient: false, pages: null, copies: null, loanDays: null, carrierId: null },
        ...{ safeguards: null, outsider: null },
      });
      return toGraphResult('AccessRequestDone', answer);
    },
    checkStatistics: (_: unknown, { input }: Asked<Omit<CheckReport, keyof Judged> & Judged>, context: Context) =>
      answered(checkReport(context, judged(input))),
    correctStatistics: (_: unknown, { input }: Asked<ProposeCorrection>, context: Context) =>
      answered(proposeCorrection(context, { ...input, group: fromGraphName(input.group) })),
    decideStatisticsCorrection: (
      _: unknown,
      { input }: Asked<Omit<DecideCorrection, keyof Judged> & Judged>,
      context: Context,
    ) => answered(decideOnCorrection(context, judged(input))),
  },
  ...statisticsTypes,
});
