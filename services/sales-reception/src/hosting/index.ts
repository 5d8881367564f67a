import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Hosting of guests and tours (SR-12). */
export const hostingMigrations: readonly Migration[] = [];

export const hostingResolvers: Resolvers = {};
