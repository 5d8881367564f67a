import { can } from '@shouwen/access';
import { isUuid, siteDate } from '@shouwen/kernel';
import { connectionOf, type GraphContext, toGraphExplanation, typedPageOf } from '@shouwen/subgraph';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { lapsed } from './claims/claimSteps.ts';
import { holdsAt, lapsesOn } from './claims/windows.ts';
import type { OwnershipLoaders } from './ownershipLoaders.ts';
import { type ClaimRow, pageOfClaims } from './ownershipQueries.ts';
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

export const ownershipResolvers = {
  Client: {
    owner: ({ id }: Client, { siteId }: { siteId?: string | null }, { viewer, now, loaders }: Context) =>
      ownershipView(loaders, { clientId: id, siteId: siteId ?? null, viewer, now }),
    ownershipHistory: async ({ id }: Client, _: unknown, { viewer, loaders }: Context) =>
      (await loaders.claims.load(id)).filter(
        ({ siteId, consultantId }) => seesAllHistories(viewer, siteId) || isOwn(viewer, siteId, consultantId),
      ),
  },
  Query: { claims: (_: unknown, asked: ClaimsArguments, context: Context) => claimsPage(asked, context) },
  Ownership: {
    site: ({ siteId }: OwnershipView) => ({ id: siteId }),
    consultant: ({ consultantId }: OwnershipView) => consultantId && { id: consultantId },
    explanation: ({ explanation }: OwnershipView) => toGraphExplanation(explanation),
  },
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
    latestDecision: ({ latestWhy }: ClaimRow, _: unknown, { loaders }: Context) => explanationOf(loaders, latestWhy),
  },
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
const claimsPage = async (asked: ClaimsArguments, { viewer, now, db, loaders }: Context) => {
  const { limit, after } = typedPageOf(asked, ['time', 'id']);
  const { siteId } = asked;
  const mine = viewer.kind === 'staff' && can(viewer, 'claim.read', siteId) ? viewer.staffId : null;
  const consultantId = seesAllHistories(viewer, siteId) ? (asked.consultantId ?? null) : mine;
  const site = isUuid(siteId) ? await loaders.sitePolicies.load(siteId) : null;
  const nobodys = consultantId === null && !seesAllHistories(viewer, siteId);
  const othersAsked = asked.consultantId != null && asked.consultantId !== consultantId;
  const nobodyKnown = consultantId !== null && !isUuid(consultantId);
  if (!site || nobodys || nobodyKnown || othersAsked) return connectionOf<ClaimRow>([], limit, () => []);
  const page = {
    siteId,
    consultantId,
    holdingOn: asked.includeEnded ? null : siteDate(now, site.zone),
    after: after as [string, string] | null,
    limit: limit + 1,
  };
  const rows = await db.read((tx) => pageOfClaims(tx, page));
  return connectionOf(rows, limit, ({ openedAt, claimId }) => [openedAt.toISOString(), claimId]);
};
