import type { Readable } from 'node:stream';
import {
  addFileRequests,
  currentTraceparent,
  gatewayHeader,
  passedOnHeaders,
  refuseUnread,
  sendError,
  signGatewayToken,
  wallClock,
} from '@shouwen/subgraph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Pool } from 'undici';
import type { SubgraphAddress } from '../config.ts';
import { contextOf } from '../http/admit.ts';
import type { SubgraphFailure } from '../subgraphs/subgraphSource.ts';

/** The department that keeps files. */
export const filesDepartment = 'client-records';

/** A part is 1 MiB; the department says itself which parts it takes. */
const mostPartBytes = 1024 * 1024;

/** Checking the id of an upload takes a moment, the slowest line two minutes for a part. */
const answerMilliseconds = 130_000;
const silentMilliseconds = 30_000;

export type FileProxy = { close(): Promise<void> };

export type FileProxyOptions = SubgraphAddress & {
  readonly onFailure: (failure: SubgraphFailure) => void;
};

type Forwarded = {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly body?: Readable;
  readonly bytes?: number;
};

/**
 * Hands files through between a person and the department that keeps them, as they flow: nothing is gathered here. Who asks goes along
 * in the same token as with the graph.
 */
export const addFileProxy = (app: FastifyInstance, { url, secret, onFailure }: FileProxyOptions): FileProxy => {
  const pool = new Pool(new URL(url).origin, {
    connections: 50,
    headersTimeout: answerMilliseconds,
    bodyTimeout: silentMilliseconds,
    connect: { timeout: 500 },
    keepAliveTimeout: 4_000,
  });
  const forward = async (request: FastifyRequest, reply: FastifyReply, { bytes, ...sent }: Forwarded) => {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    try {
      return await pool.request({ ...sent, headers: headersFor(request, secret, bytes), signal: gone.signal });
    } catch (error) {
      onFailure({ subgraph: filesDepartment, reason: String(error) });
      return null;
    }
  };
  addFileRequests(app, {
    mostPartBytes,
    receive: async (request, reply, { uploadId, part, bytes }) => {
      const path = `/files/uploads/${encodeURIComponent(uploadId)}/${part}`;
      const answer = await forward(request, reply, { method: 'PUT', path, body: request.body as Readable, bytes });
      if (answer === null) return refuseUnread(reply, 503);
      await answer.body.dump();
      if (answer.statusCode === 204) return reply.code(204).send();
      return refuseUnread(reply, statusFor(answer.statusCode));
    },
    open: async (request, reply, ticketId) => {
      const answer = await forward(request, reply, { method: 'GET', path: `/files/${encodeURIComponent(ticketId)}` });
      if (answer === null) return sendError(reply, 503);
      if (answer.statusCode !== 200) {
        await answer.body.dump();
        return sendError(reply, statusFor(answer.statusCode));
      }
      for (const name of passedOnHeaders) {
        const value = answer.headers[name];
        if (value !== undefined) reply.header(name, value);
      }
      return reply.send(answer.body);
    },
  });
  return { close: () => pool.destroy() };
};

/** 401 means that the secrets differ: a fault of ours, as is everything that a file does not answer. */
const statusFor = (status: number): number => ([400, 404, 409, 413, 415].includes(status) ? status : 503);

const headersFor = (request: FastifyRequest, secret: string, bytes?: number): Record<string, string> => {
  const { viewer, requestId, clientAddress, now } = contextOf(request);
  const claims = { viewer, requestId, ...(clientAddress ? { clientAddress } : {}), ...(now ? { now } : {}) };
  const trace = currentTraceparent();
  return {
    [gatewayHeader]: signGatewayToken(claims, { secret, subgraph: filesDepartment, at: wallClock() }),
    ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream', 'content-length': String(bytes) }),
    ...(trace ? { traceparent: trace } : {}),
  };
};
