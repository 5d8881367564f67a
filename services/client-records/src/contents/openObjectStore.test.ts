import { describe, expect, it } from '@jest/globals';
import type { World } from '@shouwen/subgraph';
import { openObjectStore } from './openObjectStore.ts';

const s3 = { endpoint: 'https://s3.example.com', region: 'cn-north-1', bucket: 'contents', prefix: '' };
const world = (file: string) =>
  ({ contents: { s3, clamav: null }, secrets: { read: () => Buffer.from(file) } }) as unknown as World;

describe('S26 the key of the store', () => {
  it.each(['not JSON: hunter2', '{"secretAccessKey": "hunter2"}', '"hunter2"', 'null'])(
    'in a file that is not right is not told in the error: %s',
    (file) => {
      expect(() => openObjectStore(world(file))).toThrow(/^The key file contents-s3\.json must hold/);
      expect(() => openObjectStore(world(file))).not.toThrow(/hunter2/);
    },
  );
});
