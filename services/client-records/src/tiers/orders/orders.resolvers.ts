import { BadInput, demand, demandIds, demandStaff } from '@shouwen/access';
import { siteDate, text } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { type ClientLoaders, readerAt } from '../../clients/index.ts';
import type { Vault } from '../../vault/index.ts';
import { tierOn } from '../tier.ts';
import type { TierLoaders } from '../tierLoaders.ts';
import { demandSomewhere } from '../tierScope.ts';
import { isOver, type Order, type OrderKind, type OrderState, type OrderTreatment, treatedAs } from './order.ts';
import { decideOrderTreatment, proposeTreatment, type TreatmentDone } from './orderActs.ts';
import { pageOfTreatments, treatmentById } from './orderQueries.ts';
import { type RefusedDone, refuseOrder } from './refuseOrder.ts';
import { inOrderOfService, type WantedOrder } from './treatment.ts';

type Context = GraphContext<ClientLoaders & TierLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type OfOrder = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly kind: string;
  readonly orderId: string;
};
type Decide = { readonly idempotencyKey: string; readonly id: string; readonly approve: boolean };
type Wanted = Omit<WantedOrder, 'treatedAs'> & { readonly kind: string; readonly clientId: string };
type Listed = {
  readonly siteId: string;
  readonly state?: string | null;
  readonly first?: number;
  readonly after?: string;
};

const orderOf = ({ kind, orderId }: Pick<OfOrder, 'kind' | 'orderId'>): Order => ({
  kind: fromGraphName<OrderKind>(kind),
  id: orderId,
});
const staff = (id: string | null) => (id === null ? null : { __typename: 'Staff', id });

const inPriority = async (orders: readonly Wanted[], { loaders, now }: Context) => {
  const today = siteDate(now);
  const known = await Promise.all(
    orders.map(async (order) => {
      const tier = tierOn(await loaders.tierSpans.load(order.clientId), today)?.tier ?? 'C';
      const treatments = await loaders.ordersTreatedAsA.load(order.clientId);
      return { ...order, treatedAs: treatedAs(tier, treatments, orderOf(order)) };
    }),
  );
  const clients = new Map(orders.map(({ orderId, clientId }) => [orderId, clientId]));
  return inOrderOfService(known).map(({ order: { orderId }, standsAs }) => ({
    ...{ orderId, standsAs, clientId: clients.get(orderId) ?? '' },
  }));
};

const demandWanted = (orders: readonly Wanted[]): void => {
  const isFine = ({ wants, from, until }: Wanted) => wants.length >= 1 && wants.length <= 100 && from < until;
  const isUnique = new Set(orders.map(({ orderId }) => orderId)).size === orders.length;
  if (orders.length <= 100 && isUnique && orders.every(isFine)) return;
  const message = text(
    '至多100个订单，编号不重复，起止时间有序。',
    'At most 100 orders, each once, each beginning before it ends.',
  );
  throw new BadInput(message, 'orders');
};

/** Of a deal the price is known; of a unit it is said. */
const demandPrice = ({ order, priceFen }: { readonly order: Order; readonly priceFen: number | null }): void => {
  if (order.kind === 'deal' ? priceFen === null : priceFen !== null && priceFen > 0) return;
  throw new BadInput(text('房源须填价格，成交不填。', 'A unit needs a price, a deal has one.'), 'priceFen');
};

const queries = {
  orderTreatments: async (_: unknown, { siteId, state, ...asked }: Listed, context: Context) => {
    demand(context.viewer, 'tier.read', siteId);
    demandIds({ siteId });
    const { limit, after } = typedPageOf(asked, ['time', 'id']);
    const page = { siteId, state: state ? fromGraphName<OrderState>(state) : null, after, limit: limit + 1 };
    const rows = await context.db.read((tx) => pageOfTreatments(tx, readerAt(context, siteId, 'tier.read'), page));
    return connectionOf(rows, limit, ({ proposedAt, requestId }) => [proposedAt.toISOString(), requestId]);
  },
  ordersInPriority: (_: unknown, { orders }: { readonly orders: readonly Wanted[] }, context: Context) => {
    demandSomewhere(context, 'tier.read');
    demandStaff(context.viewer);
    demandWanted(orders);
    return inPriority(orders, context);
  },
};

const types = {
  OrderInPriority: {
    client: ({ clientId }: { readonly clientId: string }) => ({ id: clientId }),
  },
  OrderTreatmentDone: {
    treatment: ({ requestId }: TreatmentDone, _: unknown, { db }: Context) =>
      db.read((tx) => treatmentById(tx, requestId)),
  },
  OrderRefused: {
    client: async ({ clientId }: RefusedDone, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    kind: ({ order }: RefusedDone) => toGraphName(order.kind),
    orderId: ({ order }: RefusedDone) => order.id,
    explanation: ({ explanationId }: RefusedDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  OrderTreatment: {
    id: ({ requestId }: OrderTreatment) => requestId,
    client: async ({ personId }: OrderTreatment, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(personId)) ?? { id: personId },
    site: ({ siteId }: OrderTreatment) => ({ __typename: 'Site', id: siteId }),
    kind: ({ kind }: OrderTreatment) => toGraphName(kind),
    state: ({ state }: OrderTreatment) => toGraphName(state),
    inForce: ({ state, deals }: OrderTreatment) => state === 'approved' && !isOver(deals),
    over: ({ deals }: OrderTreatment) => isOver(deals),
    proposedBy: ({ proposedBy }: OrderTreatment) => staff(proposedBy),
    decidedBy: ({ decidedBy }: OrderTreatment) => staff(decidedBy),
    explanation: ({ explanationId }: OrderTreatment, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};

export const orderResolvers = (vault: Vault) => ({
  Client: {
    ordersTreatedAsA: async ({ id }: { readonly id: string }, _: unknown, { loaders }: Context) =>
      (await loaders.ordersTreatedAsA.load(id)).filter(({ state, deals }) => state === 'approved' && !isOver(deals)),
  },
  Query: queries,
  Mutation: {
    proposeOrderTreatment: async (
      _: unknown,
      { input }: Input<OfOrder & { readonly priceFen?: number | null }>,
      context: Context,
    ) => {
      demandIds({ siteId: input.siteId, orderId: input.orderId });
      const told = { ...input, order: orderOf(input), priceFen: input.priceFen ?? null };
      demandPrice(told);
      return toGraphResult('OrderTreatmentDone', await proposeTreatment(context, told));
    },
    decideOrderTreatment: async (_: unknown, { input: { id, ...input } }: Input<Decide>, context: Context) =>
      toGraphResult('OrderTreatmentDone', await decideOrderTreatment(context, { ...input, requestId: id })),
    refuseOrder: async (_: unknown, { input }: Input<OfOrder & { readonly reason: string }>, context: Context) => {
      demandIds({ siteId: input.siteId, orderId: input.orderId });
      return toGraphResult('OrderRefused', await refuseOrder(vault)(context, { ...input, order: orderOf(input) }));
    },
  },
  ...types,
});
