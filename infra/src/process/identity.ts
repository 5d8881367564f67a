import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that was given the same number. */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string };

/**
 * The identity of a living process, or null when there is none with this number.
 * A zombie counts as dead: nobody may ever collect it when the first process of a container does not.
 */
export const identify = (pid: number): ProcessIdentity | null => {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const status = readOrNull(`/proc/${pid}/stat`);
  if (status !== null) {
    // The name in parentheses may hold spaces and parentheses itself, so the fields are counted behind the last one.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : { pid, startedAt: fields[19] ?? '' };
  }
  return readOrNull('/proc/self/stat') === null ? identifyWithPs(pid) : null;
};

/** True while the very process that was identified is alive. */
export const isAlive = (process: ProcessIdentity): boolean => identify(process.pid)?.startedAt === process.startedAt;

/** The number of the process that started a living one; 0 when it is not known. */
export const parentOf = (pid: number): number => {
  const status = readOrNull(`/proc/${pid}/stat`);
  const parent = status === null ? ps(pid, 'ppid=') : status.slice(status.lastIndexOf(')') + 2).split(' ')[1];
  return Number(parent) || 0;
};

/** The command line of a living process, or an empty string. */
export const commandLineOf = (pid: number): string =>
  (readOrNull(`/proc/${pid}/cmdline`) ?? ps(pid, 'command=')).replaceAll('\0', ' ').trim();

const identifyWithPs = (pid: number): ProcessIdentity | null => {
  const startedAt = ps(pid, 'lstart=');
  return startedAt === '' || ps(pid, 'state=').startsWith('Z') ? null : { pid, startedAt };
};

const ps = (pid: number, column: string): string => {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
};

const readOrNull = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
