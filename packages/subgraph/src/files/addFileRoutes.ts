import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BareContext } from '../context.ts';
import { sendError } from '../http/httpApp.ts';
import { fileHeaders } from './fileHeaders.ts';
import { addFileRequests, refuseUnread } from './fileRequests.ts';
import type { FileService } from './fileService.ts';

/** Serves the files of a department, to the gateway alone. */
export const addFileRoutes = (
  app: FastifyInstance,
  files: FileService,
  contextOf: (request: FastifyRequest) => BareContext,
): void =>
  addFileRequests(app, {
    mostPartBytes: files.mostPartBytes,
    receive: async (request, reply, part) => {
      const body = request.body as Readable;
      const status = await files.receive(contextOf(request), { ...part, body });
      if (status === 204) return reply.code(204).send();
      return body.readableEnded ? sendError(reply, status) : refuseUnread(reply, status);
    },
    open: async (request, reply, ticketId) => {
      const file = await files.open(contextOf(request), ticketId);
      if (file === null) return sendError(reply, 404);
      for (const [name, value] of Object.entries(fileHeaders(file))) reply.header(name, value);
      return reply.send(file.body);
    },
  });
