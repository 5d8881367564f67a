import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import { freePort, isPortTaken } from '../process/ports.ts';
import type { Launched } from '../process/serverLife.ts';
import { type Account, asAccount } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';
import { type Cluster, serverEnvironment } from './cluster.ts';
import { clearLeftover, endPostgres } from './leftover.ts';

export type Launch = {
  readonly cluster: Cluster;
  readonly binaries: PostgresBinaries;
  readonly account: Account;
  /** The port to listen on; 0 for a free one. */
  readonly port: number;
  /** False only in tests: nothing is flushed to the disk then. */
  readonly durable: boolean;
  readonly maxConnections: number;
};

export type PostgresLaunched = Launched & { readonly port: number };

const readyWithinMilliseconds = 60_000;

/** Runs the server and waits until it answers. A port that was taken meanwhile and a predecessor that is just dying are outwaited. */
export const launchPostgres = async (launch: Launch): Promise<PostgresLaunched> => {
  for (let attempt = 1; ; attempt += 1) {
    if (launch.port !== 0 && (await isPortTaken(launch.port))) throw portTaken(launch.port);
    await clearLeftover(launch.cluster.data);
    const port = launch.port === 0 ? await freePort() : launch.port;
    const started = await runUntilReady(launch, port);
    if (typeof started !== 'string') return { child: started, pid: started.pid ?? 0, port };
    if (attempt >= 25 || !isPassing(started)) throw new Error(`PostgreSQL did not start:\n${started}`);
    await sleep(200);
  }
};

const portTaken = (port: number): Problem =>
  new Problem(
    `Port ${port}, wanted for PostgreSQL, is taken: stop what listens there, or leave the port free to be chosen.`,
  );

const isPassing = (log: string): boolean =>
  log.includes('pre-existing shared memory block') || log.includes('could not bind') || log.includes('lock file');

/** The running server, or the end of its log when it gave up. */
const runUntilReady = async (launch: Launch, port: number): Promise<ChildProcess | string> => {
  const { cluster, account, binaries } = launch;
  const log = openSync(cluster.log, 'w', 0o600);
  const child = spawn(binaries.postgres, serverArguments(launch, port), {
    cwd: '/',
    // A session of its own: Ctrl-C in a terminal reaches us, and we stop the server in its turn.
    detached: true,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    ...asAccount(account),
  });
  closeSync(log);
  let failure: string | null = null;
  child.once('error', (error) => {
    failure = error.message;
  });
  for (let waited = 0; waited < readyWithinMilliseconds; waited += 15) {
    await sleep(15);
    if (failure !== null) return failure;
    if (child.exitCode !== null || child.signalCode !== null) return readFileSync(cluster.log, 'utf8').slice(-2_000);
    if (isReady(cluster.data, child.pid)) return child;
  }
  if (child.pid !== undefined) await endPostgres(child.pid);
  return `not ready within ${readyWithinMilliseconds / 1000} s\n${readFileSync(cluster.log, 'utf8').slice(-2_000)}`;
};

/** The server writes its own number in the first line of its lock file and its state in the eighth. */
const isReady = (data: string, pid: number | undefined): boolean => {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
};

const serverArguments = ({ cluster, durable, maxConnections }: Launch, port: number): string[] => {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: String(maxConnections),
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  return ['-D', cluster.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
};
