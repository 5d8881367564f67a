import type { Readable } from 'node:stream';
import type { BareContext } from '../context.ts';

/** One part of an upload as it comes in: exactly so many bytes, read as they come. */
export type IncomingPart = {
  /** As it stood in the address: not looked at yet. */
  readonly uploadId: string;
  readonly part: number;
  readonly bytes: number;
  readonly body: Readable;
};

/** How a part was taken, as the status that tells it: 204 kept, 404 no such upload for this person, 409 it takes no more, 413 not its size. */
export type PartAnswer = 204 | 400 | 404 | 409 | 413;

export type OutgoingFile = {
  /** What people called it. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Ends in an error when the content is damaged. */
  readonly body: Readable;
};

/** What flows in and out of a department beside its part of the graph. Who asks is known; whether they may is decided here. */
export type FileService = {
  /** The largest part that is looked at. */
  readonly mostPartBytes: number;
  readonly receive: (context: BareContext, part: IncomingPart) => Promise<PartAnswer>;
  /** What the ticket stands for; null when it stands for nothing, for this person, now. */
  readonly open: (context: BareContext, ticketId: string) => Promise<OutgoingFile | null>;
};
