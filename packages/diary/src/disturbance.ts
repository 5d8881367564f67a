import { type Department, departments, type House, type HouseOptions } from '@shouwen/infra';

/** Makes every service of a house send each of its events twice. */
export const everythingTwice: HouseOptions['environment'] = Object.fromEntries(
  departments.map((department) => [department, { DELIVER_TWICE: '1' }]),
);

export type Disturbance = {
  /** Called before each row, with how many were sent already. */
  readonly beforeRow: (done: number) => Promise<void>;
  /** Waits until all that was killed is back. */
  readonly calm: () => Promise<void>;
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
  return {
    beforeRow: async (done) => {
      if (done === 0 || done % everyRows !== 0) return;
      await comingBack;
      const department = departments[next % departments.length] as Department;
      next += 1;
      await services[department].kill9();
      kills[department] = (kills[department] ?? 0) + 1;
      comingBack = services[department].start();
      // It is waited for before the next kill and at the end, where its failure is seen.
      comingBack.catch(() => undefined);
    },
    calm: () => comingBack,
    kills: () => kills,
  };
};
