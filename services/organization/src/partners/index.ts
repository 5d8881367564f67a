import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Credentials of partner systems (SR-10.05). */
export const partnersMigrations: readonly Migration[] = [];

export const partnersResolvers: Resolvers = {};
