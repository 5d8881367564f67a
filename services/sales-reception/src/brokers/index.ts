export { brokersResolvers } from './broker.resolvers.ts';
export type { Listing } from './broker.ts';
export { brokersMigrations } from './brokerMigrations.ts';
export { allListings, listingById } from './listingQueries.ts';
export { brokerConsumers } from './partnerConsumers.ts';
