import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Secrets } from '@shouwen/subgraph';
import { type Checkpoint, type ReadCheckpoints, readLines, toLine } from './checkpoint.ts';

/** The checkpoints of a replica, or of several that share a folder. */
export type Checkpoints = { read(): Promise<ReadCheckpoints>; append(checkpoint: Checkpoint): Promise<void> };

/** The file only grows: one line is written at its end and is on the disk when `append` answers. The key is no key of the database. */
export const checkpointFile = (folder: string, secrets: Secrets): Checkpoints => {
  const path = join(folder, 'audit-checkpoints.jsonl');
  const key = secrets.readOrCreate('client-records.checkpoints.key', () => randomBytes(32));
  return {
    read: async () => readLines(key, await contentOf(path)),
    append: async (checkpoint) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, 'a', 0o600);
      try {
        await file.write(toLine(key, checkpoint));
        await file.datasync();
      } finally {
        await file.close();
      }
    },
  };
};

const contentOf = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};
