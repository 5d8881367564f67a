import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { scoped, sendError } from './httpApp.ts';

const headersOf = (request: FastifyRequest): HeaderMap => {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
};

export type GraphRouteOptions<Context extends BaseContext> = {
  readonly apollo: ApolloServer<Context>;
  readonly methods: readonly ('GET' | 'POST')[];
  readonly contextOf: (request: FastifyRequest) => Promise<Context>;
};

/**
 * Serves the graph at `/graphql`. Written here rather than taken from the integration package, which builds an address from the
 * Host header and answers 500 when that is malformed.
 */
export const addGraphRoute = <Context extends BaseContext>(
  app: FastifyInstance,
  { apollo, methods, contextOf }: GraphRouteOptions<Context>,
): void => {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { headers, body, status } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        body: request.body,
        method: request.method,
        headers: headersOf(request),
        search: new URL(request.url, 'http://shouwen').search,
      },
      context: () => contextOf(request),
    });
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(status ?? 200);
    // No schema directive here streams; an incremental answer is refused instead of half-supported.
    return body.kind === 'complete' ? body.string : sendError(reply, 400);
  };
  app.route({ method: [...methods], url: '/graphql', handler: scoped(answer) });
  const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].filter(
    (method) => !methods.includes(method as 'GET'),
  );
  // Fastify answers HEAD wherever GET is served.
  const refused = methods.includes('GET') ? others.filter((method) => method !== 'HEAD') : others;
  app.route({
    method: refused,
    url: '/graphql',
    handler: async (_request, reply) => sendError(reply.header('allow', methods.join(', ')), 405),
  });
};
