import { BadInput, type CommandResult } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  listLoaderOf,
  loaderOf,
  type PageArguments,
  toGraphMoney,
  typedPageOf,
} from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { loadedSite, type SiteNowLoaders } from '../leasing/index.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type CaseChanged, type CloseCase, closePipelineCase, openPipelineCase } from './openCase.ts';
import type { Attribute, Needs, PipelineCase, StageCheck } from './pipeline.ts';
import { casesById, casesOfSite, checksOf, lastProposalsOf, viewingsOf } from './pipelineQueries.ts';
import type { PipelineViewing, Proposal } from './pipelineStore.ts';
import {
  type ArrangeViewing,
  arrangePipelineViewing,
  proposeListings,
  type RecordViewing,
  recordPipelineFeedback,
} from './proposeAndView.ts';
import { type CheckStage, checkPipelineStage, finishPipelineStage } from './workStages.ts';

const caseIdOf = ({ caseId }: { readonly caseId: string }): string => caseId;

export const brokerageLoaders = ({ db, viewer }: BareContext) => ({
  pipelineCases: loaderOf<PipelineCase>(
    (ids) => db.read((tx) => casesById(tx, viewer, ids)),
    ({ caseId }) => caseId,
  ),
  checksOfCase: listLoaderOf<StageCheck>((ids) => db.read((tx) => checksOf(tx, ids)), caseIdOf),
  proposalsOfCase: listLoaderOf<Proposal>((ids) => db.read((tx) => lastProposalsOf(tx, ids)), caseIdOf),
  viewingsOfCase: listLoaderOf<PipelineViewing>((ids) => db.read((tx) => viewingsOf(tx, ids)), caseIdOf),
});

type Context = GraphContext<ReturnType<typeof brokerageLoaders> & SiteNowLoaders & ExplanationLoaders>;
type Input<I> = { readonly input: I };
type OfCase = { readonly idempotencyKey: string; readonly caseId: string };
type OpenInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly intent: string;
  readonly areaFrom: number;
  readonly areaTo: number;
  readonly layout?: string | null;
  readonly location?: string | null;
  readonly amount: number;
  readonly months?: number | null;
};

const explanation = ({ explanationId }: { readonly explanationId: string }, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);

/** A buyer has no term; a tenant has one. @throws BadInput */
const toNeeds = ({ intent, areaFrom, areaTo, layout, location, amount, months }: OpenInput): Needs => {
  const area = { areaFromHundredths: Math.round(areaFrom * 100), areaToHundredths: Math.round(areaTo * 100) };
  const wishes = { ...area, layout: layout ?? null, location: location ?? null, amountFen: amount };
  if (intent === 'RENT' && typeof months === 'number') return { ...wishes, intent: 'rent', months };
  if (intent === 'BUY' && (months === null || months === undefined)) return { ...wishes, intent: 'buy', months: null };
  throw new BadInput(text('租期仅适用于租赁。', 'A tenant has a term, a buyer has none.'), 'months');
};

const changed = async (answer: Promise<CommandResult<CaseChanged>>) =>
  toGraphResult('PipelineCaseChanged', await answer);

const onCase =
  (act: (context: BareContext, input: OfCase) => Promise<CommandResult<CaseChanged>>) =>
  (_: unknown, { input }: Input<OfCase>, context: Context) => {
    demandIds({ caseId: input.caseId });
    return changed(act(context, input));
  };

const mutations = {
  openPipelineCase: (_: unknown, { input }: Input<OpenInput>, context: Context) => {
    const { idempotencyKey, siteId, clientId } = input;
    demandIds({ siteId, clientId });
    return changed(openPipelineCase(context, { idempotencyKey, siteId, clientId, needs: toNeeds(input) }));
  },
  proposeListings: onCase(proposeListings),
  finishPipelineStage: onCase(finishPipelineStage),
  closePipelineCase: (_: unknown, { input }: Input<CloseCase>, context: Context) => {
    demandIds({ caseId: input.caseId });
    return changed(closePipelineCase(context, input));
  },
  checkPipelineStage: (_: unknown, { input }: Input<CheckStage>, context: Context) => {
    demandIds({ caseId: input.caseId, nextOwnerId: input.nextOwnerId });
    return changed(checkPipelineStage(context, { ...input, nextOwnerId: input.nextOwnerId ?? null }));
  },
  arrangePipelineViewing: (_: unknown, { input }: Input<ArrangeViewing>, context: Context) => {
    demandIds({ caseId: input.caseId, proposalId: input.proposalId });
    return changed(arrangePipelineViewing(context, input));
  },
  recordPipelineFeedback: (_: unknown, { input }: Input<RecordViewing>, context: Context) => {
    demandIds({ viewingId: input.viewingId });
    const rejected = input.rejected.map((one) => one.toLowerCase() as Attribute);
    return changed(recordPipelineFeedback(context, { ...input, rejected }));
  },
};

export const brokerageResolvers = {
  Query: {
    pipelineCase: (_: unknown, { id }: { readonly id: string }, { loaders }: Context) =>
      isUuid(id) ? loaders.pipelineCases.load(id) : null,
    pipelineCases: async (
      _: unknown,
      { siteId, ...asked }: PageArguments & { siteId: string },
      { db, viewer }: Context,
    ) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { limit: limit + 1, after };
      const rows = isUuid(siteId) ? await db.read((tx) => casesOfSite(tx, viewer, siteId, page)) : [];
      return connectionOf(rows, limit, ({ openedAt, caseId }) => [openedAt.toISOString(), caseId]);
    },
  },
  Mutation: mutations,
  PipelineCaseChanged: {
    case: ({ caseId }: CaseChanged, _: unknown, { loaders }: Context) => loaders.pipelineCases.load(caseId),
    explanation,
  },
  PipelineCase: {
    id: ({ caseId }: PipelineCase) => caseId,
    site: ({ siteId }: PipelineCase) => ({ id: siteId }),
    client: ({ clientId }: PipelineCase) => ({ id: clientId }),
    intent: ({ intent }: PipelineCase) => intent.toUpperCase(),
    areaFrom: ({ areaFromHundredths }: PipelineCase) => areaFromHundredths / 100,
    areaTo: ({ areaToHundredths }: PipelineCase) => areaToHundredths / 100,
    amount: ({ amountFen }: PipelineCase) => toGraphMoney(amountFen),
    state: ({ state }: PipelineCase) => state.toUpperCase(),
    stage: ({ stage }: PipelineCase) => stage.toUpperCase(),
    owner: ({ ownerId }: PipelineCase) => ({ id: ownerId }),
    overdue: async ({ siteId, state, finishedAt, dueOn }: PipelineCase, _: unknown, { loaders }: Context) =>
      state === 'open' && finishedAt === null && (await loadedSite(loaders, siteId)).today > dueOn,
    checks: ({ caseId }: PipelineCase, _: unknown, { loaders }: Context) => loaders.checksOfCase.load(caseId),
    proposals: ({ caseId }: PipelineCase, _: unknown, { loaders }: Context) => loaders.proposalsOfCase.load(caseId),
    viewings: ({ caseId }: PipelineCase, _: unknown, { loaders }: Context) => loaders.viewingsOfCase.load(caseId),
    explanation,
  },
  PipelineCheck: {
    stage: ({ stage }: StageCheck) => stage.toUpperCase(),
    owner: ({ ownerId }: StageCheck) => ({ id: ownerId }),
    checkedBy: ({ checkedBy }: StageCheck) => ({ id: checkedBy }),
    explanation,
  },
  PipelineProposal: {
    id: ({ proposalId }: Proposal) => proposalId,
    name: ({ listing }: Proposal) => listing.name,
    amount: ({ listing }: Proposal) => toGraphMoney(listing.amountFen),
    explanation,
  },
  PipelineViewing: {
    id: ({ viewingId }: PipelineViewing) => viewingId,
    rejected: ({ rejected }: PipelineViewing) => rejected?.map((one) => one.toUpperCase()) ?? null,
    explanation,
  },
};
