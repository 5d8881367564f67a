export { openSite } from './openSite.ts';
export { type SiteLoaders, siteLoaders, siteResolvers } from './site.resolvers.ts';
export type { Site } from './site.ts';
export { siteMigrations } from './siteMigrations.ts';
export { siteById, siteTable } from './siteStore.ts';
