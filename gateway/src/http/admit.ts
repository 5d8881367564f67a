import { errorEnvelope, isFilePath, sendError } from '@shouwen/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayContext } from '../context.ts';
import { type Identification, KeysUnavailable, TokenRefused } from '../identity/accessTokens.ts';
import { RehearsalRefused, rehearsalHeader, rehearsalTime } from './rehearsalTime.ts';

type Admitted = FastifyRequest & { shouwen?: GatewayContext };

export type AdmitOptions = { readonly identify: Identification; readonly rehearsal: boolean };

const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (error instanceof TokenRefused) {
    const envelope = errorEnvelope('UNAUTHENTICATED', 'Please sign in.', request.id);
    return reply.code(401).header('www-authenticate', 'Bearer').send(envelope);
  }
  if (error instanceof RehearsalRefused) return sendError(reply, 400);
  if (error instanceof KeysUnavailable) return sendError(reply, 503);
  throw error;
};

/** Finds out who asks, before the body is read. Identity comes from the token alone; no other header says anything about it. */
export const admit = (app: FastifyInstance, { identify, rehearsal }: AdmitOptions): void => {
  app.addHook('onRequest', async (request: Admitted, reply) => {
    const route = request.routeOptions.url;
    if (route !== '/graphql' && !isFilePath(route)) return;
    try {
      request.shouwen = {
        now: rehearsalTime(request.headers[rehearsalHeader], rehearsal),
        viewer: await identify(request.headers.authorization),
        requestId: request.id,
        clientAddress: request.ip,
      };
      // Files are for people who are known; the graph says itself what is for everybody.
      if (isFilePath(route) && request.shouwen.viewer.kind === 'anonymous') throw new TokenRefused();
    } catch (error) {
      return refuse(error, request, reply);
    }
  });
};

/** What `admit` found out. */
export const contextOf = (request: FastifyRequest): GatewayContext => {
  const context = (request as Admitted).shouwen;
  if (!context) throw new Error('a request came past the identification');
  return context;
};
