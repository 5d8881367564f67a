import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Violations, and what consultants owe each other (SR-7.01 to SR-7.03, SR-7.05). */
export const conductMigrations: readonly Migration[] = [];

export const conductResolvers: Resolvers = {};
