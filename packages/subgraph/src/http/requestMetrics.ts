import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { ErrorCode } from './errorEnvelope.ts';

/** Measures how long requests on the graph take, by the status they end with. */
export const measureRequests = (app: FastifyInstance, registry: Registry): void => {
  const seconds = new Histogram({
    name: 'shouwen_graph_request_seconds',
    help: 'Duration of requests on the graph, by HTTP status.',
    labelNames: ['status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.url !== '/graphql') return;
    seconds.observe({ status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
};

/** Counts the errors told to callers, by code: denied rights, broken input, and what is our own fault. */
export const countErrors = (registry: Registry): ((code: ErrorCode) => void) => {
  const errors = new Counter({
    name: 'shouwen_graph_errors_total',
    help: 'Errors in answers, by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  return (code) => errors.inc({ code });
};
