export { hostingLoaders, hostingResolvers } from './hosting.resolvers.ts';
export { hostingConsumers } from './hostingConsumers.ts';
export { hostingMigrations } from './hostingMigrations.ts';
