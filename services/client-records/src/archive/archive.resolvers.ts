import { demandIds } from '@shouwen/access';
import { isUuid, siteDate } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import type { ClientLoaders } from '../clients/index.ts';
import type { ArchiveLoaders } from './archiveLoaders.ts';
import { fileReaderOf } from './files/fileReader.ts';
import { type ApproveArchive, approveArchive } from './opening/approveArchive.ts';
import type { Archive } from './opening/archive.ts';
import { unapprovedArchives } from './opening/archiveQueries.ts';
import { type ArchiveDone, type OpenArchive, openArchive } from './opening/openArchive.ts';

type Context = GraphContext<ArchiveLoaders & ClientLoaders & ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type Listed = { readonly siteId: string; readonly lateOnly: boolean; readonly first?: number; readonly after?: string };

const isLate = ({ approvedAt, approveBy }: Archive, now: Date): boolean =>
  approvedAt === null && approveBy < siteDate(now);

export const archiveResolvers = {
  Query: {
    unapprovedArchives: async (_: unknown, { siteId, lateOnly, ...asked }: Listed, context: Context) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const lateOn = lateOnly ? siteDate(context.now) : null;
      const page = { siteId, lateOn, after, limit: limit + 1 };
      const rows = isUuid(siteId)
        ? await context.db.read(async (tx) => unapprovedArchives(tx, await fileReaderOf(tx, context), page))
        : [];
      return connectionOf(rows, limit, ({ openedAt, archiveId }) => [openedAt.toISOString(), archiveId]);
    },
  },
  Mutation: {
    openArchive: async (_: unknown, { input }: Asked<OpenArchive>, context: Context) => {
      demandIds({ siteId: input.siteId, clientId: input.clientId });
      return toGraphResult('ArchiveDone', await openArchive(context, input));
    },
    approveArchive: async (_: unknown, { input }: Asked<ApproveArchive>, context: Context) => {
      demandIds({ clientId: input.clientId });
      return toGraphResult('ArchiveDone', await approveArchive(context, input));
    },
  },
  ArchiveDone: {
    client: async ({ clientId }: ArchiveDone, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    archive: ({ clientId }: ArchiveDone, _: unknown, { loaders }: Context) => loaders.archives.load(clientId),
    explanation: ({ explanationId }: ArchiveDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  Client: {
    archive: ({ id }: { readonly id: string }, _: unknown, { loaders }: Context) => loaders.archives.load(id),
  },
  Archive: {
    id: ({ archiveId }: Archive) => archiveId,
    site: ({ siteId }: Archive) => ({ id: siteId }),
    openedBy: ({ openedBy }: Archive) => ({ id: openedBy }),
    approvedBy: ({ approvedBy }: Archive) => (approvedBy === null ? null : { id: approvedBy }),
    isLate: (archive: Archive, _: unknown, { now }: Context) => isLate(archive, now),
    explanation: ({ openedWhy }: Archive, _: unknown, { loaders }: Context) => explanationOf(loaders, openedWhy),
    approval: ({ approvedWhy }: Archive, _: unknown, { loaders }: Context) =>
      approvedWhy === null ? null : explanationOf(loaders, approvedWhy),
  },
};
