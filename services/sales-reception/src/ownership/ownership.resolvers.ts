import { can } from '@shouwen/access';
import { addDays, isUuid, siteDate, startOfDay } from '@shouwen/kernel';
import { connectionOf, type GraphContext, toGraphExplanation, typedPageOf } from '@shouwen/subgraph';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import type { Share } from './claims/claim.ts';
import { lapsed } from './claims/claimSteps.ts';
import { holdsAt, lapsesOn } from './claims/windows.ts';
import type { OwnershipLoaders } from './ownershipLoaders.ts';
import { type ClaimRow, lapsingClaims, pageOfClaims } from './ownershipQueries.ts';
import { type OwnershipView, ownershipView } from './ownershipView.ts';
import { isOwn, seesAllHistories } from './reader.ts';

type Context = GraphContext<OwnershipLoaders & ExplanationLoaders>;
type Client = { readonly id: string };
type ClaimsArguments = {
  readonly siteId: string;
  readonly consultantId?: string | null;
  readonly includeEnded?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

type LapsingArguments = {
  readonly siteId: string;
  readonly consultantId?: string | null;
  readonly withinDays?: number | null;
};

export const ownershipResolvers = {
  Client: {
    owner: ({ id }: Client, { siteId }: { siteId?: string | null }, { viewer, now, loaders }: Context) =>
      ownershipView(loaders, { clientId: id, siteId: siteId ?? null, viewer, now }),
    ownershipHistory: async ({ id }: Client, _: unknown, { viewer, loaders }: Context) =>
      (await loaders.claims.load(id)).filter(
        ({ siteId, consultantId }) => seesAllHistories(viewer, siteId) || isOwn(viewer, siteId, consultantId),
      ),
  },
  Query: {
    claims: (_: unknown, asked: ClaimsArguments, context: Context) => claimsPage(asked, context),
    lapsingClaims: (_: unknown, asked: LapsingArguments, context: Context) => lapsing(asked, context),
  },
  Ownership: {
    site: ({ siteId }: OwnershipView) => ({ id: siteId }),
    consultant: ({ consultantId }: OwnershipView) => consultantId && { id: consultantId },
    explanation: ({ explanation }: OwnershipView) => toGraphExplanation(explanation),
  },
  ClaimShare: { consultant: ({ staffId }: Share) => ({ id: staffId }) },
  Claim: {
    id: ({ claimId }: ClaimRow) => claimId,
    site: ({ siteId }: ClaimRow) => ({ id: siteId }),
    client: ({ clientId }: ClaimRow) => ({ id: clientId }),
    consultant: ({ consultantId }: ClaimRow) => ({ id: consultantId }),
    openedBy: ({ openedBy }: ClaimRow) => openedBy.toUpperCase(),
    lapsesOn: (claim: ClaimRow) => lapsesOn(claim),
    confirmed: ({ confirmation }: ClaimRow) => confirmation !== 'awaited',
    sharedWith: ({ sharing, consultantId }: ClaimRow) => {
      const other = sharing?.shares.find(({ staffId }) => staffId !== consultantId);
      return other ? { id: other.staffId } : null;
    },
    endedAt: async (claim: ClaimRow, _: unknown, context: Context) => (await endOf(claim, context))?.endedAt ?? null,
    endReason: async (claim: ClaimRow, _: unknown, context: Context) =>
      (await endOf(claim, context))?.endReason ?? null,
    openedBecause: ({ openedWhy }: ClaimRow, _: unknown, { loaders }: Context) => explanationOf(loaders, openedWhy),
    shares: ({ sharing }: ClaimRow) => sharing?.shares ?? [],
    endedBecause: ({ endedWhy }: ClaimRow, _: unknown, { loaders }: Context) =>
      endedWhy && explanationOf(loaders, endedWhy),
    latestDecision: ({ latestWhy }: ClaimRow, _: unknown, { loaders }: Context) => explanationOf(loaders, latestWhy),
  },
};

/** Whose claims the viewer may list: null for all of the site, nobody's when none. */
const listed = (
  { viewer }: Context,
  { siteId, consultantId: asked = null }: Pick<ClaimsArguments, 'siteId' | 'consultantId'>,
): { readonly consultantId: string | null } | 'nobody' => {
  if (asked !== null && !isUuid(asked)) return 'nobody';
  if (seesAllHistories(viewer, siteId)) return { consultantId: asked };
  const mine = viewer.kind === 'staff' && can(viewer, 'claim.read', siteId) ? viewer.staffId : null;
  return mine === null || (asked !== null && asked !== mine) ? 'nobody' : { consultantId: mine };
};

/** Within one day are those that lapse with the coming midnight: the same of which the owner is warned. */
const lapsing = async (asked: LapsingArguments, context: Context): Promise<ClaimRow[]> => {
  const { now, db, loaders } = context;
  const { siteId } = asked;
  const withinDays = Math.min(Math.max(asked.withinDays ?? 1, 0), 366);
  const who = listed(context, asked);
  const site = isUuid(siteId) ? await loaders.sitePolicies.load(siteId) : null;
  if (!site || who === 'nobody') return [];
  const until = startOfDay(addDays(siteDate(now, site.zone), withinDays), site.zone);
  return db.read((tx) => lapsingClaims(tx, { siteId, ...who, now, until }));
};

/** The end as it was written, or as the calendar brought it without anybody having written it yet. */
const endOf = async (
  claim: ClaimRow,
  { loaders, now }: Context,
): Promise<Pick<ClaimRow, 'endedAt' | 'endReason'> | null> => {
  if (claim.endedAt !== null) return claim;
  const site = await loaders.sitePolicies.load(claim.siteId);
  if (!site || holdsAt(claim, now, site.zone)) return null;
  const [end] = lapsed(claim, site.zone);
  return end ? { endedAt: end.endedAt, endReason: end.reason } : null;
};

/** A consultant's page holds the own claims, whatever was asked for; without any right it is empty. */
const claimsPage = async (asked: ClaimsArguments, context: Context) => {
  const { now, db, loaders } = context;
  const { limit, after } = typedPageOf(asked, ['time', 'id']);
  const { siteId } = asked;
  const who = listed(context, asked);
  const site = isUuid(siteId) ? await loaders.sitePolicies.load(siteId) : null;
  if (!site || who === 'nobody') return connectionOf<ClaimRow>([], limit, () => []);
  const page = {
    siteId,
    ...who,
    holdingOn: asked.includeEnded ? null : siteDate(now, site.zone),
    after: after as [string, string] | null,
    limit: limit + 1,
  };
  const rows = await db.read((tx) => pageOfClaims(tx, page));
  return connectionOf(rows, limit, ({ openedAt, claimId }) => [openedAt.toISOString(), claimId]);
};
