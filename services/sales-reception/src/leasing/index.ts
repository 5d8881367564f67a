import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** The leasing desk (SR-10.01 to SR-10.04, SR-10.06). */
export const leasingMigrations: readonly Migration[] = [];

export const leasingResolvers: Resolvers = {};
