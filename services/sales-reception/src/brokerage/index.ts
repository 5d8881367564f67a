import type { Migration } from '@shouwen/database';
import type { Resolvers } from '@shouwen/subgraph';

/** The brokerage pipeline (SR-11). */
export const brokerageMigrations: readonly Migration[] = [];

export const brokerageResolvers: Resolvers = {};
