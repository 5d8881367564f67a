import type { Resolvers } from '@shouwen/subgraph';

export { disputesMigrations } from './disputeMigrations.ts';
export { freezeWhenDisputed } from './frozenDeals.ts';

/** Disputes over clients (SR-7.04). */
export const disputesResolvers: Resolvers = {};
