import { doAllDue } from './doAllDue.ts';
import type { DueWork, DueWorkDeps } from './dueWork.ts';

export type DueWorkRunnerOptions = DueWorkDeps & {
  readonly works: readonly DueWork[];
  readonly clock: () => Date;
  readonly log: { warn(fields: object, message: string): void };
  /** How long it rests between two looks; a second unless told otherwise. */
  readonly everyMilliseconds?: number;
  /** It begins once this is over; at once unless told otherwise. */
  readonly after?: Promise<void> | undefined;
};

export type DueWorkRunner = {
  /** Ends after the batch that runs now. */
  stop(): Promise<void>;
};

/** Looks every second for what has become due and does it. Any number of replicas may run it at once. */
export const startDueWork = (options: DueWorkRunnerOptions): DueWorkRunner => {
  const { works, clock, log, everyMilliseconds = 1_000, after, ...deps } = options;
  const stopping = new AbortController();
  const look = async (): Promise<void> => {
    for (const work of works) {
      if (stopping.signal.aborted) return;
      try {
        await doAllDue([work], deps, { now: clock(), siteId: null, stopping: stopping.signal });
      } catch (error) {
        // What is due stays due: the next look finds it again.
        log.warn({ err: error, work: work.name }, 'due work was not done and is tried again');
      }
    }
  };
  const running = (async () => {
    await Promise.race([after, stopped(stopping.signal)]);
    while (!stopping.signal.aborted) {
      await look();
      await rest(everyMilliseconds, stopping.signal);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

const rest = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
