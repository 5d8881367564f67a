import type { Migration } from '@shouwen/database';
import type { Consumer } from '@shouwen/messaging';
import type { Resolvers } from '@shouwen/subgraph';

/** Violations, fines and what they bring (FI-3). */
export const sanctionsMigrations: readonly Migration[] = [];

export const sanctionsResolvers: Resolvers = {};

export const sanctionsConsumers = (_: { readonly newId: () => string }): readonly Consumer[] => [];
