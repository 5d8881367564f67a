import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { searchPath } from '../config.ts';
import { Problem } from '../problem.ts';
import { endProcess } from '../process/endProcess.ts';
import { claimFolder, releaseFolder } from '../process/folderClaim.ts';
import { commandLineOf } from '../process/identity.ts';
import { freePort, isPortTaken } from '../process/ports.ts';
import { type Launched, serverLife } from '../process/serverLife.ts';
import { natsBinary } from './binary.ts';
import { probeNats } from './probe.ts';

export type NatsOptions = {
  /** The folder that holds the streams and everything else of this server; it is made when it does not exist. */
  readonly storeDir: string;
  /** The port to listen on, on the loopback address only. Without it a free one is chosen. */
  readonly port?: number;
  /** The program to run, instead of the packaged one or that on the PATH. */
  readonly program?: string;
  /** True in tests: the folder is removed when the server stops, or when its owner dies. */
  readonly temporary?: boolean;
};

/** A NATS server of our own, with JetStream. */
export type NatsServer = {
  readonly url: string;
  readonly port: number;
  pid(): number | null;
  /** Stops in good order. May be called twice. */
  stop(): Promise<void>;
  /** Dies at once as in a power cut; `restart()` brings it back on the same port. */
  kill9(): Promise<void>;
  restart(): Promise<void>;
  /** Called when the server ends without `stop()` or `kill9()`. */
  onUnexpectedExit(listener: (how: string) => void): void;
};

/** Starts a NATS server with JetStream on a folder, and ends first what a killed owner left running there. @throws Problem */
export const startNats = async (options: NatsOptions): Promise<NatsServer> => {
  const folder = resolve(options.storeDir);
  mkdirSync(folder, { recursive: true });
  claimFolder(folder);
  const program = natsBinary({ explicit: options.program, searchPath: searchPath() });
  await endLeftover(folder);
  const first = await launch({ folder, program, port: options.port ?? 0 });
  const removed = options.temporary === true ? [folder] : [];
  const life = serverLife('TERM', removed);
  life.begin(first);
  return {
    url: `nats://127.0.0.1:${first.port}`,
    port: first.port,
    pid: () => life.pid(),
    async stop() {
      await life.end(endNats);
      releaseFolder(folder);
      for (const one of removed) rmSync(one, { recursive: true, force: true });
    },
    kill9: () => life.end((pid) => endProcess(pid, [['SIGKILL', 5_000]])),
    async restart() {
      await life.end(endNats);
      life.begin(await launch({ folder, program, port: first.port }));
    },
    onUnexpectedExit: (listener) => life.onUnexpectedExit(listener),
  };
};

const endNats = (pid: number): Promise<void> =>
  endProcess(pid, [
    ['SIGTERM', 5_000],
    ['SIGKILL', 3_000],
  ]);

/** The number in the file may belong to somebody else by now; only a server that was started on this folder is ended. */
const endLeftover = async (folder: string): Promise<void> => {
  const file = join(folder, 'nats.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (commandLineOf(pid).includes(folder)) await endNats(pid);
  rmSync(file, { force: true });
};

type Launch = { readonly folder: string; readonly program: string; readonly port: number };

const readyWithinMilliseconds = 30_000;

const launch = async ({ folder, program, port: wanted }: Launch): Promise<Launched & { port: number }> => {
  for (let attempt = 1; ; attempt += 1) {
    if (wanted !== 0 && (await isPortTaken(wanted))) {
      throw new Problem(
        `Port ${wanted}, wanted for NATS, is taken: stop what listens there, or leave the port free to be chosen.`,
      );
    }
    const port = wanted === 0 ? await freePort() : wanted;
    const started = await runUntilReady({ folder, program, port });
    if (typeof started !== 'string') return { ...started, port };
    if (attempt >= 5 || !started.includes('address already in use')) throw new Error(`NATS did not start:\n${started}`);
  }
};

/** The running server, or the end of its log when it gave up. */
const runUntilReady = async ({ folder, program, port }: Launch): Promise<Launched | string> => {
  const logFile = join(folder, 'nats.log');
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(program, ['--config', writeConfiguration(folder, port)], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let failure: string | null = null;
  child.once('error', (error) => {
    failure = error.message;
  });
  for (let waited = 0; waited < readyWithinMilliseconds; waited += 15) {
    await sleep(15);
    if (failure !== null) return failure;
    if (child.exitCode !== null || child.signalCode !== null) return readFileSync(logFile, 'utf8').slice(-2_000);
    const info = await probeNats('127.0.0.1', port, 500);
    if (info?.jetstream === true && child.pid !== undefined) return { child, pid: child.pid };
  }
  if (child.pid !== undefined) await endNats(child.pid);
  return `not ready within ${readyWithinMilliseconds / 1000} s\n${readFileSync(logFile, 'utf8').slice(-2_000)}`;
};

const writeConfiguration = (folder: string, port: number): string => {
  const file = join(folder, 'nats.conf');
  const lines = [
    'host: "127.0.0.1"',
    `port: ${port}`,
    `pid_file: ${JSON.stringify(join(folder, 'nats.pid'))}`,
    `jetstream { store_dir: ${JSON.stringify(join(folder, 'streams'))} }`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};
