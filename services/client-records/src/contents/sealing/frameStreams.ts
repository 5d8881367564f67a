import { Transform } from 'node:stream';
import { type ContentSeal, frameBytes, openFrame, sealedFrameBytes, sealFrame } from './frames.ts';

/** Seals what flows through, beginning with that frame; holds one frame in memory at most. */
export const sealing = (seal: ContentSeal, firstFrame: number): Transform =>
  inPieces(frameBytes, (piece, index) => sealFrame(seal, firstFrame + index, piece));

/** Opens what flows through, beginning with that frame; nothing leaves before its frame was found genuine. */
export const opening = (seal: ContentSeal, firstFrame: number): Transform =>
  inPieces(sealedFrameBytes, (piece, index) => openFrame(seal, firstFrame + index, piece));

/** Cuts a stream into pieces of one length, the last one shorter, and works on each. */
const inPieces = (length: number, work: (piece: Buffer, index: number) => Buffer): Transform => {
  let waiting: Buffer[] = [];
  let size = 0;
  let index = 0;
  const next = (piece: Buffer): Buffer => work(piece, index++);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting.push(chunk);
      size += chunk.length;
      if (size < length) return done();
      const all = Buffer.concat(waiting);
      try {
        let from = 0;
        for (; all.length - from >= length; from += length) this.push(next(all.subarray(from, from + length)));
        waiting = [all.subarray(from)];
        size = all.length - from;
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        done(null, size > 0 ? next(Buffer.concat(waiting)) : undefined);
      } catch (error) {
        done(error as Error);
      }
    },
  });
};
