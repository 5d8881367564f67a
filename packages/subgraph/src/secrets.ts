import { linkSync, mkdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys live in files of a folder outside the database, readable by the service alone. */
export type Secrets = {
  /** The content of a key file. Throws a sentence that names the missing file. */
  read(name: string): Buffer;
  /** Reads the file, or makes it first. In production nothing is made: a lost key must be noticed. */
  readOrCreate(name: string, make: () => Buffer | string): Buffer;
  /** Whether `replace` is allowed: false where the key files are given from outside, as in production. */
  readonly mayReplace: boolean;
  /** Puts another content in the place of a key file: whoever reads it sees the old or the new one, never a part. */
  replace(name: string, content: Buffer | string): void;
  /** Differs when the file was replaced; cheap enough to be asked before every use. */
  stampOf(name: string): string;
};

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
const isThere = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';

/** Of two processes that start at once one makes the key, and both read that one: a link is there whole or not at all. */
const create = (path: string, content: Buffer | string): void => {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o400 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isThere(error)) throw error;
  } finally {
    unlinkSync(draft);
  }
};

/** Opens the folder with the keys of one service. */
export const openSecrets = (directory: string, options: { readonly mayCreate: boolean }): Secrets => {
  const pathOf = (name: string): string => {
    if (!/^[a-z0-9][a-z0-9.-]*$/i.test(name)) throw new Error(`"${name}" is no name of a key file`);
    return join(directory, name);
  };
  const read = (name: string): Buffer => {
    try {
      return readFileSync(pathOf(name));
    } catch (error) {
      if (isMissing(error)) throw new Error(`The key file ${name} is missing in the folder SECRETS_DIR points to.`);
      throw error;
    }
  };
  return {
    read,
    readOrCreate: (name, make) => {
      try {
        return readFileSync(pathOf(name));
      } catch (error) {
        if (!isMissing(error) || !options.mayCreate) return read(name);
      }
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      create(pathOf(name), make());
      return read(name);
    },
    mayReplace: options.mayCreate,
    replace: (name, content) => {
      if (!options.mayCreate) throw new Error(`The key file ${name} is given from outside and not changed here.`);
      const draft = `${pathOf(name)}.${process.pid}.next`;
      writeFileSync(draft, content, { mode: 0o400 });
      renameSync(draft, pathOf(name));
    },
    stampOf: (name) => {
      const { ino, mtimeMs, size } = statSync(pathOf(name));
      return `${ino}-${mtimeMs}-${size}`;
    },
  };
};
