import { demandIds, demandStaff } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
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
import type { VisitLoaders } from '../visitLoaders.ts';
import {
  type ApplyVisitCost,
  applyForCost,
  type DecideVisitCost,
  decideVisitCost,
  type RecordVisitCost,
  recordActualCost,
  type VisitCostDone,
} from './costActs.ts';
import type { VisitCost } from './visitCost.ts';
import { costsById, pageOfCosts } from './visitCostQueries.ts';

type Context = GraphContext<VisitLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Listed = { readonly openOnly: boolean; readonly first?: number | null; readonly after?: string | null };

const staff = (id: string | null) => (id === null ? null : { __typename: 'Staff', id });
const money = (fen: number | null) => (fen === null ? null : toGraphMoney(fen));

export const visitCostsResolvers = {
  Query: {
    visitCosts: async (_: unknown, { openOnly, ...asked }: Listed, { viewer, db }: Context) => {
      demandStaff(viewer);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { openOnly, after: after as [string, string] | null, limit: limit + 1 };
      const rows = await db.read((tx) => pageOfCosts(tx, viewer, page));
      return connectionOf(rows, limit, ({ askedAt, costId }) => [askedAt.toISOString(), costId]);
    },
  },
  Mutation: {
    applyVisitCost: async (_: unknown, { input }: Input<ApplyVisitCost>, context: Context) => {
      demandIds({ plannedId: input.plannedId });
      const kind = fromGraphName<VisitCost['kind']>(input.kind);
      return toGraphResult('VisitCostDone', await applyForCost(context, { ...input, kind }));
    },
    decideVisitCost: async (_: unknown, { input }: Input<DecideVisitCost>, context: Context) =>
      toGraphResult('VisitCostDone', await decideVisitCost(context, input)),
    recordVisitCost: async (_: unknown, { input }: Input<RecordVisitCost>, context: Context) =>
      toGraphResult('VisitCostDone', await recordActualCost(context, input)),
  },
  VisitCostDone: {
    cost: async ({ costId }: VisitCostDone, _: unknown, { viewer, db }: Context) =>
      isUuid(costId) ? (await db.read((tx) => costsById(tx, viewer, [costId])))[0] : null,
  },
  VisitCost: {
    id: ({ costId }: VisitCost) => costId,
    site: ({ siteId }: VisitCost) => ({ __typename: 'Site', id: siteId }),
    staff: ({ staffId }: VisitCost) => staff(staffId),
    kind: ({ kind }: VisitCost) => toGraphName(kind),
    amount: ({ amountFen }: VisitCost) => toGraphMoney(amountFen),
    approver: ({ approver }: VisitCost) => toGraphName(approver),
    state: ({ state }: VisitCost) => toGraphName(state),
    decidedBy: ({ decidedBy }: VisitCost) => staff(decidedBy),
    actual: ({ actualFen }: VisitCost) => money(actualFen),
    overspent: ({ actualFen, amountFen }: VisitCost) =>
      money(actualFen === null || actualFen <= amountFen ? null : actualFen - amountFen),
    history: ({ costId }: VisitCost, _: unknown, { loaders }: Context) => loaders.visitSteps.load(costId),
    explanation: ({ explanationId }: VisitCost, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};
