export { partnerLoaders, partnersResolvers } from './partner.resolvers.ts';
export { partnersMigrations } from './partnerMigrations.ts';
