import {
  type BareContext,
  connectionOf,
  type GraphContext,
  listLoaderOf,
  loaderOf,
  pageOf,
  toGraphMoney,
} from '@shouwen/subgraph';
import { type ExplanationLoader, explained } from '../explained.ts';
import { cursorId, idOrNull, toGraphName } from '../graphNames.ts';
import { monthArgument } from '../ledger/index.ts';
import {
  commissionsOfDeals,
  type DealRow,
  type LineRow,
  linesOfClients,
  linesOfDeals,
  linesOfMonth,
  type MonthOf,
  type Statement,
  statementOf,
} from './commissionQueries.ts';

/** Everything of one kind that a request asks for is one query. */
export const commissionLoaders = ({ db, viewer }: BareContext) => ({
  linesByClient: listLoaderOf(
    (ids) => db.read((tx) => linesOfClients(tx, viewer, ids)),
    ({ clientId }) => clientId ?? '',
  ),
  linesByDeal: listLoaderOf(
    (ids) => db.read((tx) => linesOfDeals(tx, viewer, ids)),
    ({ dealId }) => dealId ?? '',
  ),
  commissionByDeal: loaderOf(
    (ids) => db.read((tx) => commissionsOfDeals(tx, viewer, ids)),
    ({ dealId }) => dealId,
  ),
});

type Context = GraphContext<ReturnType<typeof commissionLoaders> & { readonly explanations: ExplanationLoader }>;
type Reference = { readonly id: string };
type PageArguments = { readonly first?: number | null; readonly after?: string | null };

const stub = (id: string | null) => (id === null ? null : { id });

const monthPage = async ({ db, viewer }: Context, of: MonthOf, page: PageArguments) => {
  const { limit, after } = pageOf(page, 1);
  const rows = await db.read((tx) => linesOfMonth(tx, viewer, { ...of, limit, after: cursorId(after) }));
  return connectionOf(rows, limit, ({ id }) => [id]);
};

const parties: Readonly<Record<string, string>> = {
  'commission-pool': 'POOL',
  'pool-accrued': 'POOL',
  'introducer-payable': 'INTRODUCER',
  'introducer-accrued': 'INTRODUCER',
  'set-off-claim': 'CLAIM',
};

/** The commission part of the graph; every list shows only what the viewer may see. */
export const commissionResolvers = {
  Query: {
    commissionStatement: async (
      _: unknown,
      { month, staffId }: { readonly month: string; readonly staffId?: string | null },
      { db, viewer }: Context,
    ) => {
      const own = viewer.kind === 'staff' ? viewer.staffId : null;
      const wanted = { month: monthArgument(month), staffId: idOrNull(staffId ?? own) };
      if (wanted.staffId === null) return null;
      const of = { month: wanted.month, staffId: wanted.staffId };
      return db.read((tx) => statementOf(tx, viewer, of));
    },
    commissionLines: async (
      _: unknown,
      { siteId, month, ...page }: { readonly siteId: string; readonly month: string } & PageArguments,
      context: Context,
    ) => {
      const site = idOrNull(siteId);
      if (site === null) return connectionOf<LineRow>([], 1, ({ id }) => [id]);
      return monthPage(context, { siteId: site, month: monthArgument(month) }, page);
    },
  },
  Client: {
    __resolveReference: ({ id }: Reference) => ({ id }),
    commissionLines: ({ id }: Reference, _: unknown, { loaders }: Context) =>
      idOrNull(id) === null ? [] : loaders.linesByClient.load(id),
  },
  Deal: {
    __resolveReference: ({ id }: Reference) => ({ id }),
    commission: ({ id }: Reference, _: unknown, { loaders }: Context) =>
      idOrNull(id) === null ? null : loaders.commissionByDeal.load(id),
  },
  DealCommission: {
    total: ({ commissionFen }: DealRow) => toGraphMoney(commissionFen),
    rateBasisPoints: ({ basisPoints }: DealRow) => basisPoints,
    due: ({ due }: DealRow) => toGraphName(due),
    state: ({ state }: DealRow) => toGraphName(state),
    lines: ({ dealId }: DealRow, _: unknown, { loaders }: Context) => loaders.linesByDeal.load(dealId),
    explanation: ({ explanationId }: DealRow, _: unknown, { loaders }: Context) =>
      explained(loaders.explanations, explanationId),
  },
  CommissionLine: {
    deal: ({ dealId }: LineRow) => stub(dealId),
    client: ({ clientId }: LineRow) => stub(clientId),
    site: ({ siteId }: LineRow) => stub(siteId),
    party: ({ accountKind }: LineRow) => parties[accountKind] ?? 'CONSULTANT',
    staff: ({ staffId }: LineRow) => stub(staffId),
    amount: ({ amountFen }: LineRow) => toGraphMoney(amountFen),
    cause: ({ kind }: LineRow) => toGraphName(kind),
    payable: ({ accountKind }: LineRow) => !accountKind.endsWith('-accrued'),
    due: ({ due }: LineRow) => due && toGraphName(due),
    explanation: ({ explanationId }: LineRow, _: unknown, { loaders }: Context) =>
      explained(loaders.explanations, explanationId),
  },
  CommissionStatement: {
    staff: ({ staffId }: Statement) => stub(staffId),
    total: ({ totalFen }: Statement) => toGraphMoney(totalFen),
    performance: ({ performanceFen }: Statement) => toGraphMoney(performanceFen),
    performanceUnits: ({ unitThousandths }: Statement) => unitThousandths / 1_000,
    lines: ({ staffId, month }: Statement, page: PageArguments, context: Context) =>
      monthPage(context, { staffId, month }, page),
  },
};
