import { BadInput, type CommandResult, NotFound } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  listLoaderOf,
  loaderOf,
  pageOf,
  toGraphMoney,
  toGraphRefusal,
} from '@shouwen/subgraph';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import type { ConsultantPart } from '../ownership/index.ts';
import type { UnitLoaders } from '../units/index.ts';
import { cancelDeal } from './cancelDeal.ts';
import { type ChangeScheme, changeScheme } from './changeScheme.ts';
import type { CancellationReason, CancelledDeal, Channel, Deal, Fault } from './deal.ts';
import { dealsById, dealsOfClients, dealsOfSite } from './dealQueries.ts';
import { type DealRecorded, recordDeposit } from './recordDeposit.ts';
import type { DealClosedHook } from './tellDeal.ts';

/** Deals asked for by id or by client are one query a request. */
export const dealLoaders = ({ db, viewer }: BareContext) => ({
  deals: loaderOf(
    (ids) => db.read((tx) => dealsById(tx, viewer, ids)),
    ({ dealId }) => dealId,
  ),
  dealsByClient: listLoaderOf(
    (ids) => db.read((tx) => dealsOfClients(tx, viewer, ids)),
    ({ clientId }) => clientId,
  ),
});

type Context = GraphContext<ReturnType<typeof dealLoaders> & UnitLoaders & ExplanationLoaders>;
type DealsArguments = {
  readonly siteId: string;
  readonly state?: string | null;
  readonly first?: number | null;
  readonly after?: string | null;
};
type RecordDepositInput = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly clientId: string;
  readonly visitId?: string | null;
  readonly price: number;
  readonly channel: string;
  readonly introducerId?: string | null;
};
type CancelDealInput = {
  readonly idempotencyKey: string;
  readonly dealId: string;
  readonly fault: string;
  readonly reason: string;
};

const toGraphName = (name: string): string => name.toUpperCase().replaceAll('-', '_');
const fromGraphName = <Name extends string>(name: string): Name => name.toLowerCase().replaceAll('_', '-') as Name;
const stub = (id: string | null) => (id === null ? null : { id });
const findDeal = (id: string, { loaders }: Context) => (isUuid(id) ? loaders.deals.load(id) : null);

/** @throws BadInput with the field, since nothing has such an id */
const idOf = (id: string, field: string): string => {
  if (!isUuid(id)) throw new BadInput(text('编号无效。', 'This is no id.'), field);
  return id;
};

const toGraphResult = (answer: CommandResult<DealRecorded>) =>
  answer.outcome === 'refused'
    ? toGraphRefusal(answer.refusal, answer.explanation)
    : { __typename: 'DealRecorded', ...answer.result };

const dealPage = async ({ siteId, state, ...page }: DealsArguments, { db, viewer }: Context) => {
  const { limit, after } = pageOf(page, 2);
  if (after && (!isUuid(after[1]) || Number.isNaN(Date.parse(String(after[0])))))
    throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  const wanted = { siteId, state: state ? fromGraphName<Deal['state']>(state) : null, limit, after };
  const rows = isUuid(siteId) ? await db.read((tx) => dealsOfSite(tx, viewer, wanted)) : [];
  return connectionOf(rows, limit, ({ closedAt, dealId }) => [closedAt.toISOString(), dealId]);
};

export const dealResolvers = (dealClosed: DealClosedHook) => ({
  Query: {
    deal: (_: unknown, { id }: { readonly id: string }, context: Context) => findDeal(id, context),
    deals: (_: unknown, wanted: DealsArguments, context: Context) => dealPage(wanted, context),
  },
  Mutation: {
    recordDeposit: async (_: unknown, { input }: { readonly input: RecordDepositInput }, context: Context) => {
      if (!isUuid(input.unitId)) throw new NotFound();
      const { idempotencyKey, unitId, price, visitId, introducerId } = input;
      const deposit = {
        idempotencyKey,
        unitId,
        clientId: idOf(input.clientId, 'clientId'),
        visitId: visitId ? idOf(visitId, 'visitId') : null,
        priceFen: price,
        channel: fromGraphName<Channel>(input.channel),
        introducerId: introducerId ? idOf(introducerId, 'introducerId') : null,
      };
      return toGraphResult(await recordDeposit({ ...context, dealClosed }, deposit));
    },
    changeScheme: async (_: unknown, { input }: { readonly input: ChangeScheme }, context: Context) => {
      idOf(input.siteId, 'siteId');
      const answer = await changeScheme(context, input);
      if (answer.outcome === 'refused') return toGraphRefusal(answer.refusal, answer.explanation);
      return { __typename: 'SchemeChanged', ...answer.result };
    },
    cancelDeal: async (_: unknown, { input }: { readonly input: CancelDealInput }, context: Context) => {
      if (!isUuid(input.dealId)) throw new NotFound();
      const fault = fromGraphName<Fault>(input.fault);
      const reason = fromGraphName<CancellationReason>(input.reason);
      return toGraphResult(await cancelDeal(context, { ...input, fault, reason }));
    },
  },
  DealRecorded: {
    deal: ({ dealId }: DealRecorded, _: unknown, context: Context) => findDeal(dealId, context),
  },
  Client: {
    deals: ({ id }: { readonly id: string }, _: unknown, { loaders }: Context) =>
      isUuid(id) ? loaders.dealsByClient.load(id) : [],
  },
  Deal: {
    __resolveReference: ({ id }: { readonly id: string }, context: Context) => findDeal(id, context),
    id: ({ dealId }: Deal) => dealId,
    client: ({ clientId }: Deal) => stub(clientId),
    unit: ({ unitId }: Deal, _: unknown, { loaders }: Context) => loaders.units.load(unitId),
    site: ({ siteId }: Deal) => stub(siteId),
    price: ({ priceFen }: Deal) => toGraphMoney(priceFen),
    listPrice: ({ listPriceFen }: Deal) => toGraphMoney(listPriceFen),
    channel: ({ channel }: Deal) => toGraphName(channel),
    introducer: ({ introducerId }: Deal) => stub(introducerId),
    state: ({ state }: Deal) => toGraphName(state),
    cancellation: (deal: Deal) => (deal.state === 'cancelled' ? deal : null),
    explanation: ({ explanationId }: Deal, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
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
    explanation: ({ cancelledWhy }: CancelledDeal, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, cancelledWhy),
  },
});
