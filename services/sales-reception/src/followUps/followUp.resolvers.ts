import { isUuid } from '@shouwen/kernel';
import { connectionOf, type GraphContext, typedPageOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { toGraphResult } from '../toGraphResult.ts';
import type { FollowUp, FollowUpChannel } from './followUp.ts';
import { findFollowUp, pageOfFollowUps } from './followUpQueries.ts';
import { type FollowUpRecorded, type RecordFollowUp, recordFollowUp } from './recordFollowUp.ts';

type Context = GraphContext<ExplanationLoaders>;
type Page = { readonly first?: number | null; readonly after?: string | null };
type Input = Omit<RecordFollowUp, 'channel'> & { readonly channel: string };

export const followUpResolvers = {
  Client: {
    followUps: async ({ id }: { readonly id: string }, asked: Page, { viewer, db }: Context) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { clientId: id, after: after as [string, string] | null, limit: limit + 1 };
      const rows = isUuid(id) ? await db.read((tx) => pageOfFollowUps(tx, viewer, page)) : [];
      return connectionOf(rows, limit, ({ at, followUpId }) => [at.toISOString(), followUpId]);
    },
  },
  Mutation: {
    recordFollowUp: async (_: unknown, { input }: { readonly input: Input }, context: Context) => {
      demandIds({ siteId: input.siteId, clientId: input.clientId });
      const channel = input.channel.toLowerCase() as FollowUpChannel;
      const { next = null, nextOn = null, class: grade = null } = input;
      const answer = await recordFollowUp(context, { ...input, channel, next, nextOn, class: grade });
      return toGraphResult('FollowUpRecorded', answer);
    },
  },
  FollowUpRecorded: {
    followUp: ({ followUpId }: FollowUpRecorded, _: unknown, { db }: Context) =>
      db.read((tx) => findFollowUp(tx, followUpId)),
    client: ({ clientId }: FollowUpRecorded) => ({ id: clientId }),
    explanation: ({ explanationId }: FollowUpRecorded, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  FollowUp: {
    id: ({ followUpId }: FollowUp) => followUpId,
    client: ({ clientId }: FollowUp) => ({ id: clientId }),
    consultant: ({ consultantId }: FollowUp) => ({ id: consultantId }),
    channel: ({ channel }: FollowUp) => channel.toUpperCase(),
    explanation: ({ explanationId }: FollowUp, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};
