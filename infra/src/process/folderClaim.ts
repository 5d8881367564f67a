import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { identify, isAlive, type ProcessIdentity } from './identity.ts';

const fileName = 'owner.json';

/**
 * Takes a data folder for this process alone. What a dead owner left is taken over.
 * @throws Problem when a living process holds it.
 */
export const claimFolder = (folder: string): void => {
  const file = join(folder, fileName);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const owner = readOwner(file);
    if (owner !== null && owner.pid !== process.pid && isAlive(owner)) {
      throw new Problem(
        `The folder ${folder} is in use by process ${owner.pid}: stop that one first, or choose another folder with DATA_DIR.`,
      );
    }
    rmSync(file, { force: true });
    if (writeExclusively(file)) return;
  }
  throw new Problem(`The folder ${folder} is being taken by another process: try again.`);
};

/** Gives a claimed folder back. */
export const releaseFolder = (folder: string): void => {
  const file = join(folder, fileName);
  if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
};

const writeExclusively = (file: string): boolean => {
  try {
    writeFileSync(file, JSON.stringify(identify(process.pid)), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const readOwner = (file: string): ProcessIdentity | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return null;
  }
};
