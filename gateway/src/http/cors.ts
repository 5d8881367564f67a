import type { FastifyInstance } from 'fastify';

const preflightSeconds = '600';
const allowedHeaders = 'authorization, content-type, x-request-id, apollo-require-preflight, traceparent';

/** Lets pages of exactly these origins call the gateway; every other page gets no permission, and a browser then stops it. */
export const addCors = (app: FastifyInstance, origins: readonly string[]): void => {
  const allowed = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    const known = typeof origin === 'string' && allowed.has(origin);
    if (known) reply.header('access-control-allow-origin', origin);
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return;
    if (known) {
      reply
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', allowedHeaders)
        .header('access-control-max-age', preflightSeconds);
    }
    return reply.code(204).send();
  });
};
