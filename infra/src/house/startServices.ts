import { join } from 'node:path';
import { inheritedEnvironment, repositoryRoot } from '../config.ts';
import { freePort } from '../process/ports.ts';
import { together } from '../process/together.ts';
import { type Department, departments } from './departments.ts';
import { serviceEnvironment } from './environments.ts';
import type { Foundations } from './foundations.ts';
import type { KeptSecrets } from './keptSecrets.ts';
import type { DatabaseLogins } from './provisionDatabases.ts';
import { type RunningProgram, runProgram } from './runProgram.ts';
import type { HouseOptions } from './startHouse.ts';

export type ServicesPlan = {
  readonly options: HouseOptions;
  readonly tell: (sentence: string) => void;
  readonly secrets: KeptSecrets;
  readonly foundations: Foundations;
  readonly databases: Readonly<Record<Department, DatabaseLogins>>;
  /** Where each is to listen. */
  readonly ports: Readonly<Record<Department, number>>;
  readonly started: (() => Promise<void>)[];
};

/** Starts the services side by side; if one fails, the others are stopped like everything else that was started. */
export const startServices = async (
  plan: ServicesPlan,
  signal: AbortSignal,
): Promise<Readonly<Record<Department, RunningProgram>>> => {
  const running: RunningProgram[] = [];
  plan.started.push(async () => void (await Promise.all(running.map((one) => one.stop()))));
  const programs = await together(
    signal,
    departments.map((department) => async (oneFailed: AbortSignal) => {
      const program = await startService(plan, department, oneFailed);
      running.push(program);
      plan.tell(`${department} is ready`);
      return [department, program] as const;
    }),
  );
  return Object.fromEntries(programs) as Record<Department, RunningProgram>;
};

/** A free port for each service, known before any of them starts, so that the gateway can start beside them. */
export const portsForServices = async (): Promise<Readonly<Record<Department, number>>> => {
  const ports = await Promise.all(departments.map(async (department) => [department, await freePort()] as const));
  return Object.fromEntries(ports) as Record<Department, number>;
};

const startService = async (
  plan: ServicesPlan,
  department: Department,
  signal: AbortSignal,
): Promise<RunningProgram> => {
  const { dataDir, environment, programs } = plan.options;
  const port = plan.ports[department];
  return runProgram({
    name: department,
    file: join(programs ?? repositoryRoot, 'services', department, 'dist/main.js'),
    port,
    dataDir,
    tell: plan.tell,
    signal,
    environment: {
      ...inheritedEnvironment(),
      ...serviceEnvironment({ ...plan, department, port }),
      FILES_DIR: join(dataDir, 'files', department),
      ...environment?.[department],
    },
  });
};
