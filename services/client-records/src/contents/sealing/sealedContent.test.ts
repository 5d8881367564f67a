import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ObjectMissing, type ObjectStore } from '../storage/index.ts';
import {
  bytesOfPart,
  ContentDamaged,
  type ContentSeal,
  frameBytes,
  newContentKey,
  partBytes,
  partsOf,
} from './frames.ts';
import { bytesOf, putPart, readContent, type StoredContent } from './sealedContent.ts';

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A store whose objects the test can damage. */
const damageable = () => {
  const objects = new Map<string, Buffer>();
  const store: ObjectStore = {
    put: async (name, body) => void objects.set(name, await buffer(body)),
    get: async (name, range) => {
      const object = objects.get(name);
      if (!object) throw new ObjectMissing();
      return Readable.from([range ? object.subarray(range.from, range.to + 1) : object], { objectMode: false });
    },
    delete: async (name) => void objects.delete(name),
    list: async function* () {
      yield* objects.keys();
    },
  };
  return { store, objects };
};

const kept = async (plain: Buffer, contentId = 'c1', key = newContentKey()) => {
  const { store, objects } = damageable();
  const seal: ContentSeal = { key, contentId, bytes: plain.length };
  const parts = Array.from({ length: partsOf(plain.length) }, (_, part) => `${contentId}/${part}`);
  for (const [part, name] of parts.entries()) {
    const body = plain.subarray(part * partBytes, part * partBytes + bytesOfPart(plain.length, part));
    await putPart(store, { seal, part, name }, Readable.from([body], { objectMode: false }));
  }
  const content: StoredContent = { seal, parts };
  return { store, objects, content, read: () => buffer(readContent(store, content, sumOf(plain))) };
};

const plain = randomBytes(partBytes + frameBytes * 2 + 5);

describe('CR-3.01 contents are stored encrypted with a checksum', () => {
  it.each([1, frameBytes - 1, frameBytes, frameBytes + 1, partBytes - 1, partBytes, partBytes + 1, plain.length])(
    '%d bytes come back as they were',
    async (length) => {
      const bytes = plain.subarray(0, length);
      expect((await (await kept(bytes)).read()).equals(bytes)).toBe(true);
    },
  );

  it('I23 two seals of one content differ, and neither shows a piece of it', async () => {
    const marked = Buffer.alloc(frameBytes * 2, 'CONFIDENTIAL-MARKER ');
    const [one, other] = [await kept(marked), await kept(marked)];
    const objects = [one, other].map(({ objects }) => objects.get('c1/0') as Buffer);
    expect(objects[0]?.equals(objects[1] as Buffer)).toBe(false);
    for (const object of objects) expect(object.includes('MARKER')).toBe(false);
  });

  it('any stretch can be read without the rest', async () => {
    const { store, content } = await kept(plain);
    const bytes = bytesOf(store, content);
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length), fc.nat(frameBytes * 2), async (from, length) => {
        expect((await bytes.read(from, length)).equals(plain.subarray(from, from + length))).toBe(true);
      }),
      { numRuns: 50, seed: 4 },
    );
  });
});

type Kept = Awaited<ReturnType<typeof kept>>;

const part = ({ objects }: Kept, name = 'c1/0'): Buffer => objects.get(name) as Buffer;
const sealedFrame = frameBytes + 28;

const damages: [string, (one: Kept) => void | Promise<void>][] = [
  ['a bit is changed', (one) => part(one).writeUInt8((part(one).at(1000) ?? 0) ^ 1, 1000)],
  ['it is cut in a frame', (one) => void one.objects.set('c1/1', part(one, 'c1/1').subarray(0, -1))],
  ['it is cut between frames', (one) => void one.objects.set('c1/1', part(one, 'c1/1').subarray(0, sealedFrame))],
  ['a part is empty', (one) => void one.objects.set('c1/1', Buffer.alloc(0))],
  [
    'two frames have changed places',
    (one) => {
      const [first, second] = [part(one).subarray(0, sealedFrame), part(one).subarray(sealedFrame, sealedFrame * 2)];
      one.objects.set('c1/0', Buffer.concat([second, first, part(one).subarray(sealedFrame * 2)]));
    },
  ],
  ['a frame is there twice', (one) => part(one).copy(part(one), sealedFrame, 0, sealedFrame)],
  ['bytes are added', (one) => void one.objects.set('c1/1', Buffer.concat([part(one, 'c1/1'), Buffer.alloc(40)]))],
  [
    'a frame of another content under the same key stands there',
    async (one) => {
      const other = await kept(plain, 'c2', one.content.seal.key);
      part(other, 'c2/0').copy(part(one), 0, 0, sealedFrame);
    },
  ],
  ['another part stands there', (one) => void one.objects.set('c1/1', part(one))],
];

describe('CR-3.01 a damaged content ends in an error, never silently short', () => {
  it.each(damages)('%s', async (_, damage) => {
    const one = await kept(plain);
    await one.read();
    await damage(one);
    await expect(one.read()).rejects.toBeInstanceOf(ContentDamaged);
  });

  it('a part is gone', async () => {
    const one = await kept(plain);
    one.objects.delete('c1/1');
    await expect(one.read()).rejects.toBeInstanceOf(ObjectMissing);
  });

  it.each<[string, (content: StoredContent) => StoredContent]>([
    ['the key of another', (content) => ({ ...content, seal: { ...content.seal, key: newContentKey() } })],
    ['another length', (content) => ({ ...content, seal: { ...content.seal, bytes: content.seal.bytes - 1 } })],
    ['one part fewer', (content) => ({ ...content, parts: content.parts.slice(0, 1) })],
    ['its parts in another order', (content) => ({ ...content, parts: content.parts.toReversed() })],
  ])('it is read with %s', async (_, other) => {
    const { store, content } = await kept(plain);
    await expect(buffer(readContent(store, other(content), sumOf(plain)))).rejects.toBeInstanceOf(ContentDamaged);
  });

  it('the last frame does not leave when the checksum of all is another', async () => {
    const { store, content } = await kept(plain);
    const seen: Buffer[] = [];
    const reading = (async () => {
      for await (const frame of readContent(store, content, sumOf(Buffer.from('other')))) seen.push(frame as Buffer);
    })();
    await expect(reading).rejects.toBeInstanceOf(ContentDamaged);
    expect(Buffer.concat(seen).length).toBeLessThan(plain.length);
  });
});

describe('CR-3.01 contents flow in streams', () => {
  it('64 MB pass with a few frames in memory', async () => {
    const parts = 64;
    const seal = { key: newContentKey(), contentId: 'big', bytes: parts * partBytes };
    const sealedParts: Readable[] = [];
    let [made, opened, most] = [0, 0, 0];
    const sum = createHash('sha256');
    const piece = Buffer.alloc(16 * 1024, 'x');
    async function* pieces() {
      for (let bytes = 0; bytes < partBytes; bytes += piece.length) {
        made += piece.length;
        most = Math.max(most, made - opened);
        yield piece;
      }
    }
    for (let bytes = 0; bytes < seal.bytes; bytes += piece.length) sum.update(piece);
    // Nothing lies between the writer and the reader: what one has not taken the other must hold.
    const store = {
      put: async (_: string, body: Readable) => void sealedParts.push(body),
      get: async (name: string) => {
        await putPart(store, { seal, part: Number(name), name }, Readable.from(pieces(), { objectMode: false }));
        return sealedParts.pop() as Readable;
      },
    } as unknown as ObjectStore;
    const names = Array.from({ length: parts }, (_, index) => String(index));
    for await (const frame of readContent(store, { seal, parts: names }, sum.digest('hex')))
      opened += (frame as Buffer).length;
    expect(opened).toBe(seal.bytes);
    // Held by the streams between: some frames, a hundredth of the whole.
    expect(most).toBeLessThan(frameBytes * 10);
  });
});
