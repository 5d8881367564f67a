import { BadInput } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import { connectionOf, mergeResolvers, pageOf, type Resolvers, toGraphMoney } from '@shouwen/subgraph';
import { explanationOf } from '../explained.ts';
import { fromGraphName, toGraphName } from '../graphNames.ts';
import type { ConsultantPart } from '../ownership/index.ts';
import { contractResolvers } from './contracts/contract.resolvers.ts';
import type { CancelledDeal, Deal } from './deal.ts';
import { dealActs } from './dealActs.resolvers.ts';
import type { DealRecorded } from './dealContext.ts';
import type { DealGraph } from './dealLoaders.ts';
import { dealsOfSite } from './dealQueries.ts';
import { staffStub, stub } from './graphNames.ts';
import { intentResolvers } from './intents/intent.resolvers.ts';
import type { Payment } from './payments/payment.ts';
import { priceResolvers } from './prices/price.resolvers.ts';
import { saleActs } from './saleActs.resolvers.ts';
import type { DealStep } from './steps/dealStep.ts';
import type { DealClosedHook } from './tellDeal.ts';

type DealsArguments = {
  readonly siteId: string;
  readonly state?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

const findDeal = (id: string, { loaders }: DealGraph) => (isUuid(id) ? loaders.deals.load(id) : null);

const dealPage = async ({ siteId, state, ...page }: DealsArguments, { db, viewer }: DealGraph) => {
  const { limit, after } = pageOf(page, 2);
  if (after && (!isUuid(after[1]) || Number.isNaN(Date.parse(String(after[0])))))
    throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  const wanted = { siteId, state: state ? fromGraphName<Deal['state']>(state) : null, limit, after };
  const rows = isUuid(siteId) ? await db.read((tx) => dealsOfSite(tx, viewer, wanted)) : [];
  return connectionOf(rows, limit, ({ closedAt, dealId }) => [closedAt.toISOString(), dealId]);
};

/** What others decide about the closing of a deal comes in by the hook. */
export const dealResolvers = (dealClosed: DealClosedHook): Resolvers =>
  mergeResolvers([
    dealTypes,
    intentResolvers,
    contractResolvers,
    priceResolvers,
    { Mutation: { ...dealActs(dealClosed), ...saleActs(dealClosed) } },
  ]);

const dealTypes = {
  Query: {
    deal: (_: unknown, { id }: { readonly id: string }, context: DealGraph) => findDeal(id, context),
    deals: (_: unknown, wanted: DealsArguments, context: DealGraph) => dealPage(wanted, context),
  },
  DealRecorded: {
    deal: ({ dealId }: DealRecorded, _: unknown, context: DealGraph) => findDeal(dealId, context),
  },
  Client: {
    deals: ({ id }: { readonly id: string }, _: unknown, { loaders }: DealGraph) =>
      isUuid(id) ? loaders.dealsByClient.load(id) : [],
  },
  Deal: {
    __resolveReference: ({ id }: { readonly id: string }, context: DealGraph) => findDeal(id, context),
    id: ({ dealId }: Deal) => dealId,
    client: ({ clientId }: Deal) => stub(clientId),
    unit: ({ unitId }: Deal, _: unknown, { loaders }: DealGraph) => loaders.units.load(unitId),
    site: ({ siteId }: Deal) => stub(siteId),
    price: ({ priceFen }: Deal) => toGraphMoney(priceFen),
    listPrice: ({ listPriceFen }: Deal) => toGraphMoney(listPriceFen),
    channel: ({ channel }: Deal) => toGraphName(channel),
    introducer: ({ introducerId }: Deal) => stub(introducerId),
    state: ({ state }: Deal) => toGraphName(state),
    stage: ({ stage }: Deal) => toGraphName(stage),
    paymentMethod: ({ paymentMethod }: Deal) => paymentMethod && toGraphName(paymentMethod),
    closedBy: ({ closedBy }: Deal) => stub(closedBy),
    paid: ({ paidFen }: Deal) => toGraphMoney(paidFen),
    payments: ({ dealId }: Deal, _: unknown, { loaders }: DealGraph) => loaders.paymentsByDeal.load(dealId),
    steps: ({ dealId }: Deal, _: unknown, { loaders }: DealGraph) => loaders.stepsByDeal.load(dealId),
    contracts: ({ dealId }: Deal, _: unknown, { loaders }: DealGraph) => loaders.contractsByDeal.load(dealId),
    cancellation: (deal: Deal) => (deal.state === 'cancelled' ? deal : null),
    explanation: ({ explanationId }: Deal, _: unknown, { loaders }: DealGraph) => explanationOf(loaders, explanationId),
  },
  DealShare: {
    staff: ({ staffId }: ConsultantPart) => stub(staffId),
    role: ({ role }: ConsultantPart) => toGraphName(role),
  },
  DealCancellation: {
    at: ({ cancelledAt }: CancelledDeal) => cancelledAt,
    on: ({ cancelledOn }: CancelledDeal) => cancelledOn,
    fault: ({ fault }: CancelledDeal) => toGraphName(fault),
    reason: ({ reason }: CancelledDeal) => toGraphName(reason),
    explanation: ({ cancelledWhy }: CancelledDeal, _: unknown, { loaders }: DealGraph) =>
      explanationOf(loaders, cancelledWhy),
  },
  DealStep: {
    step: ({ step }: DealStep) => toGraphName(step),
    by: ({ by }: DealStep) => staffStub(by),
    explanation: ({ explanationId }: DealStep, _: unknown, { loaders }: DealGraph) =>
      explanationOf(loaders, explanationId),
  },
  Payment: {
    id: ({ paymentId }: Payment) => paymentId,
    kind: ({ kind }: Payment) => toGraphName(kind),
    amount: ({ amountFen }: Payment) => toGraphMoney(amountFen),
  },
};
