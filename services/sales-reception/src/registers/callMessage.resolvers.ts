import { demand } from '@shouwen/access';
import { endOfDay, policyAt } from '@shouwen/kernel';
import { connectionOf, type GraphContext, type PageArguments, typedPageOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { findSitePolicies } from '../policies/index.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type CallWithoutMessage, callsWithoutMessage } from './callMessageQueries.ts';
import type { ReceptionBook } from './ports.ts';
import { type CallMessageRecorded, type RecordCallMessage, recordCallMessage } from './recordCallMessage.ts';

type Context = GraphContext<ExplanationLoaders>;
type Asked = PageArguments & { readonly siteId: string; readonly date: string };
type Keyed<Input> = { readonly input: Input & { readonly idempotencyKey: string } };
type Shown = CallWithoutMessage & { readonly overdue: boolean };

export const callMessageResolvers = (book: ReceptionBook) => ({
  Query: {
    callsWithoutMessage: async (_: unknown, asked: Asked, { viewer, db, now }: Context) => {
      const { siteId, date } = asked;
      demandIds({ siteId });
      demand(viewer, 'call.read', siteId);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const rows = await db.read(async (tx): Promise<Shown[]> => {
        const site = await findSitePolicies(tx, siteId);
        const over = endOfDay(date, site?.zone);
        // Before the first policy nothing was asked of anybody.
        if (!site?.versions.some(({ effectiveFrom }) => effectiveFrom < over)) return [];
        const { zone, versions } = site;
        if (!policyAt(versions, new Date(over.getTime() - 1)).params['call.sameDayMessage']) return [];
        const calls = await callsWithoutMessage(tx, { siteId, date, zone, after, limit: limit + 1 });
        return calls.map((call) => ({ ...call, overdue: now >= over }));
      });
      return connectionOf(rows, limit, ({ answeredAt, callId }) => [answeredAt.toISOString(), callId]);
    },
  },
  Mutation: {
    recordCallMessage: async (_: unknown, { input }: Keyed<RecordCallMessage>, context: Context) => {
      demandIds({ callId: input.callId });
      const answer = await recordCallMessage(book)(context, input);
      return toGraphResult('CallMessageRecorded', answer);
    },
  },
  CallMessageRecorded: {
    sentAt: ({ sentAt }: CallMessageRecorded) => new Date(sentAt),
    explanation: ({ explanationId }: CallMessageRecorded, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  CallWithoutMessage: {
    id: ({ callId }: Shown) => callId,
    client: ({ clientId }: Shown) => clientId && { id: clientId },
    consultant: ({ consultantId }: Shown) => ({ id: consultantId }),
  },
});
