export { campaignsMigrations } from './campaignMigrations.ts';
export { campaignsResolvers } from './campaigns.resolvers.ts';
