import { type CommandResult, demandStaff, NotFound } from '@shouwen/access';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  loaderOf,
  type PageArguments,
  toGraphMoney,
  toGraphRefusal,
  typedPageOf,
} from '@shouwen/subgraph';
import { type ExplanationLoader, explained } from '../../explained.ts';
import { idOrNull, toGraphName } from '../../graphNames.ts';
import { requestSpending, type SpendingKept } from './requestSpending.ts';
import { type RuleSpendingInput, ruleSpending } from './ruleSpending.ts';
import type { Spending } from './spending.ts';
import { listSpendings, spendingsByIds } from './spendingStore.ts';

export const poolLoaders = ({ db, viewer }: BareContext) => ({
  spendings: loaderOf(
    (ids) => db.read((tx) => spendingsByIds(tx, viewer, ids)),
    ({ id }) => id,
  ),
});

type Context = GraphContext<ReturnType<typeof poolLoaders> & { readonly explanations: ExplanationLoader }>;
type Input<I> = { readonly input: I };
type Asking = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly amount: number;
  readonly purpose: string;
};

const toGraphResult = (typename: string, answer: CommandResult<SpendingKept>) =>
  answer.outcome === 'refused'
    ? toGraphRefusal(answer.refusal, answer.explanation)
    : { __typename: typename, ...answer.result };

const ruling =
  (typename: string, rule: ReturnType<typeof ruleSpending>) =>
  async (_: unknown, { input }: Input<RuleSpendingInput>, context: Context) => {
    demandStaff(context.viewer);
    if (idOrNull(input.spendingId) === null) throw new NotFound();
    return toGraphResult(typename, await rule(context, input));
  };

const kept = {
  spending: ({ spendingId }: SpendingKept, _: unknown, { loaders }: Context) => loaders.spendings.load(spendingId),
};
const stub = (id: string | null) => (id === null ? null : { id });

/** FI-1.08 in the graph. */
export const poolResolvers = {
  Query: {
    poolSpendings: async (
      _: unknown,
      { siteId, ...asked }: { readonly siteId: string } & PageArguments,
      { db, viewer }: Context,
    ) => {
      const page = typedPageOf(asked, ['time', 'id']);
      const site = idOrNull(siteId);
      const rows = site === null ? [] : await db.read((tx) => listSpendings(tx, viewer, { siteId: site, page }));
      return connectionOf(rows, page.limit, ({ requestedAt, id }) => [requestedAt.toISOString(), id]);
    },
  },
  Mutation: {
    requestSpending: async (_: unknown, { input }: Input<Asking>, context: Context) => {
      demandStaff(context.viewer);
      if (idOrNull(input.siteId) === null) throw new NotFound();
      const { amount: amountFen, ...asked } = input;
      return toGraphResult('SpendingRequested', await requestSpending(context, { ...asked, amountFen }));
    },
    approveSpending: ruling('SpendingApproved', ruleSpending('approve')),
    declineSpending: ruling('SpendingDeclined', ruleSpending('decline')),
  },
  SpendingRequested: kept,
  SpendingApproved: kept,
  SpendingDeclined: kept,
  PoolSpending: {
    site: ({ siteId }: Spending) => stub(siteId),
    amount: ({ amountFen }: Spending) => toGraphMoney(amountFen),
    state: ({ state }: Spending) => toGraphName(state),
    requestedBy: ({ requestedBy }: Spending) => stub(requestedBy),
    ruledBy: ({ ruledBy }: Spending) => stub(ruledBy),
    explanation: ({ explanationId }: Spending, _: unknown, { loaders }: Context) =>
      explained(loaders.explanations, explanationId),
  },
};
