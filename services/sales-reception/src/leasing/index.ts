import type { Migration } from '@shouwen/database';
import { type BareContext, mergeResolvers } from '@shouwen/subgraph';
import { enquiryMigrations, leaseEnquiryLoaders, leaseEnquiryResolvers } from './enquiries/index.ts';
import { siteNowLoaders } from './siteNow.ts';
import { leaseSpaceLoaders, leaseSpaceMigrations, leaseSpaceResolvers } from './spaces/index.ts';
import { termMigrations } from './terms/termMigrations.ts';
import { termLoaders, termsResolvers } from './terms/terms.resolvers.ts';

export { moveLeaseEnquiry, openLeaseEnquiry } from './enquiries/index.ts';
export { loadedSite, type SiteNowLoaders, siteNow } from './siteNow.ts';
export { addLeaseSpace, type FitOut, type LeaseSpace, netToGrossOf, vacantSpaces } from './spaces/index.ts';
export { authorityFor } from './terms/authority.ts';
export { cautiousQuote } from './terms/cautious.ts';
export { quoteLease } from './terms/quoteLease.ts';

/** The leasing desk (SR-10). */
export const leasingMigrations: readonly Migration[] = [
  ...leaseSpaceMigrations,
  ...enquiryMigrations,
  ...termMigrations,
];

export const leasingResolvers = mergeResolvers([leaseSpaceResolvers, leaseEnquiryResolvers, termsResolvers]);

export const leasingLoaders = (context: BareContext) => ({
  ...leaseSpaceLoaders(context),
  ...leaseEnquiryLoaders(context),
  ...termLoaders(context),
  ...siteNowLoaders(context),
});
