import type { Viewer } from '@shouwen/access';
import { type IsoDate, unreachable } from '@shouwen/kernel';
import type { SitePolicies } from '../policies/index.ts';
import type { Standing } from './claims/claim.ts';
import { ownershipFacts } from './claims/clientOwnership.ts';
import { type OwnershipFacts, standingOf } from './claims/standing.ts';
import { lapsesOn } from './claims/windows.ts';
import type { OwnershipLoaders } from './ownershipLoaders.ts';
import type { ClaimRow } from './ownershipQueries.ts';
import { isOwn, seesAllOwners } from './reader.ts';

/** `Ownership` of the graph before its links are followed. */
export type OwnershipView = {
  readonly siteId: string;
  readonly standing: 'NEW' | 'AWAITING_CONFIRMATION' | 'CALLER' | 'OWNED' | 'LAPSED' | 'BUYER';
  readonly consultantId: string | null;
  readonly claim: ClaimRow | null;
  readonly validThrough: IsoDate | null;
  readonly freshThrough: IsoDate | null;
  readonly lapsesOn: IsoDate | null;
  readonly explanation: Standing['explanation'];
};

type Asked = {
  readonly clientId: string;
  /** Null: the site at which something happened last, of those the viewer may see. */
  readonly siteId: string | null;
  readonly viewer: Viewer;
  readonly now: Date;
};

/** Whose client somebody is, as far as the viewer may know; null where nothing is known or may be known. */
export const ownershipView = async (loaders: OwnershipLoaders, asked: Asked): Promise<OwnershipView | null> => {
  const [claims, deals] = [await loaders.claims.load(asked.clientId), await loaders.purchases.load(asked.clientId)];
  const latestFirst = [
    ...claims.map((one) => ({ siteId: one.siteId, at: one.openedAt })),
    ...deals.map(({ siteId, closedAt: at }) => ({ siteId, at })),
  ]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .map(({ siteId }) => siteId);
  for (const siteId of new Set(asked.siteId === null ? latestFirst : [asked.siteId])) {
    const site = await loaders.sitePolicies.load(siteId);
    if (!site) continue;
    const here = <T extends { readonly siteId: string }>(all: readonly T[]): T[] =>
      all.filter((one) => one.siteId === siteId);
    const bought = here(deals);
    const consultants = bought.length === 0 ? [] : ((await loaders.consultants.load(siteId))?.staffIds ?? []);
    const view = viewOf(site, { claims: here(claims), deals: bought, consultants, at: asked.now });
    if (seesAllOwners(asked.viewer, siteId) || isOwn(asked.viewer, siteId, concernedOf(view))) return view;
  }
  return null;
};

const viewOf = (
  site: SitePolicies,
  facts: {
    readonly claims: readonly ClaimRow[];
    readonly deals: OwnershipFacts['deals'];
    readonly consultants: OwnershipFacts['consultants'];
    readonly at: Date;
  },
): OwnershipView => {
  const standing = standingOf(ownershipFacts(site, facts));
  const claim = facts.claims.find(({ claimId }) => claimId === claimOf(standing)?.claimId) ?? null;
  const { explanation } = standing;
  const { siteId } = site;
  const dates = {
    validThrough: claim?.validThrough ?? null,
    freshThrough: claim?.freshThrough ?? null,
    lapsesOn: claim && lapsesOn(claim),
  };
  return { siteId, ...named(standing), claim, ...dates, explanation };
};

const claimOf = (standing: Standing) => {
  if (standing.kind === 'NEW') return standing.unconfirmed;
  return standing.kind === 'BUYER' ? null : standing.claim;
};

const named = (standing: Standing): Pick<OwnershipView, 'standing' | 'consultantId'> => {
  switch (standing.kind) {
    case 'NEW':
      return standing.unconfirmed
        ? { standing: 'AWAITING_CONFIRMATION', consultantId: standing.unconfirmed.consultantId }
        : { standing: 'NEW', consultantId: null };
    case 'OWNED':
      return {
        standing: standing.claim.openedBy === 'call' ? 'CALLER' : 'OWNED',
        consultantId: standing.claim.consultantId,
      };
    case 'LAPSED':
      return { standing: 'LAPSED', consultantId: null };
    case 'BUYER':
      return { standing: 'BUYER', consultantId: standing.consultantId };
    default:
      return unreachable(standing);
  }
};

/** Who may see it besides those who see all: whose it is, or whose it was when it lapsed. */
const concernedOf = ({ consultantId, claim }: OwnershipView): string | null =>
  consultantId ?? claim?.consultantId ?? null;
