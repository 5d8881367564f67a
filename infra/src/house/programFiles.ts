import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../process/endProcess.ts';
import { identify, isAlive, type ProcessIdentity } from '../process/identity.ts';

/** The files beside a running program: its log, and the note of which process it is. */
export type ProgramFiles = {
  readonly log: string;
  /** Opens the log to write at its end; one that has grown large is put aside first. */
  openLog(): number;
  lastLines(): string;
  noteProcess(pid: number): void;
  /** Ends the process that a killed owner left running. */
  endLeftover(): Promise<void>;
};

const largestLogBytes = 20_000_000;

export const programFiles = (dataDir: string, name: string): ProgramFiles => {
  const log = join(folderIn(dataDir, 'logs'), `${name}.log`);
  const note = join(folderIn(dataDir, 'run'), `${name}.json`);
  return {
    log,
    openLog() {
      if (existsSync(log) && statSync(log).size > largestLogBytes) renameSync(log, `${log}.1`);
      return openSync(log, 'a', 0o600);
    },
    lastLines: () => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n'),
    noteProcess: (pid) => writeFileSync(note, JSON.stringify(identify(pid))),
    async endLeftover() {
      const left = noted(note);
      if (left !== null && isAlive(left)) await endProcess(left.pid, [['SIGKILL', 5_000]]);
      rmSync(note, { force: true });
    },
  };
};

const folderIn = (dataDir: string, name: string): string => {
  const folder = join(dataDir, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** The noted process, or null when there is no note, or only a torn one. */
const noted = (note: string): ProcessIdentity | null => {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as ProcessIdentity | null;
  } catch {
    return null;
  }
};
