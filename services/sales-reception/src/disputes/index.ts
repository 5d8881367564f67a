import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Disputes over clients (SR-7.04). */
export const disputesMigrations: readonly Migration[] = [];

export const disputesResolvers: Resolvers = {};
