/** Runs at most so many works at once, lets some wait, and turns the rest away, so that a flood cannot starve the process. */
export type BoundedQueue = { run<T>(work: () => Promise<T>): Promise<T> };

/** More wait already than can be served in a reasonable time. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

export const boundedQueue = ({ atOnce, waiting }: { atOnce: number; waiting: number }): BoundedQueue => {
  let running = 0;
  const queue: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (queue.length >= waiting) throw new QueueFull();
    await new Promise<void>((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    // A place is handed on rather than given up, so that nobody slips in between.
    if (next) next();
    else running -= 1;
  };
  return {
    run: async (work) => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
