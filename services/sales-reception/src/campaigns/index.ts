export { campaignsMigrations } from './campaignMigrations.ts';
export { campaignsResolvers } from './campaigns.resolvers.ts';
export { countForInviter } from './guests/countForInviter.ts';
export { reportLateLists } from './guests/lateLists.ts';
