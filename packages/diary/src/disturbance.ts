import { type Department, departments, type House, type HouseOptions } from '@shouwen/infra';
import type { RunWatch } from './runDiary.ts';

/** Makes every service of a house send each of its events twice. */
export const everythingTwice: HouseOptions['environment'] = Object.fromEntries(
  departments.map((department) => [department, { DELIVER_TWICE: '1' }]),
);

export type Disturbance = {
  readonly watch: RunWatch;
  readonly kills: () => Readonly<Partial<Record<Department, number>>>;
};

/**
 * Kills a service with SIGKILL every so many rows, one after the other, and starts it again while the next rows are already sent:
 * who sends them meets a department that is gone, and tries again under the same idempotency key.
 */
export const disturbanceOf = ({ services }: Pick<House, 'services'>, everyRows: number): Disturbance => {
  const kills: Partial<Record<Department, number>> = {};
  let next = 0;
  let comingBack: Promise<void> = Promise.resolve();
  const beforeRow = async (done: number): Promise<void> => {
    if (done === 0 || done % everyRows !== 0) return;
    await comingBack;
    const department = departments[next % departments.length] as Department;
    next += 1;
    await services[department].kill9();
    kills[department] = (kills[department] ?? 0) + 1;
    comingBack = services[department].start();
    // It is waited for before the next kill and after the last row, where its failure is seen.
    comingBack.catch(() => undefined);
  };
  const watch = { beforeRow, afterRows: () => comingBack };
  return { watch, kills: () => kills };
};
