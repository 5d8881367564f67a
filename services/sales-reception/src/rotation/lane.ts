/**
 * Lets at most `width` pieces of work at once through per key, the others in the order of arrival. What it holds is only who waits
 * in this process: the truth is the row lock. Without it, a rush on one rotation would hold every connection of the pool in a queue
 * for one row, and all other work of the service would starve.
 */
export const lanes = (width: number) => {
  const busy = new Map<string, { running: number; readonly waiting: (() => void)[] }>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const lane = busy.get(key) ?? { running: 0, waiting: [] };
    busy.set(key, lane);
    if (lane.running >= width) await new Promise<void>((free) => lane.waiting.push(free));
    else lane.running += 1;
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      // The place is handed on, so that nobody who comes now gets ahead of those who wait.
      if (next) next();
      else {
        lane.running -= 1;
        if (lane.running === 0) busy.delete(key);
      }
    }
  };
};

/** The lane of a site: one at the row lock and two who prepare. */
export const inSiteLane = lanes(3);
