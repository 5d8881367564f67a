import { BadInput } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import {
  connectionOf,
  type GraphContext,
  type PageArguments,
  pageOf,
  toGraphExplanation,
  toGraphMoney,
  typedPageOf,
} from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { netToGrossOf } from '../leasing/index.ts';
import { toGraphResult } from '../toGraphResult.ts';
import type { Broker, BrokerKind, BrokerViewing } from './broker.ts';
import { brokersOf } from './listingQueries.ts';
import {
  type ChangeKind,
  changeBrokerKind,
  type EndBroker,
  endBroker,
  type PublishBrochure,
  publishBrochure,
  type RegisterBroker,
  registerBroker,
} from './manageBrokers.ts';
import { type ReadListing, readListings } from './readListings.ts';
import { type RequestViewing, requestViewing } from './requestViewing.ts';
import type { ListingQuote } from './sight.decision.ts';

type Context = GraphContext<ExplanationLoaders>;
type Input<I> = { readonly input: I };
type OfSite = PageArguments & { readonly siteId: string };

const money = (fen: number | null) => (fen === null ? null : toGraphMoney(fen));
const kindOf = (kind: string): BrokerKind => kind.toLowerCase() as BrokerKind;
const explanation = ({ explanationId }: { readonly explanationId: string }, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);

export const brokersResolvers = {
  Query: {
    listings: async (_: unknown, { siteId, ...asked }: OfSite, { db, viewer, now }: Context) => {
      const { limit, after } = pageOf(asked, 2);
      if (after && !isUuid(after[1])) throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
      if (!isUuid(siteId)) return null;
      const found = await db.read((tx) => readListings(tx, { viewer, now }, siteId, { limit: limit + 1, after }));
      if (!found) return null;
      const { edges, pageInfo } = connectionOf(found.rows, limit, ({ name, listingId }) => [name, listingId]);
      return { brochure: found.brochure, edges, pageInfo, explanation: toGraphExplanation(found.explanation) };
    },
    brokers: async (_: unknown, { siteId, ...asked }: OfSite, { db, viewer }: Context) => {
      const { limit, after } = typedPageOf(asked, ['id']);
      const page = { limit: limit + 1, after };
      const rows = isUuid(siteId) ? await db.read((tx) => brokersOf(tx, viewer, siteId, page)) : [];
      return connectionOf(rows, limit, ({ brokerId }) => [brokerId]);
    },
  },
  Mutation: {
    registerBroker: async (_: unknown, { input }: Input<RegisterBroker>, context: Context) => {
      demandIds({ siteId: input.siteId, partnerId: input.partnerId });
      const answer = await registerBroker(context, { ...input, kind: kindOf(input.kind) });
      return toGraphResult('BrokerChanged', answer);
    },
    changeBrokerKind: async (_: unknown, { input }: Input<ChangeKind>, context: Context) => {
      demandIds({ brokerId: input.brokerId });
      return toGraphResult('BrokerChanged', await changeBrokerKind(context, { ...input, kind: kindOf(input.kind) }));
    },
    endBroker: async (_: unknown, { input }: Input<EndBroker>, context: Context) => {
      demandIds({ brokerId: input.brokerId });
      return toGraphResult('BrokerChanged', await endBroker(context, input));
    },
    publishBrochure: async (_: unknown, { input }: Input<PublishBrochure>, context: Context) => {
      demandIds({ siteId: input.siteId });
      return toGraphResult('BrochurePublished', await publishBrochure(context, input));
    },
    requestViewing: async (_: unknown, { input }: Input<RequestViewing>, context: Context) => {
      demandIds({ listingId: input.listingId });
      return toGraphResult('ViewingRequested', await requestViewing(context, input));
    },
  },
  Broker: {
    id: ({ brokerId }: Broker) => brokerId,
    kind: ({ kind }: Broker) => kind.toUpperCase(),
    explanation,
  },
  BrokerChanged: { explanation },
  BrochurePublished: { explanation },
  Listing: {
    id: ({ listingId }: ReadListing) => listingId,
    kind: ({ kind }: ReadListing) => kind.toUpperCase(),
    area: ({ areaHundredths }: ReadListing) => areaHundredths / 100,
    netToGrossPercent: ({ areaHundredths, netAreaHundredths }: ReadListing) =>
      netAreaHundredths === null ? null : netToGrossOf({ areaHundredths, netAreaHundredths }),
    fitOut: ({ fitOut }: ReadListing) => fitOut?.toUpperCase() ?? null,
  },
  ListingQuote: {
    amount: ({ amountFen }: ListingQuote) => money(amountFen),
    managementFee: ({ managementFeeFen }: ListingQuote) => money(managementFeeFen),
    phoneLine: ({ phoneLineFen }: ListingQuote) => money(phoneLineFen),
    parkingPlace: ({ parkingPlaceFen }: ListingQuote) => money(parkingPlaceFen),
  },
  BrokerViewing: { id: ({ viewingId }: BrokerViewing) => viewingId },
};
