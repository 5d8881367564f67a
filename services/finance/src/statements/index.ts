import { mergeResolvers } from '@shouwen/subgraph';
import { statementFileResolvers } from './file/statementFile.resolvers.ts';
import { statementResolvers } from './statement.resolvers.ts';
import { statementActResolvers } from './statementActs.resolvers.ts';

export { draftStatements } from './draftStatements.ts';
export { moveStatement } from './moveStatement.ts';
export { payStatement } from './payStatement.ts';
export { statementsLoaders } from './statementLoaders.ts';
export { statementsConsumers } from './statementsConsumers.ts';
export { statementsMigrations } from './statementsMigrations.ts';

/** Monthly statements, objections, payment (FI-1.07, FI-1.09). */
export const statementsResolvers = mergeResolvers([statementResolvers, statementFileResolvers, statementActResolvers]);
