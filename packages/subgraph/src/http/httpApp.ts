import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { inRequestSpan, traceRequests } from '../tracing/requestSpans.ts';
import { type ErrorCode, errorEnvelope } from './errorEnvelope.ts';
import { measureRequests } from './requestMetrics.ts';
import { inRequestScope, wellFormedRequestId } from './requestScope.ts';

export type HttpAppOptions = {
  readonly log: Logger;
  readonly newId: () => string;
  readonly bodyLimit: number;
  readonly registry: Registry;
  readonly maxHeaderSize?: number;
  /** Routes whose bodies may take two minutes to come in, instead of half a minute. */
  readonly isPatient?: (route: string | undefined) => boolean;
};

const answers: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ['BAD_USER_INPUT', 'The request could not be read.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  405: ['BAD_USER_INPUT', 'This method is not allowed here.'],
  409: ['CONFLICT', 'This is over, or was changed meanwhile.'],
  408: ['BAD_USER_INPUT', 'The request took too long.'],
  413: ['BAD_USER_INPUT', 'The request is too large.'],
  415: ['BAD_USER_INPUT', 'This type of content is not understood.'],
  431: ['BAD_USER_INPUT', 'The headers are too large.'],
  503: ['UNAVAILABLE', 'Not available now; try again.'],
};

const answerOf = (status: number): readonly [ErrorCode, string] => answers[status] ?? ['INTERNAL', 'Internal error.'];

/** Sends an error of HTTP in the shape of the graph's errors. */
export const sendError = (reply: FastifyReply, status: number): FastifyReply =>
  reply.code(status).send(errorEnvelope(...answerOf(status), reply.request.id));

const onError = (log: Logger) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const status = error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
  if (status === 500) log.error({ requestId: request.id, err: error }, 'a request failed outside of GraphQL');
  return sendError(reply, status);
};

const rawStatus: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Bytes that never became a request get an answer too. */
const onClientError = (error: NodeJS.ErrnoException, socket: import('node:net').Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const status = rawStatus[error.code ?? ''] ?? 400;
  const body = JSON.stringify(errorEnvelope(...answerOf(status), null));
  socket.end(
    `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
};

/** Node waits for lines that were busy when it was told to close; without this they would stay open for as long as callers like. */
const hangUpWhenClosing = (app: FastifyInstance): void => {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
};

const hurriedMilliseconds = 30_000;
const patientMilliseconds = 120_000;

/** Node knows one limit for all requests. Where some may take longer, the others are held to theirs here. */
const hurryOthers = (app: FastifyInstance, isPatient: (route: string | undefined) => boolean): void => {
  app.addHook('onRequest', async ({ raw, routeOptions }) => {
    const hasBody = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0;
    if (isPatient(routeOptions.url) || !hasBody) return;
    const tooLate = Object.assign(new Error('the body took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    const timer = setTimeout(() => onClientError(tooLate, raw.socket), hurriedMilliseconds).unref();
    const forget = (): void => clearTimeout(timer);
    raw.once('end', forget).once('close', forget);
  });
};

/** A web server that answers every mistake in JSON, knows the id of each request, and hangs up on those who dawdle. */
export const createHttpApp = ({
  log,
  newId,
  bodyLimit,
  registry,
  maxHeaderSize,
  isPatient,
}: HttpAppOptions): FastifyInstance => {
  const app = fastify({
    bodyLimit,
    requestTimeout: isPatient ? patientMilliseconds : hurriedMilliseconds,
    requestIdHeader: false,
    genReqId: (request) => wellFormedRequestId(request.headers['x-request-id']) ?? newId(),
    http: { headersTimeout: 10_000, ...(maxHeaderSize ? { maxHeaderSize } : {}) },
    clientErrorHandler: onClientError,
    frameworkErrors: (_error, _request, reply) => void sendError(reply as FastifyReply, 400),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;
  app.setErrorHandler(onError(log));
  app.setNotFoundHandler((_request, reply) => sendError(reply, 404));
  hangUpWhenClosing(app);
  if (isPatient) hurryOthers(app, isPatient);
  traceRequests(app);
  measureRequests(app, registry);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
  });
  return app;
};

/** Runs the handler of a route inside the scope and the span of its request. */
export const scoped =
  (handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
  (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
    inRequestScope({ requestId: request.id }, () => inRequestSpan(request, () => handler(request, reply)));
