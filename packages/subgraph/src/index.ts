export {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  type KeyPart,
  largestPage,
  type PageArguments,
  type PageRequest,
  pageOf,
  pageSize,
  typedPageOf,
} from './answers/connection.ts';
export * from './answers/explained.ts';
export * from './answers/graphNames.ts';
export { listLoaderOf, loaderOf } from './answers/loader.ts';
export * from './answers/policyParameters.ts';
export * from './answers/toGraph.ts';
export * from './answers/toGraphResult.ts';
export * from './config.ts';

import type { ServiceDefinition } from './context.ts';

export { allMigrations } from './allMigrations.ts';
export type * from './context.ts';
export { type DemoStage, demoStage } from './demo/demoStage.ts';
export * from './files/index.ts';
export { apolloOptions } from './http/apolloOptions.ts';
export * from './http/errorEnvelope.ts';
export * from './http/gatewayToken.ts';
export { addGraphRoute } from './http/graphRoute.ts';
export { createHttpApp, scoped, sendError } from './http/httpApp.ts';
export { addOperations } from './http/operations.ts';
export { currentRequestId, inRequestScope, wellFormedRequestId } from './http/requestScope.ts';
export * from './limits/limits.ts';
export { openLog } from './log/openLog.ts';
export { mergeResolvers } from './schema/mergeResolvers.ts';
export { DateScalar, DateTime, Fen, sharedScalars } from './schema/scalars.ts';
export { openSecrets, type Secrets } from './secrets.ts';
export { buildSchemaOf, type RunningSubgraph, type SubgraphOptions, startSubgraph } from './startSubgraph.ts';
export { loadTypeDefs, sharedSdlPath } from './typeDefs.ts';

/** Runs a department as a process until it is told to stop. Loaded on demand, so that tests need neither broker nor metrics. */
export const runService = async (definition: ServiceDefinition): Promise<void> =>
  (await import('./runService.ts')).runService(definition);
export { parseDay, parseFen, parseInstant } from './schema/scalars.ts';
export { stopOnSignals } from './shutdown.ts';
export { currentTraceparent } from './tracing/requestSpans.ts';
export { startTracing, type Tracing } from './tracing/startTracing.ts';
