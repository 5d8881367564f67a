import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from '@shouwen/database';
import type { Service, World } from '../context.ts';
import { demoStage, RefusedForNow } from './demoStage.ts';

export type RunningDemo = {
  /**
   * A condition of being ready: holds once the demo is loaded, and also when it failed or takes too long, since the house serves
   * all the same.
   */
  readonly loaded: () => Promise<void>;
  /** Fulfilled when it is loaded, has failed or was stopped. */
  readonly over: Promise<void>;
  /** Ends it between two commands; the next start goes on there. */
  readonly stop: () => Promise<void>;
};

export type DemoPatience = {
  /** After so long the service calls itself ready while the demo goes on. */
  readonly readyAfterMilliseconds: number;
  readonly attempts: number;
  readonly pauseMilliseconds: number;
};

/** Whoever starts the house waits a minute for a service. */
const usualPatience: DemoPatience = { readyAfterMilliseconds: 40_000, attempts: 8, pauseMilliseconds: 1_000 };

/** Loads a department's demo behind its back, because much of it waits for what other departments tell by events. */
export const startDemo = (service: Service, world: World, patience: DemoPatience = usualPatience): RunningDemo => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const begun = performance.now();
  let isOver = false;
  const running = load(service, world, { patience, signal }).then(() => {
    isOver = true;
  });
  return {
    over: running,
    loaded: async () => {
      const isLate = performance.now() - begun > patience.readyAfterMilliseconds;
      if (!isOver && !isLate) throw new Error('the demo is still being loaded');
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};

type Loading = { readonly patience: DemoPatience; readonly signal: AbortSignal };

/** A demo goes on where it was, so that trouble that passes is answered by trying again. Never throws. */
const load = async (service: Service, world: World, { patience, signal }: Loading): Promise<void> => {
  const { log } = world;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await service.demo?.(world, demoStage(world, signal));
      return log.info('the demo is loaded');
    } catch (error) {
      if (signal.aborted) return;
      if (!passes(error) || attempt >= patience.attempts)
        return log.error({ err: error }, 'the demo could not be loaded');
      log.warn({ attempt, because: String(error) }, 'the demo was interrupted and goes on');
      await sleep(patience.pauseMilliseconds, undefined, { signal }).catch(() => undefined);
    }
  }
};

const passes = (error: unknown): boolean => error instanceof DatabaseUnavailable || error instanceof RefusedForNow;
