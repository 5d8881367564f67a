import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { scoped, sendError } from '../http/httpApp.ts';

/** The addresses of files; whatever stands for an id here is no secret: the person is known by other means. */
export const filePaths = { part: '/files/uploads/:uploadId/:part', ticket: '/files/:ticketId' } as const;

export const isFilePath = (path: string | undefined): boolean => path === filePaths.part || path === filePaths.ticket;

/** How long nothing may move on a line that carries a file. */
const silentMilliseconds = 30_000;

export type PartRequest = { readonly uploadId: string; readonly part: number; readonly bytes: number };

export type FileHandlers = {
  readonly mostPartBytes: number;
  readonly receive: (request: FastifyRequest, reply: FastifyReply, part: PartRequest) => Promise<unknown>;
  readonly open: (request: FastifyRequest, reply: FastifyReply, ticketId: string) => Promise<unknown>;
};

/**
 * The two addresses under which files flow, at the gateway and at a department alike. Bodies are handed on as streams; one that is larger
 * than a part, of unknown length or of another type is refused before a byte of it is read.
 */
export const addFileRequests = (app: FastifyInstance, { mostPartBytes, receive, open }: FileHandlers): void => {
  const handlePart = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    watchSilence(reply);
    const { uploadId, part } = request.params as { uploadId: string; part: string };
    const bytes = Number(request.headers['content-length'] ?? Number.NaN);
    if (!/^\d{1,6}$/.test(part) || !Number.isInteger(bytes)) return refuseUnread(reply, 400);
    if (bytes > mostPartBytes) return refuseUnread(reply, 413);
    return receive(request, reply, { uploadId, part: Number(part), bytes });
  };
  const handleTicket = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    watchSilence(reply);
    return open(request, reply, (request.params as { ticketId: string }).ticketId);
  };
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, body, done) => done(null, body));
    scope.route({ method: 'PUT', url: filePaths.part, handler: scoped(handlePart) });
    scope.route({ method: 'GET', url: filePaths.ticket, exposeHeadRoute: false, handler: scoped(handleTicket) });
  });
};

/** Refuses a body that was not read; the line is closed, or the rest of the body would have to be waited for. */
export const refuseUnread = (reply: FastifyReply, status: number): FastifyReply =>
  sendError(reply.header('connection', 'close'), status);

const watchSilence = (reply: FastifyReply): void => {
  reply.raw.setTimeout(silentMilliseconds, () => reply.raw.destroy());
};
