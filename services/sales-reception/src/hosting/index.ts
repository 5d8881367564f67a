export { arrangeHosting } from './arrangeHosting.ts';
export { archiveHosting, confirmTourPreparation } from './followHosting.ts';
export { hostingLoaders, hostingResolvers } from './hosting.resolvers.ts';
export { hostingMigrations } from './hostingMigrations.ts';
