import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { endProcess } from '../process/endProcess.ts';
import { claimFolder, releaseFolder } from '../process/folderClaim.ts';
import { serverLife } from '../process/serverLife.ts';
import { serverAccount } from './account.ts';
import { postgresBinaries } from './binaries.ts';
import { openCluster } from './cluster.ts';
import { launchPostgres, type PostgresLaunched } from './launchPostgres.ts';
import { endPostgres } from './leftover.ts';
import { placeWithinReach } from './place.ts';

export type PostgresOptions = {
  /** The folder that holds everything of this server; it is made when it does not exist. */
  readonly dataDir: string;
  /** The port to listen on, on the loopback address only. Without it a free one is chosen. */
  readonly port?: number;
  /** False in tests only: fast, and not safe against a power cut. Default: true. */
  readonly durable?: boolean;
  /** True in tests: the folder is removed when the server stops, or when its owner dies. */
  readonly temporary?: boolean;
  readonly maxConnections?: number;
};

/** A PostgreSQL of our own. */
export type PostgresServer = {
  /** The address for the administrator, password included. */
  readonly adminUrl: string;
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

/** Starts an embedded PostgreSQL on a folder, and cleans up first what a killed predecessor left there. @throws Problem */
export const startPostgres = async (options: PostgresOptions): Promise<PostgresServer> => {
  const account = serverAccount();
  const requested = resolve(options.dataDir);
  mkdirSync(requested, { recursive: true });
  claimFolder(requested);
  const binaries = postgresBinaries(account);
  const cluster = openCluster(placeWithinReach(requested, account), binaries, account);
  const launch = (port: number): Promise<PostgresLaunched> =>
    launchPostgres({
      cluster,
      binaries,
      account,
      port,
      durable: options.durable ?? true,
      maxConnections: options.maxConnections ?? 200,
    });
  const first = await launch(options.port ?? 0);
  // Nobody would look for what a test left outside of its own folder.
  const goes = options.temporary === true || options.durable === false;
  const removed = [
    ...(options.temporary === true ? [requested] : []),
    ...(goes && cluster.folder !== requested ? [cluster.folder] : []),
  ];
  const life = serverLife('INT', removed);
  life.begin(first);
  return {
    adminUrl: `postgres://postgres:${cluster.password}@127.0.0.1:${first.port}/postgres`,
    port: first.port,
    pid: () => life.pid(),
    async stop() {
      await life.end((pid) => endPostgres(pid));
      releaseFolder(requested);
      for (const folder of removed) rmSync(folder, { recursive: true, force: true });
    },
    kill9: () => life.end((pid) => endProcess(pid, [['SIGKILL', 5_000]])),
    async restart() {
      await life.end((pid) => endPostgres(pid));
      life.begin(await launch(first.port));
    },
    onUnexpectedExit: (listener) => life.onUnexpectedExit(listener),
  };
};
