import { demandIds } from '@shouwen/access';
import { isUuid, siteDate } from '@shouwen/kernel';
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
import { type ArchiveLoaders, filesInRoom, mayKnowShelf } from '../archive/index.ts';
import type { Vault } from '../vault/index.ts';
import { type CompleteInspection, completeInspection } from './completeInspection.ts';
import { type Finding, type Inspection, type InspectionLine, isOverdue, type RoomState } from './inspection.ts';
import { inspectionsById, linesOf, pageOfInspections, pageOfLines } from './inspectionQueries.ts';
import { recordFindings } from './recordFindings.ts';
import { roomStates } from './roomStates.ts';
import { type InspectionDone, type StartInspection, startInspection } from './startInspection.ts';

type Context = GraphContext<ArchiveLoaders & ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type Page = { readonly first?: number; readonly after?: string };
type FindingsInput = {
  readonly idempotencyKey: string;
  readonly inspectionId: string;
  readonly lines: readonly { readonly fileId: string; readonly finding: string; readonly note?: string | null }[];
};

const find = async (id: string, { db, viewer }: Context): Promise<Inspection | null> =>
  isUuid(id) ? ((await db.read((tx) => inspectionsById(tx, viewer, [id])))[0] ?? null) : null;

const mostRemaining = 100;

const remainingOf = async (inspection: Inspection, { db, loaders }: Context) => {
  if (inspection.completedAt !== null) return [];
  const ids = await db.read(async (tx) => {
    const recorded = new Set((await linesOf(tx, inspection.inspectionId)).map(({ fileId }) => fileId));
    return (await filesInRoom(tx, inspection)).map(({ fileId }) => fileId).filter((id) => !recorded.has(id));
  });
  return loaders.files.loadMany(ids.slice(0, mostRemaining));
};

const custodyMutations = (vault: Vault) => ({
  startInspection: async (_: unknown, { input }: Asked<StartInspection>, context: Context) => {
    demandIds({ siteId: input.siteId });
    return toGraphResult('InspectionDone', await startInspection(context, input));
  },
  recordFindings: async (_: unknown, { input }: Asked<FindingsInput>, context: Context) => {
    demandIds({ inspectionId: input.inspectionId });
    for (const { fileId } of input.lines) demandIds({ lines: fileId });
    const lines = input.lines.map(({ fileId, finding, note = null }) => ({
      ...{ fileId, note, finding: fromGraphName<Finding>(finding) },
    }));
    return toGraphResult('InspectionDone', await recordFindings(vault)(context, { ...input, lines }));
  },
  completeInspection: async (_: unknown, { input }: Asked<CompleteInspection>, context: Context) => {
    demandIds({ inspectionId: input.inspectionId });
    return toGraphResult('InspectionDone', await completeInspection(context, input));
  },
});

export const custodyResolvers = (vault: Vault) => ({
  Query: {
    archiveRooms: async (_: unknown, { siteId }: { readonly siteId: string }, { db, viewer }: Context) => {
      if (!isUuid(siteId)) return [];
      return (await db.read((tx) => roomStates(tx, siteId))).filter((room) => mayKnowShelf(viewer, room));
    },
    archiveInspection: (_: unknown, { id }: { readonly id: string }, context: Context) => find(id, context),
    archiveInspections: async (
      _: unknown,
      { siteId, ...asked }: Page & { readonly siteId: string },
      { db, viewer }: Context,
    ) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { siteId, after, limit: limit + 1 };
      const rows = isUuid(siteId) ? await db.read((tx) => pageOfInspections(tx, viewer, page)) : [];
      return connectionOf(rows, limit, ({ startedAt, inspectionId }) => [startedAt.toISOString(), inspectionId]);
    },
  },
  Mutation: custodyMutations(vault),
  InspectionDone: {
    inspection: ({ inspectionId }: InspectionDone, _: unknown, context: Context) => find(inspectionId, context),
    explanation: ({ explanationId }: InspectionDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  ArchiveRoom: {
    site: ({ siteId }: RoomState) => ({ id: siteId }),
    isOverdue: (room: RoomState, _: unknown, { now }: Context) => isOverdue(room, siteDate(now)),
  },
  ArchiveInspection: {
    id: ({ inspectionId }: Inspection) => inspectionId,
    site: ({ siteId }: Inspection) => ({ id: siteId }),
    startedBy: ({ startedBy }: Inspection) => ({ id: startedBy }),
    completedBy: ({ completedBy }: Inspection) => (completedBy === null ? null : { id: completedBy }),
    lines: async ({ inspectionId }: Inspection, asked: Page, { db }: Context) => {
      const { limit, after } = typedPageOf(asked, ['id']);
      const page = { inspectionId, after: after?.[0] ?? null, limit: limit + 1 };
      return connectionOf(await db.read((tx) => pageOfLines(tx, page)), limit, ({ fileId }) => [fileId]);
    },
    remaining: (inspection: Inspection, _: unknown, context: Context) => remainingOf(inspection, context),
    explanation: ({ explanationId }: Inspection, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  InspectionLine: {
    file: ({ fileId }: InspectionLine, _: unknown, { loaders }: Context) => loaders.files.load(fileId),
    finding: ({ finding }: InspectionLine) => toGraphName(finding),
    by: ({ by }: InspectionLine) => ({ id: by }),
  },
});
