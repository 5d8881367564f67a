import type { Readable } from 'node:stream';

/** From this byte to that one, both counted from 0 and both included. */
export type ByteRange = { readonly from: number; readonly to: number };

/** Nothing lies under that name. */
export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing';
  constructor() {
    super('there is no such object');
  }
}

/**
 * Where sealed contents lie (CR-3.01): on the disk of this machine or in a store that speaks S3. What lies there is ciphertext, under
 * names made here; one contract test holds for both.
 */
export type ObjectStore = {
  /**
   * Keeps exactly so many bytes under the name; what lay there before is replaced. Whole or not at all: when the stream fails, or
   * is longer or shorter than said, nothing of it can be read.
   */
  put(name: string, body: Readable, bytes: number): Promise<void>;
  /** The bytes, or a range of them, as a stream. @throws ObjectMissing */
  get(name: string, range?: ByteRange): Promise<Readable>;
  /** Gone afterwards, also when it was gone before. */
  delete(name: string): Promise<void>;
  /** The names that begin so, in any order. */
  list(prefix: string): AsyncIterable<string>;
};

/** Names are made of ids: no name can lead out of the store, whoever chose it. @throws RangeError for any other */
export const demandObjectName = (name: string): string => {
  if (!/^[a-z0-9-]{1,64}(\/[a-z0-9-]{1,64}){1,3}$/.test(name))
    throw new RangeError('this is not the name of an object');
  return name;
};
