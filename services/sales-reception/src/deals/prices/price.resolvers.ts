import { type CommandResult, NotFound } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { toGraphMoney, toGraphRefusal } from '@shouwen/subgraph';
import { explanationOf } from '../../explained.ts';
import { toGraphName } from '../../graphNames.ts';
import type { DealGraph } from '../dealLoaders.ts';
import { idOf, stub } from '../graphNames.ts';
import { type PriceRequested, requestPrice, rulePrice } from './askPrice.ts';
import { type PriceRequest, pendingPriceRequests, priceRequestsById } from './priceRequestStore.ts';

type Asked<Input> = { readonly input: Input };
type RequestInput = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly clientId: string;
  readonly price: number;
};
type RuleInput = { readonly idempotencyKey: string; readonly requestId: string };

const findRequest = async (id: string, { db, viewer }: DealGraph): Promise<PriceRequest | null> =>
  isUuid(id) ? ((await db.read((tx) => priceRequestsById(tx, viewer, [id])))[0] ?? null) : null;

const answered = async (answer: Promise<CommandResult<PriceRequested>>) => {
  const result = await answer;
  return result.outcome === 'refused'
    ? toGraphRefusal(result.refusal, result.explanation)
    : { __typename: 'PriceRequested', ...result.result };
};

const rule =
  (approve: boolean) =>
  (_: unknown, { input }: Asked<RuleInput>, context: DealGraph) => {
    if (!isUuid(input.requestId)) throw new NotFound();
    return answered(rulePrice(context, { ...input, approve }));
  };

export const priceResolvers = {
  Query: {
    priceRequest: (_: unknown, { id }: { readonly id: string }, context: DealGraph) => findRequest(id, context),
    pendingPriceRequests: (_: unknown, { siteId }: { readonly siteId: string }, { db, viewer }: DealGraph) =>
      isUuid(siteId) ? db.read((tx) => pendingPriceRequests(tx, viewer, siteId)) : [],
  },
  Mutation: {
    requestPrice: (_: unknown, { input }: Asked<RequestInput>, context: DealGraph) => {
      const { idempotencyKey, unitId, price: priceFen } = input;
      if (!isUuid(unitId)) throw new NotFound();
      const clientId = idOf(input.clientId, 'clientId');
      return answered(requestPrice(context, { idempotencyKey, unitId, clientId, priceFen }));
    },
    approvePrice: rule(true),
    refusePrice: rule(false),
  },
  PriceRequested: {
    request: ({ requestId }: PriceRequested, _: unknown, context: DealGraph) => findRequest(requestId, context),
  },
  PriceRequest: {
    id: ({ requestId }: PriceRequest) => requestId,
    unit: ({ unitId }: PriceRequest, _: unknown, { loaders }: DealGraph) => loaders.units.load(unitId),
    client: ({ clientId }: PriceRequest) => stub(clientId),
    price: ({ priceFen }: PriceRequest) => toGraphMoney(priceFen),
    state: ({ state }: PriceRequest) => toGraphName(state),
    requestedBy: ({ requestedBy }: PriceRequest) => stub(requestedBy),
    decidedBy: ({ decidedBy }: PriceRequest) => stub(decidedBy),
    used: ({ usedBy }: PriceRequest) => usedBy !== null,
    explanation: ({ explanationId }: PriceRequest, _: unknown, { loaders }: DealGraph) =>
      explanationOf(loaders, explanationId),
  },
};
