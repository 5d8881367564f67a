export { brokersResolvers } from './broker.resolvers.ts';
export type { Listing } from './broker.ts';
export { brokersMigrations } from './brokerMigrations.ts';
export { isPartnerKnown } from './brokerStore.ts';
export { allListings, listingById } from './listingQueries.ts';
export { publishBrochure, registerBroker } from './manageBrokers.ts';
export { brokerConsumers } from './partnerConsumers.ts';
