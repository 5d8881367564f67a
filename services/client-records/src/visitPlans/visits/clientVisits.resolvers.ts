import { demandIds, demandStaff } from '@shouwen/access';
import { isUuid, siteDate } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  pageOf,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { dayAndId } from '../../care/index.ts';
import type { ClientLoaders } from '../../clients/index.ts';
import type { Place, Vault } from '../../vault/index.ts';
import type { VisitLoaders } from '../visitLoaders.ts';
import type { VisitPurpose } from '../visitScope.ts';
import { type ClientVisit, isPromiseOverdue, isReportOverdue, type VisitPromise } from './clientVisit.ts';
import { type ReviewVisitReport, reviewReport, type SubmitVisitReport, submitReport } from './reportActs.ts';
import { openWords, placeOfNotes, placeOfPromise, placeOfRemarks } from './sealedWords.ts';
import {
  type ClientVisitDone,
  type FinishVisitPromise,
  finishVisitPromise,
  type RecordClientVisit,
  recordVisit,
  type VisitPromiseDone,
} from './visitActs.ts';
import { pageOfPromises, pageOfVisits, promisesById } from './visitQueries.ts';

type Context = GraphContext<ClientLoaders & VisitLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Paged = { readonly first?: number | null; readonly after?: string | null; readonly overdueOnly: boolean };
type Words = { readonly clientId: string; readonly place: Place; readonly sealed: Buffer | null };

const staff = (id: string | null) => (id === null ? null : { __typename: 'Staff', id });

/** What was said of a client whom the viewer may read; of anybody else nothing. */
const wordsSeen = async (vault: Vault, { clientId, ...said }: Words, { loaders }: Context) => {
  if (said.sealed === null || !(await loaders.clients.load(clientId))) return null;
  return openWords(vault, await loaders.clientKeys.load(clientId), said);
};

const visitLists = {
  clientVisits: async (_: unknown, { overdueOnly, ...asked }: Paged, { viewer, db, now }: Context) => {
    demandStaff(viewer);
    const { limit, after } = typedPageOf(asked, ['time', 'id']);
    const page = { overdueAt: overdueOnly ? now : null, after: after as [string, string] | null, limit: limit + 1 };
    const rows = await db.read((tx) => pageOfVisits(tx, viewer, page));
    return connectionOf(rows, limit, ({ visitedAt, visitId }) => [visitedAt.toISOString(), visitId]);
  },
  visitPromises: async (
    _: unknown,
    { overdueOnly, openOnly, ...asked }: Paged & { readonly openOnly: boolean },
    { viewer, db, now }: Context,
  ) => {
    demandStaff(viewer);
    const { limit, after } = pageOf(asked, 2);
    const overdueOn = overdueOnly ? siteDate(now) : null;
    const page = { openOnly, overdueOn, after: dayAndId(after), limit: limit + 1 };
    const rows = await db.read((tx) => pageOfPromises(tx, viewer, page));
    return connectionOf(rows, limit, ({ dueOn, promiseId }) => [dueOn, promiseId]);
  },
};

const visitActs = (vault: Vault) => ({
  recordClientVisit: async (_: unknown, { input }: Input<RecordClientVisit>, context: Context) => {
    const plannedId = input.plannedId ?? null;
    demandIds({ siteId: input.siteId, plannedId });
    const told = { ...input, plannedId, purpose: fromGraphName<VisitPurpose>(input.purpose) };
    return toGraphResult('ClientVisitDone', await recordVisit(context, told));
  },
  submitVisitReport: async (_: unknown, { input }: Input<SubmitVisitReport>, context: Context) =>
    toGraphResult('ClientVisitDone', await submitReport({ ...context, vault }, input)),
  reviewVisitReport: async (_: unknown, { input }: Input<ReviewVisitReport>, context: Context) =>
    toGraphResult(
      'ClientVisitDone',
      await reviewReport({ ...context, vault }, { ...input, remarks: input.remarks ?? null }),
    ),
  finishVisitPromise: async (_: unknown, { input }: Input<FinishVisitPromise>, context: Context) =>
    toGraphResult('VisitPromiseDone', await finishVisitPromise(context, input)),
});

const visitType = (vault: Vault) => ({
  id: ({ visitId }: ClientVisit) => visitId,
  site: ({ siteId }: ClientVisit) => ({ __typename: 'Site', id: siteId }),
  staff: ({ staffId }: ClientVisit) => staff(staffId),
  client: ({ clientId }: ClientVisit, _: unknown, { loaders }: Context) => loaders.clients.load(clientId),
  planned: ({ plannedId }: ClientVisit) => plannedId !== null,
  purpose: ({ purpose }: ClientVisit) => toGraphName(purpose),
  reportState: ({ state }: ClientVisit) => toGraphName(state),
  reportOverdue: (visit: ClientVisit, _: unknown, { now }: Context) => isReportOverdue(visit, now),
  notes: ({ visitId, clientId, notesSealed: sealed }: ClientVisit, _: unknown, context: Context) =>
    wordsSeen(vault, { clientId, place: placeOfNotes(visitId), sealed }, context),
  remarks: ({ visitId, clientId, remarksSealed: sealed }: ClientVisit, _: unknown, context: Context) =>
    wordsSeen(vault, { clientId, place: placeOfRemarks(visitId), sealed }, context),
  reviewedBy: ({ reviewedBy }: ClientVisit) => staff(reviewedBy),
  promises: ({ visitId }: ClientVisit, _: unknown, { loaders }: Context) => loaders.visitPromises.load(visitId),
  history: ({ visitId }: ClientVisit, _: unknown, { loaders }: Context) => loaders.visitSteps.load(visitId),
  explanation: ({ explanationId }: ClientVisit, _: unknown, { loaders }: Context) =>
    explanationOf(loaders, explanationId),
});

const promiseType = (vault: Vault) => ({
  id: ({ promiseId }: VisitPromise) => promiseId,
  site: ({ siteId }: VisitPromise) => ({ __typename: 'Site', id: siteId }),
  client: ({ clientId }: VisitPromise, _: unknown, { loaders }: Context) => loaders.clients.load(clientId),
  // The task was given to its owner, who must know what it is, and learns no more of the client.
  what: async ({ promiseId, clientId, ownerId, whatSealed: sealed }: VisitPromise, _: unknown, context: Context) => {
    const said = { place: placeOfPromise(promiseId), sealed };
    const isOwner = context.viewer.kind === 'staff' && context.viewer.staffId === ownerId;
    if (!isOwner) return wordsSeen(vault, { clientId, ...said }, context);
    return openWords(vault, await context.loaders.clientKeys.load(clientId), said);
  },
  owner: ({ ownerId }: VisitPromise) => staff(ownerId),
  overdue: (promise: VisitPromise, _: unknown, { now }: Context) => isPromiseOverdue(promise, siteDate(now)),
  history: ({ promiseId }: VisitPromise, _: unknown, { loaders }: Context) => loaders.visitSteps.load(promiseId),
  explanation: ({ explanationId }: VisitPromise, _: unknown, { loaders }: Context) =>
    explanationOf(loaders, explanationId),
});

export const clientVisitsResolvers = (vault: Vault) => ({
  Query: visitLists,
  Mutation: visitActs(vault),
  ClientVisitDone: {
    visit: ({ visitId }: ClientVisitDone, _: unknown, { loaders }: Context) => loaders.clientVisits.load(visitId),
  },
  VisitPromiseDone: {
    promise: async ({ promiseId }: VisitPromiseDone, _: unknown, { viewer, db }: Context) =>
      isUuid(promiseId) ? (await db.read((tx) => promisesById(tx, viewer, [promiseId])))[0] : null,
  },
  ClientVisit: visitType(vault),
  VisitPromise: promiseType(vault),
});
