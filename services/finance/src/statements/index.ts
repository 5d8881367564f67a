import type { Migration } from '@shouwen/database';
import type { Consumer } from '@shouwen/messaging';
import type { Resolvers } from '@shouwen/subgraph';

/** Monthly statements, objections, payment (FI-1.07, FI-1.09). */
export const statementsMigrations: readonly Migration[] = [];

export const statementsResolvers: Resolvers = {};

export const statementsConsumers = (_: { readonly newId: () => string }): readonly Consumer[] => [];
