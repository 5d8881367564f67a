import { demand, demandIds } from '@shouwen/access';
import { isUuid, siteDate } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphMoney,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { type ClientLoaders, readerAt, readerOf } from '../clients/index.ts';
import { pageOfRewards, rewardById } from './actStore.ts';
import {
  type OfferReward,
  offerReward,
  type RewardDone,
  type SetLevels,
  setLevels,
  withdrawReward,
} from './catalogue.ts';
import type { Level } from './level.ts';
import type { LoyaltyLoaders, PointsShown } from './loyaltyLoaders.ts';
import type { CorrectionReason, PointsAct } from './points.ts';
import type { Reward } from './pointsAct.decision.ts';
import {
  type CorrectPoints,
  correctPoints,
  type DecidePointsAct,
  decidePointsAct,
  type PointsActDone,
  type RedeemPoints,
  redeemPoints,
} from './pointsActs.ts';
import { actsById, type PointsEntry, pageOfActs, pageOfEntries } from './pointsQueries.ts';

type Context = GraphContext<ClientLoaders & LoyaltyLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Paged = { readonly first?: number | null; readonly after?: string | null };
type AtSite = Paged & { readonly siteId: string };

const staff = (id: string | null) => (id === null ? null : { __typename: 'Staff', id });
const timeAndId = (asked: Paged) => {
  const { limit, after } = typedPageOf(asked, ['time', 'id']);
  return { limit, after: after as [string, string] | null };
};

export const loyaltyResolvers = {
  Query: {
    pointsRewards: async (_: unknown, { siteId, ...asked }: AtSite, { viewer, db, now }: Context) => {
      demand(viewer, 'points.read', siteId);
      demandIds({ siteId });
      const { limit, after } = typedPageOf(asked, ['id']);
      const page = { siteId, on: siteDate(now), after: (after?.[0] as string | undefined) ?? null, limit: limit + 1 };
      return connectionOf(await db.read((tx) => pageOfRewards(tx, page)), limit, ({ rewardId }) => [rewardId]);
    },
    pointsActs: async (_: unknown, asked: AtSite & { readonly pendingOnly: boolean }, context: Context) => {
      const { siteId, pendingOnly } = asked;
      demand(context.viewer, 'points.read', siteId);
      demandIds({ siteId });
      const { limit, after } = timeAndId(asked);
      const page = { siteId, pendingOnly, after, limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfActs(tx, readerAt(context, siteId, 'points.read'), page));
      return connectionOf(rows, limit, ({ askedAt, actId }) => [askedAt.toISOString(), actId]);
    },
  },
  Mutation: {
    offerPointsReward: async (_: unknown, { input }: Input<OfferReward>, context: Context) => {
      const siteId = input.siteId ?? null;
      demandIds({ siteId });
      const kind = fromGraphName<Reward['kind']>(input.kind);
      const told = { ...input, siteId, kind, validThrough: input.validThrough ?? null };
      return toGraphResult('PointsRewardDone', await offerReward(context, told));
    },
    withdrawPointsReward: async (
      _: unknown,
      { input }: Input<{ readonly idempotencyKey: string; readonly rewardId: string }>,
      context: Context,
    ) => {
      demandIds({ rewardId: input.rewardId });
      return toGraphResult('PointsRewardDone', await withdrawReward(context, input));
    },
    setPointsLevels: async (_: unknown, { input }: Input<SetLevels>, context: Context) =>
      toGraphResult('PointsLevelsSet', await setLevels(context, input)),
    redeemPoints: async (_: unknown, { input }: Input<RedeemPoints>, context: Context) => {
      demandIds({ siteId: input.siteId, rewardId: input.rewardId });
      return toGraphResult('PointsActDone', await redeemPoints(context, input));
    },
    correctPoints: async (_: unknown, { input }: Input<CorrectPoints>, context: Context) => {
      demandIds({ siteId: input.siteId });
      const reason = fromGraphName<CorrectionReason>(input.reason);
      return toGraphResult('PointsActDone', await correctPoints(context, { ...input, reason }));
    },
    decidePointsAct: async (_: unknown, { input }: Input<DecidePointsAct>, context: Context) =>
      toGraphResult('PointsActDone', await decidePointsAct(context, input)),
  },
  Client: {
    points: async ({ id }: { readonly id: string }, _: unknown, { loaders }: Context) =>
      isUuid(id) ? loaders.pointsOfClient.load(id) : null,
  },
  ClientPoints: {
    entries: async ({ clientId }: PointsShown, asked: Paged, { db }: Context) => {
      const { limit, after } = timeAndId(asked);
      const rows = await db.read((tx) => pageOfEntries(tx, { clientId, after, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ at, entryId }) => [at.toISOString(), entryId]);
    },
  },
  PointsEntry: {
    id: ({ entryId }: PointsEntry) => entryId,
    kind: ({ kind }: PointsEntry) => toGraphName(kind),
    reason: ({ reason }: PointsEntry) => toGraphName(reason),
    referenceKind: ({ referenceKind }: PointsEntry) => toGraphName(referenceKind),
    explanation: ({ explanationId }: PointsEntry, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  PointsLevel: {
    name: ({ zh, en }: Level) => ({ zh, en }),
    fromAmount: ({ fromAmountFen }: Level) => toGraphMoney(fromAmountFen),
  },
  PointsRewardDone: {
    reward: ({ rewardId }: RewardDone, _: unknown, { db }: Context) => db.read((tx) => rewardById(tx, rewardId)),
  },
  PointsReward: {
    id: ({ rewardId }: Reward) => rewardId,
    site: ({ siteId }: Reward) => (siteId === null ? null : { __typename: 'Site', id: siteId }),
    kind: ({ kind }: Reward) => toGraphName(kind),
    name: ({ zh, en }: Reward) => ({ zh, en }),
  },
  PointsActDone: {
    act: async ({ actId }: PointsActDone, _: unknown, context: Context) =>
      (await context.db.read((tx) => actsById(tx, readerOf(context, 'points.manage'), [actId])))[0],
  },
  PointsAct: {
    id: ({ actId }: PointsAct) => actId,
    kind: ({ kind }: PointsAct) => toGraphName(kind),
    client: async ({ clientId }: PointsAct, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    site: ({ siteId }: PointsAct) => ({ __typename: 'Site', id: siteId }),
    reason: ({ reason }: PointsAct) => toGraphName(reason),
    state: ({ state }: PointsAct) => toGraphName(state),
    askedBy: ({ askedBy }: PointsAct) => staff(askedBy),
    decidedBy: ({ decidedBy }: PointsAct) => staff(decidedBy),
    explanation: ({ explanationId }: PointsAct, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};
