import { BadInput } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  listLoaderOf,
  loaderOf,
  type PageArguments,
  pageSize,
  toGraphExplanation,
  toGraphMoney,
  typedPageOf,
} from '@shouwen/subgraph';
import { demandIds } from '../../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../../explained.ts';
import { toGraphResult } from '../../toGraphResult.ts';
import { loadedSite, type SiteNowLoaders, siteNow } from '../siteNow.ts';
import type { LeaseSpaceLoaders } from '../spaces/index.ts';
import {
  type IdentifyEnquirer,
  identifyEnquirer,
  type LoseEnquiry,
  loseLeaseEnquiry,
  type MoveEnquiry,
  moveLeaseEnquiry,
  type RecordContact,
  recordLeaseFollowUp,
} from './changeEnquiry.ts';
import { isAnonymous, type LeaseEnquiry } from './enquiry.ts';
import { type OpenInput, toOpenEnquiry } from './enquiryInput.ts';
import { contactsOf, type EnquiryFilter, enquiriesById, enquiriesOfSite, noticesOf } from './enquiryQueries.ts';
import type { LeaseContact, SecurityNotice } from './enquiryStore.ts';
import { type EnquiryChanged, openLeaseEnquiry } from './openEnquiry.ts';
import { type Recommendation, recommendSpaces } from './recommend.decision.ts';
import { confirmSecurityNotice, type NoticeSeen, type SeeNotice } from './seeNotice.ts';

export const leaseEnquiryLoaders = ({ db, viewer }: BareContext) => ({
  leaseEnquiries: loaderOf<LeaseEnquiry>(
    (ids) => db.read((tx) => enquiriesById(tx, viewer, ids)),
    ({ enquiryId }) => enquiryId,
  ),
  contactsOfEnquiry: listLoaderOf<LeaseContact>(
    (ids) => db.read((tx) => contactsOf(tx, ids)),
    ({ enquiryId }) => enquiryId,
  ),
});

export type LeaseEnquiryLoaders = ReturnType<typeof leaseEnquiryLoaders>;
type Context = GraphContext<LeaseEnquiryLoaders & LeaseSpaceLoaders & SiteNowLoaders & ExplanationLoaders>;
type Input<I> = { readonly input: I };
type OfSite = PageArguments & { readonly siteId: string };

const money = (fen: number | null) => (fen === null ? null : toGraphMoney(fen));

type Recommending = Pick<Context, 'loaders' | 'now'> & Pick<PageArguments, 'first'>;

const recommend = async (wishes: LeaseEnquiry, { loaders, now, first }: Recommending): Promise<Recommendation[]> => {
  const { policy } = await loadedSite(loaders, wishes.siteId);
  const spaces = await loaders.vacantSpacesOfSite.load(wishes.siteId);
  return recommendSpaces({ now, wishes, spaces }, policy).slice(0, pageSize(first));
};

const pageOfEnquiries = async (context: Context, filter: EnquiryFilter, asked: PageArguments) => {
  const { limit, after } = typedPageOf(asked, ['time', 'id']);
  const page = { limit: limit + 1, after };
  const rows = isUuid(filter.siteId)
    ? await context.db.read((tx) => enquiriesOfSite(tx, context.viewer, filter, page))
    : [];
  return connectionOf(rows, limit, ({ openedAt, enquiryId }) => [openedAt.toISOString(), enquiryId]);
};

const explained = ({ explanationId }: { readonly explanationId: string }, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);

export const leaseEnquiryResolvers = {
  Query: {
    leaseEnquiry: (_: unknown, { id }: { readonly id: string }, { loaders }: Context) =>
      isUuid(id) ? loaders.leaseEnquiries.load(id) : null,
    leaseEnquiries: (_: unknown, { siteId, waiting, ...page }: OfSite & { waiting?: boolean }, context: Context) =>
      pageOfEnquiries(context, { siteId, dueOn: null, waiting: waiting ?? false }, page),
    leaseFollowUpsDue: async (_: unknown, { siteId, ...page }: OfSite, context: Context) => {
      demandIds({ siteId });
      const { today } = await context.db.read((tx) => siteNow(tx, siteId, context.now));
      return pageOfEnquiries(context, { siteId, dueOn: today, waiting: false }, page);
    },
    securityNotices: async (_: unknown, { siteId, ...asked }: OfSite, { db, viewer }: Context) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { limit: limit + 1, after };
      const rows = isUuid(siteId) ? await db.read((tx) => noticesOf(tx, viewer, siteId, page)) : [];
      return connectionOf(rows, limit, ({ toldAt, noticeId }) => [toldAt.toISOString(), noticeId]);
    },
  },
  Mutation: {
    openLeaseEnquiry: async (_: unknown, { input }: Input<OpenInput>, context: Context) => {
      demandIds({ siteId: input.siteId, clientId: input.clientId });
      return toGraphResult('LeaseEnquiryChanged', await openLeaseEnquiry(context, toOpenEnquiry(input)));
    },
    moveLeaseEnquiry: async (_: unknown, { input }: Input<MoveEnquiry>, context: Context) => {
      demandIds({ enquiryId: input.enquiryId });
      const to = input.to.toLowerCase();
      if (['enquiry', 'signed', 'lost'].includes(to))
        throw new BadInput(text('此阶段另有操作。', 'This stage has a command of its own.'), 'to');
      return toGraphResult(
        'LeaseEnquiryChanged',
        await moveLeaseEnquiry(context, { ...input, to: to as MoveEnquiry['to'] }),
      );
    },
    loseLeaseEnquiry: async (_: unknown, { input }: Input<LoseInput>, context: Context) => {
      demandIds({ enquiryId: input.enquiryId });
      const { lostTo, ...rest } = input;
      const to = lostTo ? { building: lostTo.building, rentFen: lostTo.rent, months: lostTo.months } : null;
      return toGraphResult('LeaseEnquiryChanged', await loseLeaseEnquiry(context, { ...rest, lostTo: to }));
    },
    recordLeaseFollowUp: async (_: unknown, { input }: Input<RecordContact>, context: Context) => {
      demandIds({ enquiryId: input.enquiryId });
      return toGraphResult('LeaseEnquiryChanged', await recordLeaseFollowUp(context, input));
    },
    identifyEnquirer: async (_: unknown, { input }: Input<IdentifyEnquirer>, context: Context) => {
      demandIds({ enquiryId: input.enquiryId, clientId: input.clientId });
      return toGraphResult('LeaseEnquiryChanged', await identifyEnquirer(context, input));
    },
    confirmSecurityNotice: async (_: unknown, { input }: Input<SeeNotice>, context: Context) => {
      demandIds({ noticeId: input.noticeId });
      return toGraphResult('SecurityNoticeConfirmed', await confirmSecurityNotice(context, input));
    },
  },
  LeaseEnquiryChanged: {
    enquiry: ({ enquiryId }: EnquiryChanged, _: unknown, { loaders }: Context) =>
      loaders.leaseEnquiries.load(enquiryId),
    explanation: explained,
  },
  SecurityNoticeConfirmed: {
    explanation: (seen: NoticeSeen, _: unknown, context: Context) => explained(seen, _, context),
  },
  LeaseEnquiry: {
    id: ({ enquiryId }: LeaseEnquiry) => enquiryId,
    site: ({ siteId }: LeaseEnquiry) => ({ id: siteId }),
    agent: ({ agentId }: LeaseEnquiry) => ({ id: agentId }),
    client: ({ clientId }: LeaseEnquiry) => clientId && { id: clientId },
    standing: ({ standing }: LeaseEnquiry) => standing.toUpperCase(),
    rentAsked: ({ rentAskedFen }: LeaseEnquiry) => money(rentAskedFen),
    rentExpected: ({ rentExpectedFen }: LeaseEnquiry) => money(rentExpectedFen),
    area: ({ areaHundredths }: LeaseEnquiry) => areaHundredths / 100,
    fitOut: ({ fitOut }: LeaseEnquiry) => fitOut?.toUpperCase() ?? null,
    stage: ({ stage }: LeaseEnquiry) => stage.toUpperCase(),
    lostTo: ({ lostBuilding, lostRentFen, lostMonths }: LeaseEnquiry) =>
      lostBuilding && { building: lostBuilding, rent: money(lostRentFen), months: lostMonths },
    space: ({ spaceId }: LeaseEnquiry, _: unknown, { loaders }: Context) =>
      spaceId && loaders.leaseSpaces.load(spaceId),
    cautious: isAnonymous,
    recommendations: (enquiry: LeaseEnquiry, { first }: PageArguments, { loaders, now }: Context) =>
      recommend(enquiry, { loaders, now, first }),
    contacts: ({ enquiryId }: LeaseEnquiry, _: unknown, { loaders }: Context) =>
      loaders.contactsOfEnquiry.load(enquiryId),
    explanation: explained,
  },
  SpaceRecommendation: { explanation: ({ explanation }: Recommendation) => toGraphExplanation(explanation) },
  LeaseContact: { agent: ({ agentId }: LeaseContact) => ({ id: agentId }) },
  SecurityNotice: {
    id: ({ noticeId }: SecurityNotice) => noticeId,
    seenBy: ({ seenBy }: SecurityNotice) => seenBy && { id: seenBy },
  },
};

type LoseInput = Omit<LoseEnquiry, 'lostTo'> & {
  readonly lostTo?: { readonly building: string; readonly rent: number; readonly months: number } | null;
};
