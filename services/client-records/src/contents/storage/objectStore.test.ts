import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diskStore } from './diskStore.ts';
import { WrongLength } from './exactly.ts';
import { ObjectMissing, type ObjectStore } from './objectStore.ts';
import { type S3Fixture, startS3Fixture } from './s3Fixture.ts';
import { s3Store } from './s3Store.ts';

let folder: string;
let s3: S3Fixture;
const stores: Record<string, ObjectStore> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-contents-'));
  s3 = await startS3Fixture();
  stores.disk = diskStore(folder, randomUUID);
  stores.s3 = s3Store({ ...s3, region: s3.key.region, prefix: 'shouwen/' }, s3.key);
});
afterAll(async () => {
  await s3?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const large = Buffer.alloc(3_000_000, 'contents of a file ');
const stream = (...pieces: Buffer[]): Readable => Readable.from(pieces, { objectMode: false });
const brokenAfter = (bytes: number): Readable =>
  Readable.from(
    (async function* () {
      yield large.subarray(0, bytes);
      throw new Error('the line broke');
    })(),
    { objectMode: false },
  );

const listed = async (store: ObjectStore, prefix: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const name of store.list(prefix)) names.push(name);
  return names.sort();
};

describe.each(['disk', 's3'])('CR-3.01 contents lie in a store: %s', (kind) => {
  const store = (): ObjectStore => stores[kind] as ObjectStore;
  const read = async (name: string, range?: { from: number; to: number }) => buffer(await store().get(name, range));

  it('gives back what was put, whole or a range of it', async () => {
    await store().put('a/one', stream(large.subarray(0, 1_000_000), large.subarray(1_000_000)), large.length);
    expect((await read('a/one')).equals(large)).toBe(true);
    expect(await read('a/one', { from: 10, to: 19 })).toEqual(large.subarray(10, 20));
    expect(await read('a/one', { from: large.length - 1, to: large.length - 1 })).toEqual(large.subarray(-1));
  });

  it('replaces what lay there, and forgets what is deleted, twice too', async () => {
    await store().put('b/one', stream(Buffer.from('first')), 5);
    await store().put('b/one', stream(Buffer.from('second')), 6);
    expect(String(await read('b/one'))).toBe('second');
    await store().delete('b/one');
    await store().delete('b/one');
    await expect(read('b/one')).rejects.toBeInstanceOf(ObjectMissing);
  });

  it.each<[string, () => Readable, number, unknown]>([
    ['breaks', () => brokenAfter(1_000_000), 2_000_000, expect.objectContaining({ message: 'the line broke' })],
    ['is shorter than said', () => stream(Buffer.from('short')), 6, expect.any(WrongLength)],
    ['is longer than said', () => stream(Buffer.from('long'), Buffer.from('er')), 4, expect.any(WrongLength)],
  ])('keeps nothing of a stream that %s', async (_, body, bytes, error) => {
    await expect(store().put('c/one', body(), bytes)).rejects.toEqual(error);
    await expect(read('c/one')).rejects.toBeInstanceOf(ObjectMissing);
    expect(await listed(store(), 'c/')).toEqual([]);
  });

  it('leaves what lay there when its replacement breaks', async () => {
    await store().put('d/one', stream(Buffer.from('first')), 5);
    await expect(store().put('d/one', brokenAfter(100), 200)).rejects.toThrow();
    expect(String(await read('d/one'))).toBe('first');
  });

  it('lists what begins so, over several pages', async () => {
    for (const name of ['e/1', 'e/2', 'e/3', 'e/4', 'e/5', 'f/1']) await store().put(name, stream(Buffer.from('x')), 1);
    expect(await listed(store(), 'e/')).toEqual(['e/1', 'e/2', 'e/3', 'e/4', 'e/5']);
    expect(await listed(store(), 'nothing/')).toEqual([]);
  });

  it.each(['../out', 'a/../../out', '/etc/passwd', 'a', 'a/B', 'a/\0', 'a//b', 'a/.hidden'])(
    'S24 %j is no name of an object, for any act',
    async (name) => {
      await expect(store().put(name, stream(Buffer.from('x')), 1)).rejects.toThrow(RangeError);
      await expect(store().get(name)).rejects.toThrow(RangeError);
      await expect(store().delete(name)).rejects.toThrow(RangeError);
    },
  );
});

describe('S26 the credentials of the store', () => {
  it('are asked for: another key reads nothing, and its refusal names no secret', async () => {
    const key = { ...s3.key, secretAccessKey: 'a guess at the secret' };
    const stranger = s3store(key);
    const before = s3.refused();
    const told = await stranger.get('a/one').then(
      () => 'given',
      (error: unknown) => JSON.stringify(error, Object.getOwnPropertyNames(error)),
    );
    expect(s3.refused()).toBe(before + 1);
    expect(told).not.toContain('a guess at the secret');
    expect(told).toContain('SignatureDoesNotMatch');
  });

  const s3store = (key: S3Fixture['key']) => s3Store({ ...s3, region: key.region, prefix: 'shouwen/' }, key);
});

describe('the store on the disk', () => {
  it('is open to nobody else, and keeps no draft', async () => {
    await stores.disk?.put('g/one', stream(Buffer.from('x')), 1);
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.draft'))).toEqual([]);
  });
});
