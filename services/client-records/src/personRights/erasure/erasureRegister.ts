import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** That these records were erased by that request. */
export type RegisteredErasure = {
  readonly requestId: string;
  readonly clientIds: readonly string[];
  /** ISO time. */
  readonly at: string;
};

/** What was erased, outside the database: a backup that is played back brings the wrapped keys again, and does not know better. */
export type ErasureRegister = {
  read(): Promise<readonly RegisteredErasure[]>;
  append(erasure: RegisteredErasure): Promise<void>;
};

/** The file only grows: one line is written at its end and is on the disk when `append` answers. Ids alone stand in it. */
export const erasureRegister = (folder: string): ErasureRegister => {
  const path = join(folder, 'erasures.jsonl');
  return {
    read: async () => linesOf(await contentOf(path)),
    append: async (erasure) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, 'a', 0o600);
      try {
        // On a line of its own, also after one that a crash cut off.
        await file.write(`\n${JSON.stringify(erasure)}\n`);
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

/** A line that a crash cut off is passed over: what it was about had not been committed, and is registered again when it is. */
const linesOf = (content: string): RegisteredErasure[] => content.split('\n').flatMap(readLine);

const readLine = (line: string): RegisteredErasure[] => {
  try {
    return [JSON.parse(line) as RegisteredErasure];
  } catch {
    return [];
  }
};
