import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Old paper registers taken over (SR-2). */
export const importsMigrations: readonly Migration[] = [];

export const importsResolvers: Resolvers = {};
