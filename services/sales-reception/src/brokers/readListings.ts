import { can, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, policyAt } from '@shouwen/kernel';
import { findSitePolicies } from '../policies/index.ts';
import type { Broker, BrokerViewing } from './broker.ts';
import { brokerOf } from './brokerStore.ts';
import { brochureOf, type ListingPage, listingsOf, viewingsOf } from './listingQueries.ts';
import { decideSight, type ShownListing, type Sight, shown } from './sight.decision.ts';

export type ReadListing = ShownListing & { readonly viewings: readonly BrokerViewing[] | null };
export type SiteListings = {
  readonly brochure: string | null;
  readonly rows: readonly ReadListing[];
  readonly explanation: Explanation;
};

/**
 * SR-10.05: what is for sale or rent at a site, as far as the reader may know. Null, as for a site that does not exist, for
 * whoever has no `listing.read` there, and for a partner that is no broker of the site, or not any more.
 */
export const readListings = async (
  tx: Tx,
  { viewer, now }: { readonly viewer: Viewer; readonly now: Date },
  siteId: string,
  page: ListingPage,
): Promise<SiteListings | null> => {
  const reader = await readerAt(tx, viewer, { siteId, now });
  if (!reader) return null;
  const { broker, sight, params } = reader;
  const gets = (one: (typeof sight.gets)[number]) => sight.gets.includes(one);
  const found = gets('vacancies') ? await listingsOf(tx, siteId, page) : [];
  const ids = found.map(({ listingId }) => listingId);
  const viewings = gets('viewings') ? await viewingsOf(tx, broker?.brokerId ?? null, ids) : null;
  const rows = found.map((listing) => ({
    ...shown(listing, sight.gets, params),
    viewings: viewings?.filter(({ listingId }) => listingId === listing.listingId) ?? null,
  }));
  const brochure = gets('brochure') ? await brochureOf(tx, siteId) : null;
  return { brochure, rows, explanation: sight.explanation };
};

/** Who reads here and what they get; `broker` is null for our own people. */
export const readerAt = async (
  tx: Tx,
  viewer: Viewer,
  { siteId, now }: { readonly siteId: string; readonly now: Date },
): Promise<{ broker: Broker | null; sight: Sight; params: SalesParams } | null> => {
  if (!can(viewer, 'listing.read', siteId)) return null;
  const site = await findSitePolicies(tx, siteId);
  if (!site) return null;
  const policy = policyAt(site.versions, now);
  if (viewer.kind !== 'partner')
    return { broker: null, sight: decideSight('staff', policy, now), params: policy.params };
  const broker = await brokerOf(tx, siteId, viewer.partnerId);
  return broker && { broker, sight: decideSight(broker.kind, policy, now), params: policy.params };
};

type SalesParams = NonNullable<Awaited<ReturnType<typeof findSitePolicies>>>['versions'][number]['params'];
