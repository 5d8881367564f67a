import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, asAccount } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';

/** The files of one embedded PostgreSQL: everything lies in one folder. */
export type Cluster = {
  readonly folder: string;
  readonly data: string;
  readonly password: string;
  readonly log: string;
};

/** Opens the cluster in this folder; makes it, with a password of its own, when there is none. */
export const openCluster = (folder: string, binaries: PostgresBinaries, account: Account): Cluster => {
  const cluster = {
    folder,
    data: join(folder, 'cluster'),
    password: superuserPassword(join(folder, 'superuser.password')),
    log: join(folder, 'postgres.log'),
  };
  if (!existsSync(join(cluster.data, 'PG_VERSION'))) initialize(cluster, binaries, account);
  return cluster;
};

const superuserPassword = (file: string): string => {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
};

/** Prepares the cluster beside its place and moves it there at the end, so that an interrupted start leaves no half of one. */
const initialize = (cluster: Cluster, binaries: PostgresBinaries, account: Account): void => {
  const unfinished = join(cluster.folder, 'cluster.unfinished');
  const passwordFile = join(cluster.folder, 'initial.password');
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(cluster.data, { recursive: true, force: true });
  mkdirSync(unfinished);
  chmodSync(unfinished, 0o700);
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (account !== null) {
    chownSync(unfinished, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    execFileSync(binaries.initdb, initdbArguments(unfinished, passwordFile), {
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...asAccount(account),
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster.data);
};

/** The locale is named in full: left alone, that of the host would decide how Chinese text is stored and sorted. */
const initdbArguments = (data: string, passwordFile: string): string[] => [
  `--pgdata=${data}`,
  '--username=postgres',
  `--pwfile=${passwordFile}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-sync',
];

/** What of our environment the server may see: nothing that changes its language, its paths or its passwords. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({ PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' });
