import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** Brokers and what they may read (SR-10.05). */
export const brokersMigrations: readonly Migration[] = [];

export const brokersResolvers: Resolvers = {};
