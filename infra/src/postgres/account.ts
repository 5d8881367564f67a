import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Problem } from '../problem.ts';

/** The user PostgreSQL runs as; null when we are an ordinary user and run it as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** PostgreSQL refuses to run as root, so root lends it the user `postgres`, or else `nobody`. */
export const serverAccount = (): Account => {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (user === undefined) {
    throw new Problem(
      'PostgreSQL does not run as root and there is no user "postgres" or "nobody": run as an ordinary user.',
    );
  }
  return { uid: Number(user[2]), gid: Number(user[3]) };
};

/** The account as options of `spawn`. */
export const asAccount = (account: Account): { uid?: number; gid?: number } => account ?? {};

/** True when the account can enter this folder or run this file, all folders above it included. */
export const canReach = (account: Account, path: string): boolean =>
  account === null ||
  spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { cwd: '/', ...asAccount(account), stdio: 'ignore' }).status === 0;
