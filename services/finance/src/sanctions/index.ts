import type { Consumer } from '@shouwen/messaging';
import type { Resolvers } from '@shouwen/subgraph';

export { type Deduction, type DeductionsWanted, deductionsOf, markDeducted } from './deductionStore.ts';
export { sanctionsMigrations } from './sanctionsMigrations.ts';

export const sanctionsResolvers: Resolvers = {};

export const sanctionsConsumers = (_: { readonly newId: () => string }): readonly Consumer[] => [];
