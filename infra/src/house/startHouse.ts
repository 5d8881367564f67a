import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inheritedEnvironment, repositoryRoot } from '../config.ts';
import { Problem } from '../problem.ts';
import { claimFolder, releaseFolder } from '../process/folderClaim.ts';
import { freePort, isPortTaken } from '../process/ports.ts';
import { together } from '../process/together.ts';
import { type Department, departments } from './departments.ts';
import { type Demo, gatewayEnvironment } from './environments.ts';
import { type Foundations, layFoundations } from './foundations.ts';
import { keptSecrets } from './keptSecrets.ts';
import { programFiles } from './programFiles.ts';
import { type DatabaseLogins, provisionDatabases } from './provisionDatabases.ts';
import { type RunningProgram, runProgram } from './runProgram.ts';
import { portsForServices, startServices } from './startServices.ts';

export type HouseOptions = {
  /** Everything that is kept lies here; a second start on the same folder goes on with it. */
  readonly dataDir: string;
  /** The port of the gateway; 0 or none for a free one. */
  readonly port?: number;
  /** Lets callers set the time of a request; never in production. */
  readonly rehearsal?: boolean;
  /** Loads the demo company into empty databases; `people` without its history, which saves half the start. */
  readonly demo?: Demo;
  /** An administrator's address of a PostgreSQL to use instead of our own. */
  readonly databaseUrl?: string | null;
  readonly natsUrl?: string | null;
  readonly natsProgram?: string | null;
  /** False in tests only. */
  readonly durable?: boolean;
  /** For a trial: the folder goes with the house, whatever lies elsewhere on its behalf included. */
  readonly temporary?: boolean;
  readonly logLevel?: string;
  /** Further variables for single programs, such as crash points. */
  readonly environment?: Partial<Record<Department | 'gateway', Readonly<Record<string, string>>>>;
  /** Where the compiled programs lie; the repository, except in tests of this starter itself. */
  readonly programs?: string;
  /** Gives up starting, leaving nothing running. */
  readonly signal?: AbortSignal;
  /** Hears of each step, in one sentence. Default: silence. */
  readonly tell?: Tell;
};

type Tell = (sentence: string) => void;

/** A house that stands: its gateway answers. */
export type House = {
  /** Where the graph is asked: `<url>/graphql`. */
  readonly url: string;
  readonly gateway: RunningProgram;
  readonly services: Readonly<Record<Department, RunningProgram>>;
  readonly foundations: Foundations;
  /** The addresses of the databases, by department, for looking into them from outside. */
  readonly databases: Readonly<Record<Department, DatabaseLogins>>;
  /** What the gateway proves itself with to a department, for attacks on subgraphs. */
  gatewaySecret(department: Department): string;
  /** Stops everything in order and leaves nothing running. May be called twice. */
  stop(): Promise<void>;
};

/** Starts PostgreSQL, NATS, the five services and the gateway, each as a process of its own. @throws Problem; nothing is left running then */
export const startHouse = async (options: HouseOptions): Promise<House> => {
  const { dataDir, tell = () => undefined } = options;
  const run = join(dataDir, 'run');
  mkdirSync(run, { recursive: true });
  claimFolder(run);
  const started: (() => Promise<void>)[] = [async () => releaseFolder(run)];
  if (options.temporary === true) started.unshift(async () => rmSync(dataDir, { recursive: true, force: true }));
  // In the reverse order of starting: nothing loses what it stands on while it still runs.
  const stop = async (): Promise<void> => {
    for (let next = started.pop(); next !== undefined; next = started.pop()) await next();
  };
  try {
    return await build({ ...options, tell }, started, stop);
  } catch (error) {
    await stop();
    throw error;
  }
};

const build = async (
  options: HouseOptions & { tell: Tell },
  started: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<House> => {
  const { dataDir, tell } = options;
  // Before anything else: what a killed predecessor left may sit on our port.
  await Promise.all([...departments, 'gateway'].map((name) => programFiles(dataDir, name).endLeftover()));
  const port = await gatewayPort(options.port ?? 0);
  const secrets = keptSecrets(join(dataDir, 'secrets'));
  const foundations = await layFoundations({
    dataDir,
    databaseUrl: options.databaseUrl ?? null,
    natsUrl: options.natsUrl ?? null,
    natsProgram: options.natsProgram ?? null,
    durable: options.durable ?? true,
    temporary: options.temporary ?? false,
    tell,
  });
  started.push(() => foundations.stop());
  tell(
    `PostgreSQL ${foundations.postgres === null ? '(given)' : 'of our own'} and NATS ${foundations.nats === null ? '(given)' : 'of our own'} answer`,
  );
  const databases = await provisionDatabases(foundations.adminUrl, secrets);
  const ports = await portsForServices();
  // The gateway knows the graph from a file: it need not wait for the services it will ask.
  const [services, gateway] = await together(options.signal, [
    (signal) => startServices({ options, secrets, foundations, databases, ports, started, tell }, signal),
    async (signal) => {
      const environment = gatewayEnvironment({ options, secrets, foundations, ports, port });
      const running = await startGateway({ options, port, environment, signal });
      started.push(() => running.stop());
      tell('the gateway is ready');
      return running;
    },
  ]);
  return {
    url: gateway.url,
    gateway,
    services,
    foundations,
    databases,
    gatewaySecret: (department) => secrets.gatewaySecret(department),
    stop,
  };
};

type GatewayPlan = {
  readonly options: HouseOptions & { tell: Tell };
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

const startGateway = ({ options, port, environment, signal }: GatewayPlan): Promise<RunningProgram> =>
  runProgram({
    name: 'gateway',
    file: join(options.programs ?? repositoryRoot, 'gateway/dist/main.js'),
    port,
    dataDir: options.dataDir,
    tell: options.tell,
    signal,
    environment: { ...inheritedEnvironment(), ...environment, ...options.environment?.gateway },
  });

const gatewayPort = async (wanted: number): Promise<number> => {
  if (wanted === 0) return freePort();
  if (await isPortTaken(wanted)) {
    throw new Problem(
      `Port ${wanted} is taken: stop what listens there, or choose another, as PORT=${wanted + 1} npm start.`,
    );
  }
  return wanted;
};
