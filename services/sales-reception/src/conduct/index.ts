export { conductResolvers } from './conduct.resolvers.ts';
export { conductMigrations } from './conductMigrations.ts';
export { type FoundViolation, recordViolation } from './recordViolation.ts';
export { reportViolation } from './reportViolation.ts';
