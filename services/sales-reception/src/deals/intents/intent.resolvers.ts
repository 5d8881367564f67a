import { BadInput } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import { connectionOf, pageOf, toGraphMoney } from '@shouwen/subgraph';
import { explanationOf } from '../../explained.ts';
import { toGraphName } from '../../graphNames.ts';
import type { DealRecorded } from '../dealContext.ts';
import type { DealGraph } from '../dealLoaders.ts';
import { stub } from '../graphNames.ts';
import type { Intent } from './intent.ts';
import { openIntentsOf } from './intentStore.ts';

type PageArguments = { readonly siteId: string; readonly first?: number | null; readonly after?: string | null };

const findIntent = (id: string, { loaders }: DealGraph) => (isUuid(id) ? loaders.intents.load(id) : null);

const intentPage = async ({ siteId, ...page }: PageArguments, { db, viewer }: DealGraph) => {
  const { limit, after } = pageOf(page, 2);
  if (after && (!isUuid(after[1]) || Number.isNaN(Date.parse(String(after[0])))))
    throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
  const rows = isUuid(siteId) ? await db.read((tx) => openIntentsOf(tx, viewer, { siteId, limit, after })) : [];
  return connectionOf(rows, limit, ({ openedAt, dealId }) => [openedAt.toISOString(), dealId]);
};

export const intentResolvers = {
  Query: {
    dealIntent: (_: unknown, { id }: { readonly id: string }, context: DealGraph) => findIntent(id, context),
    dealIntents: (_: unknown, asked: PageArguments, context: DealGraph) => intentPage(asked, context),
  },
  SaleRecorded: {
    deal: ({ dealId }: DealRecorded, _: unknown, { loaders }: DealGraph) => loaders.deals.load(dealId),
    intent: async ({ dealId }: DealRecorded, _: unknown, { loaders }: DealGraph) =>
      (await loaders.deals.load(dealId)) ? null : loaders.intents.load(dealId),
  },
  DealIntent: {
    id: ({ dealId }: Intent) => dealId,
    client: ({ clientId }: Intent) => stub(clientId),
    unit: ({ unitId }: Intent, _: unknown, { loaders }: DealGraph) => loaders.units.load(unitId),
    site: ({ siteId }: Intent) => stub(siteId),
    price: ({ priceFen }: Intent) => toGraphMoney(priceFen),
    earnestMoney: ({ earnestFen }: Intent) => toGraphMoney(earnestFen),
    state: ({ state }: Intent) => toGraphName(state),
    payments: ({ dealId }: Intent, _: unknown, { loaders }: DealGraph) => loaders.paymentsByDeal.load(dealId),
    steps: ({ dealId }: Intent, _: unknown, { loaders }: DealGraph) => loaders.stepsByDeal.load(dealId),
    contracts: ({ dealId }: Intent, _: unknown, { loaders }: DealGraph) => loaders.contractsByDeal.load(dealId),
    explanation: ({ explanationId }: Intent, _: unknown, { loaders }: DealGraph) =>
      explanationOf(loaders, explanationId),
  },
};
