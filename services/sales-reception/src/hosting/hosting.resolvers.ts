import { isUuid } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  loaderOf,
  type PageArguments,
  toGraphMoney,
  typedPageOf,
} from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { fromGraphName, toGraphName } from '../graphNames.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type ArrangeHosting, arrangeHosting, type HostingChanged } from './arrangeHosting.ts';
import {
  type ArchiveHosting,
  archiveHosting,
  type ConfirmTourPreparation,
  confirmTourPreparation,
} from './followHosting.ts';
import { type GuestKind, type Hosting, type Preparer, readyAtOf } from './hosting.ts';
import { hostingsById, hostingsOfSite } from './hostingQueries.ts';
import { readinessOf } from './prepare.decision.ts';

export const hostingLoaders = ({ db, viewer }: BareContext) => ({
  hostings: loaderOf<Hosting>(
    (ids) => db.read((tx) => hostingsById(tx, viewer, ids)),
    ({ hostingId }) => hostingId,
  ),
});

type Context = GraphContext<ReturnType<typeof hostingLoaders> & ExplanationLoaders>;
type Input<I> = { readonly input: I };

const explanation = ({ explanationId }: { readonly explanationId: string }, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);

const readiness =
  (preparer: Preparer) =>
  (hosting: Hosting, _: unknown, { now }: Context): string =>
    toGraphName(readinessOf(readyAtOf(hosting, preparer), hosting.prepareUntil, now));

export const hostingResolvers = {
  Query: {
    hosting: (_: unknown, { id }: { readonly id: string }, { loaders }: Context) =>
      isUuid(id) ? loaders.hostings.load(id) : null,
    hostings: async (_: unknown, { siteId, ...asked }: PageArguments & { siteId: string }, { db, viewer }: Context) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { limit: limit + 1, after };
      const rows = isUuid(siteId) ? await db.read((tx) => hostingsOfSite(tx, viewer, siteId, page)) : [];
      return connectionOf(rows, limit, ({ tourAt, hostingId }) => [tourAt.toISOString(), hostingId]);
    },
  },
  Mutation: {
    arrangeHosting: async (_: unknown, { input }: Input<ArrangeHosting>, context: Context) => {
      demandIds({ siteId: input.siteId });
      for (const companionId of input.companionIds) demandIds({ companionIds: companionId });
      const asked = { ...input, guestKind: fromGraphName<GuestKind>(input.guestKind), venue: input.venue ?? null };
      return toGraphResult('HostingChanged', await arrangeHosting(context, asked));
    },
    confirmTourPreparation: async (_: unknown, { input }: Input<ConfirmTourPreparation>, context: Context) => {
      demandIds({ hostingId: input.hostingId });
      const asked = { ...input, preparer: fromGraphName<Preparer>(input.preparer) };
      return toGraphResult('HostingChanged', await confirmTourPreparation(context, asked));
    },
    archiveHosting: async (_: unknown, { input }: Input<ArchiveHosting>, context: Context) => {
      demandIds({ hostingId: input.hostingId });
      return toGraphResult('HostingChanged', await archiveHosting(context, input));
    },
  },
  HostingChanged: {
    hosting: ({ hostingId }: HostingChanged, _: unknown, { loaders }: Context) => loaders.hostings.load(hostingId),
    explanation,
  },
  Hosting: {
    id: ({ hostingId }: Hosting) => hostingId,
    site: ({ siteId }: Hosting) => ({ id: siteId }),
    guestKind: ({ guestKind }: Hosting) => toGraphName(guestKind),
    guestClass: ({ guestClass }: Hosting) => guestClass.toUpperCase(),
    companions: ({ companionIds }: Hosting) => companionIds.map((id) => ({ id })),
    hostRank: ({ hostRank }: Hosting) => hostRank.toUpperCase(),
    capPerGuest: ({ capPerGuestFen }: Hosting) => toGraphMoney(capPerGuestFen),
    security: readiness('security'),
    cleaning: readiness('cleaning'),
    explanation,
  },
};
