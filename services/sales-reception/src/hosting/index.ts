export { hostingLoaders, hostingResolvers } from './hosting.resolvers.ts';
export { hostingMigrations } from './hostingMigrations.ts';
