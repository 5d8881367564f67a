import type { Feature } from '../department/index.ts';
import { consentLoaders } from './consentLoaders.ts';
import { consentMigrations } from './consentMigrations.ts';
import { consentsResolvers } from './consents.resolvers.ts';

export { type ConsentPurpose, type ConsentState, consentPurposes } from './consent.ts';
export { consentingClients, consentStateAt, consentsOf, hasConsent } from './consentQueries.ts';
export { joinConsent } from './consentSql.ts';
export { type ConsentToFollow, takeConsentChanges } from './consentStore.ts';
export { reachedClient } from './reachedClient.ts';
export { changeConsentIn, placeOfEvidence, recordConsent } from './recordConsent.ts';

export { joinSeenClient } from './seenClient.ts';

/** What a client agreed to being addressed for; whoever addresses clients asks here first (CR-2.06, CR-7). */
export const consentsFeature: Feature = ({ vault }) => ({
  migrations: consentMigrations,
  resolvers: consentsResolvers(vault),
  loaders: consentLoaders,
});
