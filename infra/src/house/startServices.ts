import { join } from 'node:path';
import { inheritedEnvironment, repositoryRoot } from '../config.ts';
import { freePort } from '../process/ports.ts';
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
  readonly started: (() => Promise<void>)[];
};

/** Starts the services side by side; if one fails, the others are stopped like everything else that was started. */
export const startServices = async (plan: ServicesPlan): Promise<Readonly<Record<Department, RunningProgram>>> => {
  const running: RunningProgram[] = [];
  plan.started.push(async () => void (await Promise.all(running.map((one) => one.stop()))));
  const oneFailed = new AbortController();
  const begun = await Promise.allSettled(
    departments.map(async (department) => {
      const program = await startService(plan, department, oneFailed.signal).catch((error) => {
        // The others are not waited for any longer.
        if (!oneFailed.signal.aborted) oneFailed.abort(error);
        throw error;
      });
      running.push(program);
      plan.tell(`${department} is ready`);
      return [department, program] as const;
    }),
  );
  if (oneFailed.signal.aborted) throw oneFailed.signal.reason;
  const programs = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return Object.fromEntries(programs) as Record<Department, RunningProgram>;
};

const startService = async (
  plan: ServicesPlan,
  department: Department,
  oneFailed: AbortSignal,
): Promise<RunningProgram> => {
  const { dataDir, environment, programs, signal } = plan.options;
  const port = await freePort();
  return runProgram({
    name: department,
    file: join(programs ?? repositoryRoot, 'services', department, 'dist/main.js'),
    port,
    dataDir,
    tell: plan.tell,
    signal: signal === undefined ? oneFailed : AbortSignal.any([signal, oneFailed]),
    environment: {
      ...inheritedEnvironment(),
      ...serviceEnvironment({ ...plan, department, port }),
      ...environment?.[department],
    },
  });
};
