import type { Resolvers } from '@shouwen/subgraph';

export { conductMigrations } from './conductMigrations.ts';
export { type FoundViolation, recordViolation } from './recordViolation.ts';

/** Violations, and what consultants owe each other (SR-7.01 to SR-7.03, SR-7.05). */
export const conductResolvers: Resolvers = {};
