import { isUuid } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  listLoaderOf,
  type PageArguments,
  toGraphMoney,
  typedPageOf,
} from '@shouwen/subgraph';
import { demandIds } from '../../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import type { LeaseEnquiry } from '../enquiries/index.ts';
import type { LeaseSpaceLoaders } from '../spaces/index.ts';
import { type ApplyForTerms, applyForLeaseTerms, decideLeaseApplication, type RuleTerms } from './applyForTerms.ts';
import { type QuoteLease, quoteLease, signLease } from './quoteLease.ts';
import { applicationsOf, openApplications, quotesOf } from './termQueries.ts';
import type { LeaseApplication, LeaseQuote } from './termStore.ts';

const enquiryIdOf = ({ enquiryId }: { readonly enquiryId: string }): string => enquiryId;

export const termLoaders = ({ db }: BareContext) => ({
  quotesOfEnquiry: listLoaderOf<LeaseQuote>((ids) => db.read((tx) => quotesOf(tx, ids)), enquiryIdOf),
  applicationsOfEnquiry: listLoaderOf<LeaseApplication>((ids) => db.read((tx) => applicationsOf(tx, ids)), enquiryIdOf),
});

type Context = GraphContext<ReturnType<typeof termLoaders> & LeaseSpaceLoaders & ExplanationLoaders>;
type Input<I> = { readonly input: I };
type QuoteInput = Omit<QuoteLease, 'rentFen'> & { readonly rent?: number | null };
type ApplyInput = Omit<ApplyForTerms, 'tenantRentFen'> & { readonly tenantRent: number };
type Explained = { readonly explanationId: string };
type OfSpace = { readonly spaceId: string };

const money = (fen: number | null) => (fen === null ? null : toGraphMoney(fen));
const explanation = ({ explanationId }: Explained, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);
const space = ({ spaceId }: OfSpace, _: unknown, { loaders }: Context) => loaders.leaseSpaces.load(spaceId);

const toTerms = ({ rent, ...input }: QuoteInput): QuoteLease => {
  demandIds({ enquiryId: input.enquiryId, spaceId: input.spaceId });
  return { ...input, rentFen: rent ?? null };
};

export const termsResolvers = {
  Query: {
    openLeaseApplications: async (
      _: unknown,
      { siteId, ...asked }: PageArguments & { readonly siteId: string },
      { db, viewer }: Context,
    ) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { limit: limit + 1, after };
      const rows = isUuid(siteId) ? await db.read((tx) => openApplications(tx, viewer, siteId, page)) : [];
      return connectionOf(rows, limit, ({ appliedAt, applicationId }) => [appliedAt.toISOString(), applicationId]);
    },
  },
  Mutation: {
    quoteLease: async (_: unknown, { input }: Input<QuoteInput>, context: Context) =>
      toGraphResult('LeaseEnquiryChanged', await quoteLease(context, toTerms(input))),
    signLease: async (_: unknown, { input }: Input<QuoteInput>, context: Context) =>
      toGraphResult('LeaseEnquiryChanged', await signLease(context, toTerms(input))),
    applyForLeaseTerms: async (_: unknown, { input }: Input<ApplyInput>, context: Context) => {
      demandIds({ enquiryId: input.enquiryId, spaceId: input.spaceId });
      const { tenantRent, ...rest } = input;
      const answer = await applyForLeaseTerms(context, { ...rest, tenantRentFen: tenantRent });
      return toGraphResult('LeaseApplicationChanged', answer);
    },
    decideLeaseApplication: async (_: unknown, { input }: Input<RuleTerms>, context: Context) => {
      demandIds({ applicationId: input.applicationId });
      return toGraphResult('LeaseApplicationChanged', await decideLeaseApplication(context, input));
    },
  },
  LeaseEnquiry: {
    quotes: ({ enquiryId }: LeaseEnquiry, _: unknown, { loaders }: Context) => loaders.quotesOfEnquiry.load(enquiryId),
    applications: ({ enquiryId }: LeaseEnquiry, _: unknown, { loaders }: Context) =>
      loaders.applicationsOfEnquiry.load(enquiryId),
  },
  LeaseQuote: {
    space,
    givenBy: ({ givenBy }: LeaseQuote) => ({ id: givenBy }),
    rent: ({ rentFen }: LeaseQuote) => money(rentFen),
    managementFee: ({ managementFeeFen }: LeaseQuote) => money(managementFeeFen),
    phone: ({ phoneFen }: LeaseQuote) => money(phoneFen),
    parking: ({ parkingFen }: LeaseQuote) => money(parkingFen),
    total: ({ totalFen }: LeaseQuote) => money(totalFen),
    explanation,
  },
  LeaseApplication: {
    id: ({ applicationId }: LeaseApplication) => applicationId,
    space,
    tenantRent: ({ tenantRentFen }: LeaseApplication) => money(tenantRentFen),
    appliedBy: ({ appliedBy }: LeaseApplication) => ({ id: appliedBy }),
    state: ({ state }: LeaseApplication) => state.toUpperCase(),
    ruledBy: ({ ruledBy }: LeaseApplication) => ruledBy && { id: ruledBy },
    explanation,
  },
  LeaseApplicationChanged: { explanation },
};
