import { Transform } from 'node:stream';

/** The stream was longer or shorter than was said. */
export class WrongLength extends Error {
  override readonly name = 'WrongLength';
  constructor() {
    super('the stream does not have the length that was said');
  }
}

/**
 * Lets exactly so many bytes through; fails at the first byte too many, and at the end when some are missing. The last piece is held
 * back until the end is known: who counts along on the other side must not think that all is well.
 */
export const exactly = (bytes: number): Transform => {
  let seen = 0;
  let held: Buffer | null = null;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) return done(new WrongLength());
      const before = held;
      held = chunk;
      done(null, before ?? undefined);
    },
    flush(done) {
      if (seen !== bytes) return done(new WrongLength());
      done(null, held ?? undefined);
    },
  });
};
