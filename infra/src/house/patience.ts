const firstMilliseconds = 500;
const longestMilliseconds = 15_000;
const healthyMilliseconds = 60_000;

/** How long to wait before something that keeps ending is started again. */
export type Patience = { beforeNextStart(): number };

/** Half a second first, twice as long each time, and from the beginning after a minute without an end. */
export const patience = (now: () => number = () => performance.now()): Patience => {
  let next = firstMilliseconds;
  let lastEnd = Number.NEGATIVE_INFINITY;
  return {
    beforeNextStart() {
      if (now() - lastEnd > healthyMilliseconds) next = firstMilliseconds;
      lastEnd = now();
      const wait = next;
      next = Math.min(next * 2, longestMilliseconds);
      return wait;
    },
  };
};
