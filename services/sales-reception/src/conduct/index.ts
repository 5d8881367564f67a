export { conductResolvers } from './conduct.resolvers.ts';
export { conductMigrations } from './conductMigrations.ts';
export { hasPostAt } from './conductQueries.ts';
export { type FoundViolation, recordViolation } from './recordViolation.ts';
export { conductConsumers } from './staffPosts.ts';
