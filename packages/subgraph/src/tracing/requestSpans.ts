import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import {
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';

type Traced = FastifyRequest & { span?: Span; traceContext?: Context };

const traceparentPattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The caller's span, if its header is well-formed; what is not is as if it were not there. */
const callerOf = (header: unknown): Context => {
  const parts = typeof header === 'string' ? traceparentPattern.exec(header) : null;
  if (!parts) return ROOT_CONTEXT;
  const [, traceId = '', spanId = '', flags = ''] = parts;
  const caller = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(caller) ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
};

/** Gives each request on the graph a server span that continues the caller's trace. */
export const traceRequests = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request: Traced) => {
    if (request.routeOptions.url !== '/graphql') return;
    const caller = callerOf(request.headers.traceparent);
    const attributes = { 'http.request.method': request.method, 'url.path': '/graphql' };
    request.span = trace.getTracer('shouwen').startSpan('graphql', { kind: SpanKind.SERVER, attributes }, caller);
    request.traceContext = trace.setSpan(caller, request.span);
  });
  app.addHook('onResponse', async (request: Traced, reply) => {
    request.span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) request.span?.setStatus({ code: SpanStatusCode.ERROR });
    request.span?.end();
  });
};

/** Runs the work as part of the request's span. */
export const inRequestSpan = <T>(request: FastifyRequest, work: () => T): T =>
  context.with((request as Traced).traceContext ?? ROOT_CONTEXT, work);

/** The W3C traceparent of what runs now, to be sent or stored along; null when nothing is traced. */
export const currentTraceparent = (): string | null => {
  const current = trace.getSpanContext(context.active());
  if (!current || !isSpanContextValid(current)) return null;
  return `00-${current.traceId}-${current.spanId}-${current.traceFlags.toString(16).padStart(2, '0')}`;
};

/** Names the span after the operation, once it is known. */
export const spanNamePlugin = (): ApolloServerPlugin<BaseContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, operationName }) => {
      if (!operation) return;
      trace.getActiveSpan()?.updateName(`${operation.operation} ${operationName ?? 'unnamed'}`);
    },
  }),
});
