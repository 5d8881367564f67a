import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { exactly } from './exactly.ts';
import { demandObjectName, ObjectMissing, type ObjectStore } from './objectStore.ts';

/**
 * Contents on the disk of this machine, in a folder that nothing serves. A write goes to a draft beside its place and is moved there
 * when all of it is on the disk, so a process that dies leaves a draft at most, and a draft is ciphertext like the rest.
 */
export const diskStore = (folder: string, newId: () => string): ObjectStore => {
  const pathOf = (name: string): string => join(folder, ...demandObjectName(name).split('/'));
  return {
    put: async (name, body, bytes) => {
      const path = pathOf(name);
      const draft = `${path}.${newId()}${draftEnding}`;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        await pipeline(body, exactly(bytes), createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }));
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await syncFolder(dirname(path));
    },
    get: async (name, range) => {
      const file = await open(pathOf(name)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new ObjectMissing() : error;
      });
      return createReadStream('', { fd: file, ...(range && { start: range.from, end: range.to }) });
    },
    delete: async (name) => {
      const path = pathOf(name);
      await rm(path, { force: true });
      await removeDrafts(path);
      // A folder with other objects in it stays.
      await rmdir(dirname(path)).catch(() => undefined);
    },
    list: (prefix) => namesBelow(folder, prefix),
  };
};

const draftEnding = '.draft';

/** The new name is on the disk too, not only the bytes. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** What a process that died while writing left behind. */
const removeDrafts = async (path: string): Promise<void> => {
  const beside = await readdir(dirname(path)).catch(() => [] as string[]);
  const drafts = beside.map((name) => join(dirname(path), name)).filter((draft) => isDraftOf(path, draft));
  await Promise.all(drafts.map((draft) => rm(draft, { force: true })));
};

const isDraftOf = (path: string, other: string): boolean => other.startsWith(`${path}.`) && other.endsWith(draftEnding);

async function* namesBelow(folder: string, prefix: string): AsyncGenerator<string> {
  // Only the folder of the prefix is looked into, not the whole store.
  const start = prefix.includes('/') ? demandObjectName(`${prefix}x`).split('/').slice(0, -1) : [];
  const entries = await readdir(join(folder, ...start), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    // A draft counts under the name it was to have: who clears a prefix clears its drafts.
    const plain = name.endsWith(draftEnding) ? name.slice(0, name.indexOf('.')) : name;
    if (plain.startsWith(prefix)) yield plain;
  }
}
