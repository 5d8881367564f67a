import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { exactly, type ObjectStore } from '../storage/index.ts';
import { opening, sealing } from './frameStreams.ts';
import {
  bytesOfPart,
  ContentDamaged,
  type ContentSeal,
  firstFrameOf,
  frameBytes,
  partBytes,
  partsOf,
  sealedBytes,
  sealedFrameBytes,
} from './frames.ts';

/** A content as it lies in the store: how it is sealed, and the names of its parts in their order. */
export type StoredContent = { readonly seal: ContentSeal; readonly parts: readonly string[] };

/** Seals one part on its way into the store. Whole or not at all. @throws WrongLength when it has not the bytes of its place */
export const putPart = async (
  store: ObjectStore,
  { seal, part, name }: { seal: ContentSeal; part: number; name: string },
  body: Readable,
): Promise<void> => {
  const bytes = bytesOfPart(seal.bytes, part);
  const sealed = pipeline(body, exactly(bytes), sealing(seal, firstFrameOf(part)), () => undefined);
  await store.put(name, sealed, sealedBytes(bytes));
};

/**
 * The plaintext as a stream. Every frame is found genuine before it leaves, and the last one leaves only when the checksum of all is
 * right: what is damaged ends in an error, never in a content that is silently short.
 */
export const readContent = (store: ObjectStore, content: StoredContent, sha256: string): Readable =>
  Readable.from(framesWithSum(store, content, sha256), { objectMode: false, highWaterMark: frameBytes });

async function* framesWithSum(store: ObjectStore, content: StoredContent, sha256: string): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  let held: Buffer | null = null;
  for await (const frame of framesFrom(store, content)) {
    if (held) yield held;
    sum.update(frame);
    held = frame;
  }
  if (held === null || sum.digest('hex') !== sha256) throw new ContentDamaged();
  yield held;
}

async function* framesFrom(store: ObjectStore, { seal, parts }: StoredContent): AsyncGenerator<Buffer> {
  if (parts.length !== partsOf(seal.bytes)) throw new ContentDamaged();
  let seen = 0;
  for (const [part, name] of parts.entries()) {
    const stored = await store.get(name);
    const opened = pipeline(stored, opening(seal, firstFrameOf(part)), () => undefined);
    for await (const frame of opened) {
      seen += (frame as Buffer).length;
      yield frame as Buffer;
    }
  }
  if (seen !== seal.bytes) throw new ContentDamaged();
}

/** Reads any stretch of a content, without the rest: what the checks of structure look at. */
export type Bytes = {
  readonly size: number;
  /** At most so many bytes from there; fewer at the end. */
  read(from: number, length: number): Promise<Buffer>;
};

/** The plaintext at any place; remembers the last frame, because whoever walks through a file asks for it again. */
export const bytesOf = (store: ObjectStore, { seal, parts }: StoredContent): Bytes => {
  let last: { readonly frame: number; readonly plain: Promise<Buffer> } | null = null;
  const frameAt = (frame: number): Promise<Buffer> => {
    if (last?.frame !== frame) last = { frame, plain: readFrame(frame) };
    return last.plain;
  };
  const readFrame = async (frame: number): Promise<Buffer> => {
    const part = Math.floor((frame * frameBytes) / partBytes);
    const from = (frame - firstFrameOf(part)) * sealedFrameBytes;
    const all = sealedBytes(bytesOfPart(seal.bytes, part));
    const range = { from, to: Math.min(from + sealedFrameBytes, all) - 1 };
    const sealed = await store.get(parts[part] ?? '', range);
    return buffer(pipeline(sealed, opening(seal, frame), () => undefined));
  };
  return {
    size: seal.bytes,
    read: async (from, length) => {
      const pieces: Buffer[] = [];
      const end = Math.min(from + length, seal.bytes);
      for (let at = from; at < end; ) {
        const plain = await frameAt(Math.floor(at / frameBytes));
        const piece = plain.subarray(at % frameBytes, (at % frameBytes) + (end - at));
        if (piece.length === 0) throw new ContentDamaged();
        pieces.push(piece);
        at += piece.length;
      }
      return Buffer.concat(pieces);
    },
  };
};
