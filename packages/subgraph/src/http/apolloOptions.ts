import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { type LimitOptions, limitPlugin } from '../limits/limitPlugin.ts';
import { noPrototypeNames, sizeRule } from '../limits/limitRules.ts';
import { spanNamePlugin } from '../tracing/requestSpans.ts';
import { type ErrorReport, maskErrors } from './maskErrors.ts';
import { countErrors } from './requestMetrics.ts';
import { statusPlugin } from './statusPlugin.ts';

const ourFault = new Set(['INTERNAL', 'UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE']);

const reportTo = (log: Logger, registry: Registry) => {
  const count = countErrors(registry);
  return ({ told, error, requestId }: ErrorReport): void => {
    count(told);
    if (ourFault.has(told)) log.error({ requestId, code: told, err: unwrapResolverError(error) }, 'a request failed');
    else log.debug({ requestId, code: told }, 'a request was refused');
  };
};

export type SharedApolloOptions = LimitOptions & {
  readonly log: Logger;
  readonly registry: Registry;
  readonly introspection: boolean;
  readonly plugins?: readonly ApolloServerPlugin<BaseContext>[];
};

/** The settings gateway and subgraphs share: limits before anything is executed, and errors that tell nothing but their code. */
export const apolloOptions = ({
  log,
  registry,
  introspection,
  plugins = [],
  ...limitOptions
}: SharedApolloOptions) => ({
  introspection,
  csrfPrevention: true,
  allowBatchedHttpRequests: false,
  persistedQueries: false as const,
  parseOptions: { maxTokens: limitOptions.limits.tokens },
  // The library adds one that says it stopped: five in all.
  validationOptions: { maxErrors: 4 },
  executionOptions: { maxCoercionErrors: 5 },
  validationRules: [noPrototypeNames, sizeRule(limitOptions.limits)],
  maxRecursiveSelections: 5_000,
  hideSchemaDetailsFromClientErrors: true,
  includeStacktraceInErrorResponses: false,
  // The process has its own way of ending; Apollo's would kill it before databases are closed.
  stopOnTerminationSignals: false,
  formatError: maskErrors(reportTo(log, registry)),
  logger: log.child({ part: 'apollo' }, { level: 'warn' }),
  plugins: [
    limitPlugin(limitOptions),
    statusPlugin(),
    spanNamePlugin(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ...plugins,
  ],
});
