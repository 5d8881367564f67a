import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is good. @throws when it is not within so many seconds. */
export const until = async <T>(
  what: string,
  { ask, good, seconds }: { ask: () => Promise<T>; good: (answer: T) => boolean; seconds: number },
): Promise<T> => {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (performance.now() > end) throw new Error(`Not within ${seconds} s: ${what}; last: ${JSON.stringify(answer)}`);
    await pause(50);
  }
};
