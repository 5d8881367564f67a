import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../process/endProcess.ts';
import { commandLineOf } from '../process/identity.ts';

/** Ends the PostgreSQL that a killed owner left behind on this data folder, and removes its lock file. */
export const clearLeftover = async (data: string): Promise<void> => {
  const lock = join(data, 'postmaster.pid');
  const pid = pidIn(lock);
  if (pid === null) return;
  // The number may belong to somebody else by now; only a server that was started on this folder is ended.
  if (commandLineOf(pid).includes(data)) await endPostgres(pid);
  rmSync(lock, { force: true });
};

/** Ends a server: first politely, then at once; PostgreSQL recovers from either. */
export const endPostgres = (pid: number): Promise<void> =>
  endProcess(pid, [
    ['SIGINT', 8_000],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 3_000],
  ]);

const pidIn = (lock: string): number | null => {
  try {
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
};
