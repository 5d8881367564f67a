import { demand, demandIds } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  pageOf,
  toGraphName,
  toGraphResult,
} from '@shouwen/subgraph';
import { type ClientLoaders, readerOf } from '../../clients/index.ts';
import { dayAndId, demandDays, demandSomewhere } from '../careScope.ts';
import type { Attempt, LostClient, LostReason, WinBackResult, WinBackWay } from './lost.ts';
import { type LostDone, type MarkLost, markClientLost, type RecordWinBack, recordWinBack } from './lostActs.ts';
import type { LostLoaders } from './lostLoaders.ts';
import { type LostReport, lostReport, pageOfLostClients, seenLosses } from './lostQueries.ts';

type Context = GraphContext<ClientLoaders & LostLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Listed = {
  readonly siteId?: string | null;
  readonly openOnly: boolean;
  readonly first?: number | null;
  readonly after?: string | null;
};
type Asked = { readonly siteId: string; readonly from: string; readonly through: string };

export const lostResolvers = {
  Query: {
    lostClients: async (_: unknown, { siteId = null, openOnly, ...asked }: Listed, context: Context) => {
      demandSomewhere(context, 'care.read');
      demandIds({ siteId });
      const { limit, after } = pageOf(asked, 2);
      const page = { siteId, openOnly, after: dayAndId(after), limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfLostClients(tx, readerOf(context, 'care.read'), page));
      return connectionOf(rows, limit, ({ listedFrom, lostId }) => [listedFrom, lostId]);
    },
    lostReport: (_: unknown, asked: Asked, context: Context) => {
      demand(context.viewer, 'lostClient.handle', asked.siteId);
      demandIds({ siteId: asked.siteId });
      demandDays(asked.from, asked.through, 1_096);
      return context.db.read((tx) => lostReport(tx, asked));
    },
  },
  Mutation: {
    markClientLost: async (_: unknown, { input }: Input<MarkLost>, context: Context) => {
      demandIds({ siteId: input.siteId });
      const told = { ...input, why: fromGraphName<LostReason>(input.why) };
      return toGraphResult('LostClientDone', await markClientLost(context, told));
    },
    recordWinBack: async (_: unknown, { input }: Input<RecordWinBack>, context: Context) => {
      const [way, result] = [fromGraphName<WinBackWay>(input.way), fromGraphName<WinBackResult>(input.result)];
      const told = { ...input, way, result, nextOn: input.nextOn ?? null };
      return toGraphResult('LostClientDone', await recordWinBack(context, told));
    },
  },
  LostClientDone: {
    lostClient: async ({ lostId }: LostDone, _: unknown, context: Context) =>
      isUuid(lostId) ? (await context.db.read((tx) => seenLosses(tx, readerOf(context), [lostId])))[0] : null,
  },
  LostClient: {
    id: ({ lostId }: LostClient) => lostId,
    client: async ({ clientId }: LostClient, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    site: ({ siteId }: LostClient) => ({ __typename: 'Site', id: siteId }),
    cause: ({ cause }: LostClient) => toGraphName(cause),
    why: ({ why }: LostClient) => why && toGraphName(why),
    lostOn: ({ listedFrom }: LostClient) => listedFrom,
    outcome: ({ outcome }: LostClient) => outcome && toGraphName(outcome),
    attempts: ({ lostId }: LostClient, _: unknown, { loaders }: Context) => loaders.attempts.load(lostId),
    explanation: ({ explanationId }: LostClient, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  WinBackAttempt: {
    id: ({ attemptId }: Attempt) => attemptId,
    way: ({ way }: Attempt) => toGraphName(way),
    result: ({ result }: Attempt) => toGraphName(result),
    explanation: ({ explanationId }: Attempt, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  LostReportLine: {
    cause: ({ cause }: LostReport) => toGraphName(cause),
    why: ({ why }: LostReport) => why && toGraphName(why),
  },
};
