import { demandIds, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import type { ClientLoaders } from '../../clients/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import type { ArchiveLoaders } from '../archiveLoaders.ts';
import { fileReaderOf, type Sites } from '../files/fileReader.ts';
import { type Hold, type HoldReader, holdsById, pageOfHolds } from './holdQueries.ts';
import { type HoldDone, type PlaceHold, placeHold, type ReleaseHold, releaseHold } from './placeHold.ts';

type Context = GraphContext<ArchiveLoaders & ClientLoaders & ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type Listed = {
  readonly clientId: string;
  readonly standingOnly: boolean;
  readonly first?: number;
  readonly after?: string;
};
type PlaceInput = Omit<PlaceHold, 'fileId'> & { readonly fileId?: string | null };

const keepersOf = (viewer: Viewer): Sites => {
  const acts = ['archive.hold', 'archive.custody', 'archive.custodyClassified'] as const;
  const sites = acts.map((act) => sitesWhere(viewer, act));
  return sites.includes('*') ? '*' : sites.flat();
};

const readerFor = async (tx: Tx, context: BareContext): Promise<HoldReader> => ({
  files: await fileReaderOf(tx, context),
  sites: keepersOf(context.viewer),
});

export const holdResolvers = {
  Query: {
    archiveHolds: async (_: unknown, { clientId, standingOnly, ...asked }: Listed, context: Context) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      if (!isUuid(clientId)) return connectionOf<Hold>([], limit, () => []);
      const rows = await context.db.read(async (tx) => {
        const page = { clientIds: await idsOfPerson(tx, clientId), standingOnly, after, limit: limit + 1 };
        return pageOfHolds(tx, await readerFor(tx, context), page);
      });
      return connectionOf(rows, limit, ({ placedAt, holdId }) => [placedAt.toISOString(), holdId]);
    },
  },
  Mutation: {
    placeLegalHold: async (_: unknown, { input }: Asked<PlaceInput>, context: Context) => {
      const { fileId = null } = input;
      demandIds({ clientId: input.clientId, fileId });
      return toGraphResult('HoldDone', await placeHold(context, { ...input, fileId }));
    },
    releaseLegalHold: async (_: unknown, { input }: Asked<ReleaseHold>, context: Context) => {
      demandIds({ holdId: input.holdId });
      return toGraphResult('HoldDone', await releaseHold(context, input));
    },
  },
  HoldDone: {
    hold: async ({ holdId }: HoldDone, _: unknown, context: Context) =>
      (await context.db.read(async (tx) => holdsById(tx, await readerFor(tx, context), [holdId])))[0] ?? null,
    explanation: ({ explanationId }: HoldDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  ArchiveHold: {
    id: ({ holdId }: Hold) => holdId,
    client: async ({ clientId }: Hold, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    file: ({ fileId }: Hold, _: unknown, { loaders }: Context) => (fileId === null ? null : loaders.files.load(fileId)),
    placedBy: ({ placedBy }: Hold) => ({ id: placedBy }),
    releasedBy: ({ releasedBy }: Hold) => (releasedBy === null ? null : { id: releasedBy }),
    explanation: ({ explanationId }: Hold, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
};
