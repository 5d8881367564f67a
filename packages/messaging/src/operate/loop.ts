import { errorFields, type Log } from './log.ts';

export interface LoopOptions {
  readonly name: string;
  /** Pause after a round that found nothing to do. */
  readonly pauseMilliseconds: number;
  readonly log: Log;
  /** One round. Answers whether there is more to do at once. */
  readonly round: () => Promise<'more' | 'nothing'>;
}

export interface Loop {
  /** Ends the pause now; a back-off goes on unless `urgent`. */
  wake(urgent?: boolean): void;
  /** Resolves when the running round has ended. */
  stop(): Promise<void>;
}

const shortestBackOff = 100;
const longestBackOff = 30_000;

/** Repeats a round until stopped. After an error it waits 0.1 s, and twice as long each time, up to 30 s. */
export const startLoop = ({ name, pauseMilliseconds, log, round }: LoopOptions): Loop => {
  const sleeper = makeSleeper();
  let stopped = false;
  let backOff = 0;

  const once = async (): Promise<void> => {
    try {
      const found = await round();
      backOff = 0;
      if (found === 'nothing' && !stopped) await sleeper.sleep(pauseMilliseconds, 'light');
    } catch (error) {
      if (stopped) return;
      backOff = Math.min(longestBackOff, backOff === 0 ? shortestBackOff : backOff * 2);
      log.warn({ loop: name, backOffMilliseconds: backOff, ...errorFields(error) }, 'A round failed; trying again');
      await sleeper.sleep(backOff, 'deep');
    }
  };

  const running = (async () => {
    while (!stopped) await once();
  })();
  return {
    wake: (urgent = false) => sleeper.wake(urgent),
    stop: async () => {
      stopped = true;
      sleeper.wake(true);
      await running;
    },
  };
};

/** Sleep that can be ended early; a call to wake while awake makes the next light sleep end at once, so that none is lost. */
const makeSleeper = () => {
  let end: { deep: boolean; now: () => void } | null = null;
  let pending = false;
  return {
    sleep: (milliseconds: number, depth: 'light' | 'deep') =>
      new Promise<void>((resolve) => {
        if (pending && depth === 'light') {
          pending = false;
          resolve();
          return;
        }
        const now = () => {
          clearTimeout(timer);
          end = null;
          resolve();
        };
        const timer = setTimeout(now, milliseconds);
        end = { deep: depth === 'deep', now };
      }),
    wake: (urgent: boolean) => {
      if (end && (urgent || !end.deep)) end.now();
      else if (!end) pending = true;
    },
  };
};
