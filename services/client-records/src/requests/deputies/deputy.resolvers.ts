import { demandIds, demandStaff } from '@shouwen/access';
import {
  connectionOf,
  explanationOf,
  type PageArguments,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import type { RequestContext } from '../requestTypes.resolvers.ts';
import type { Deputy } from './deputy.ts';
import { deputiesAround } from './deputyStore.ts';
import { type DeputyDone, endDeputy, type NameDeputy, nameDeputy } from './nameDeputy.ts';

type Asked<Input> = { readonly input: Input };

export const deputyResolvers = {
  Query: {
    myRequestDeputies: async (_: unknown, asked: PageArguments, { viewer, db }: RequestContext) => {
      const { staffId } = demandStaff(viewer);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const rows = await db.read((tx) => deputiesAround(tx, staffId, { after, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ namedAt, id }) => [namedAt.toISOString(), id]);
    },
  },
  Mutation: {
    nameRequestDeputy: async (_: unknown, { input }: Asked<NameDeputy>, context: RequestContext) => {
      demandIds({ deputyId: input.deputyId });
      return toGraphResult('RequestDeputyDone', await nameDeputy(context, input));
    },
    endRequestDeputy: async (_: unknown, { input }: Asked<EndInput>, context: RequestContext) => {
      demandIds({ id: input.id });
      const { id: deputyRowId, idempotencyKey } = input;
      return toGraphResult('RequestDeputyDone', await endDeputy(context, { idempotencyKey, deputyRowId }));
    },
  },
  RequestDeputyDone: {
    id: ({ deputyRowId }: DeputyDone) => deputyRowId,
    explanation: ({ explanationId }: DeputyDone, _: unknown, { loaders }: RequestContext) =>
      explanationOf(loaders, explanationId),
  },
  RequestDeputy: {
    approver: ({ staffId }: Deputy) => ({ id: staffId }),
    deputy: ({ deputyId }: Deputy) => ({ id: deputyId }),
    steps: ({ entitlements }: Deputy) => [...new Set(entitlements.map(({ step }) => toGraphName(step)))],
    explanation: ({ explanationId }: Deputy, _: unknown, { loaders }: RequestContext) =>
      explanationOf(loaders, explanationId),
  },
};

type EndInput = { readonly idempotencyKey: string; readonly id: string };
