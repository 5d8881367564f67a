import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import { endProcess } from '../process/endProcess.ts';
import { type Launched, serverLife } from '../process/serverLife.ts';
import { patience } from './patience.ts';
import { type ProgramFiles, programFiles } from './programFiles.ts';

type Variables = Readonly<Record<string, string>>;

/** One program of ours to be kept running. */
export type ProgramPlan = {
  readonly name: string;
  /** The compiled file that Node runs. */
  readonly file: string;
  readonly port: number;
  readonly environment: Variables;
  readonly dataDir: string;
  /** Hears in one sentence when the program ended by itself and is started again. */
  readonly tell: (sentence: string) => void;
  /** Gives up waiting for the first readiness. */
  readonly signal?: AbortSignal;
};

/** A program of ours as a process of its own. */
export type RunningProgram = {
  readonly name: string;
  readonly url: string;
  pid(): number | null;
  /** Asks it to end in good order, and makes it end when it does not. */
  stop(): Promise<void>;
  /** Dies at once; `start()` brings it back. */
  kill9(): Promise<void>;
  /** Starts it after `stop` or `kill9`, with changes to its environment if wanted, and waits until it is ready. */
  start(changes?: Variables): Promise<void>;
};

const readyWithinMilliseconds = 60_000;
/** Longer than a service gives itself. */
const stopWithinMilliseconds = 20_000;

/** Starts a program, waits until it is ready, and starts it again whenever it ends by itself. @throws Problem when it does not become ready */
export const runProgram = async (plan: ProgramPlan): Promise<RunningProgram> => {
  const files = programFiles(plan.dataDir, plan.name);
  // Should we die, a service is simply killed: it is built to survive that.
  const life = serverLife('KILL');
  const waiting = patience();
  let environment = plan.environment;
  let isWanted = false;

  const bringBack = async (how: string): Promise<void> => {
    const milliseconds = waiting.beforeNextStart();
    plan.tell(`${plan.name} ended (${how}) and is started again in ${milliseconds / 1000} s; its log: ${files.log}`);
    await sleep(milliseconds);
    if (isWanted && life.pid() === null) life.begin(launch({ ...plan, environment }, files));
  };
  life.onUnexpectedExit((how) => {
    if (isWanted) void bringBack(how);
  });

  const start = async (changes: Variables = {}): Promise<void> => {
    environment = { ...plan.environment, ...changes };
    const launched = launch({ ...plan, environment }, files);
    life.begin(launched);
    await becomesReady(plan, launched.child, files);
    isWanted = true;
  };
  const end = (how: (pid: number) => Promise<void>): Promise<void> => {
    isWanted = false;
    return life.end(how);
  };

  const program = {
    name: plan.name,
    url: addressOf(plan),
    pid: () => life.pid(),
    stop: () => end(endPolitely),
    kill9: () => end((pid) => endProcess(pid, [['SIGKILL', 5_000]])),
    start,
  };
  await start().catch(async (error) => {
    await program.stop();
    throw error;
  });
  return program;
};

const endPolitely = (pid: number): Promise<void> =>
  endProcess(pid, [
    ['SIGTERM', stopWithinMilliseconds],
    ['SIGKILL', 5_000],
  ]);

const addressOf = ({ port }: ProgramPlan): string => `http://127.0.0.1:${port}`;

const launch = (plan: ProgramPlan, files: ProgramFiles): Launched => {
  const log = files.openLog();
  const child = spawn(process.execPath, [plan.file], {
    // A session of its own: Ctrl-C in a terminal reaches us alone, and we stop everything in order.
    detached: true,
    env: plan.environment,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => undefined);
  if (child.pid === undefined) throw new Error(`${plan.name} could not be run`);
  files.noteProcess(child.pid);
  return { child, pid: child.pid };
};

const becomesReady = async (plan: ProgramPlan, child: ChildProcess, files: ProgramFiles): Promise<void> => {
  const deadline = performance.now() + readyWithinMilliseconds;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (await isReady(addressOf(plan))) return;
    if (plan.signal?.aborted) throw new Problem(`${plan.name} was not waited for.`);
    await sleep(50);
  }
  throw new Problem(`${plan.name} did not become ready. The end of its log, ${files.log}:\n${files.lastLines()}`);
};

const isReady = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
};
