import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';

/** How long a test waits for what must come to pass. Generous: that the machine has much to do is no defect. */
export const patienceSeconds = 90;

export type Wait<T> = {
  readonly ask: () => Promise<T> | T;
  readonly good: (answer: T) => boolean;
  /** Default: `patienceSeconds`. */
  readonly seconds?: number;
};

/** Asks again and again until the answer is good, and returns it. @throws with the last answer when patience is over */
export const until = async <T>(what: string, { seconds = patienceSeconds, ...wait }: Wait<T>): Promise<T> => {
  const { answer, isGood } = await lastAnswer({ seconds, ...wait });
  if (!isGood) throw new Error(`Not within ${seconds} s: ${what}; last: ${inspect(answer)}`);
  return answer;
};

/** The same, but returns the last answer in any case, for the test to compare. */
export const eventually = async <T>(ask: () => Promise<T> | T, good: (answer: T) => boolean): Promise<T> =>
  (await lastAnswer({ ask, good, seconds: patienceSeconds })).answer;

const lastAnswer = async <T>({ ask, good, seconds }: Required<Wait<T>>): Promise<{ answer: T; isGood: boolean }> => {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    const isGood = good(answer);
    if (isGood || performance.now() > end) return { answer, isGood };
    await pause(25);
  }
};

/** A limit that holds on a machine with nothing else to do, stretched for this one as busy as it is. */
export const onThisMachine = (seconds: number): number =>
  seconds * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
