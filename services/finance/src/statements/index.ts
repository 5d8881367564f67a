import { mergeResolvers } from '@shouwen/subgraph';
import { statementResolvers } from './statement.resolvers.ts';
import { statementActResolvers } from './statementActs.resolvers.ts';

export { statementsLoaders } from './statementLoaders.ts';
export { statementsConsumers } from './statementsConsumers.ts';
export { statementsMigrations } from './statementsMigrations.ts';

/** Monthly statements, objections, payment (FI-1.07, FI-1.09). */
export const statementsResolvers = mergeResolvers([statementResolvers, statementActResolvers]);
