import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Daily figures and the weekly report (SR-8.02, SR-8.03). */
export const reportsMigrations: readonly Migration[] = [];

export const reportsResolvers: Resolvers = {};
