import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Targets and achievement (SR-8.04). */
export const targetsMigrations: readonly Migration[] = [];

export const targetsResolvers: Resolvers = {};
