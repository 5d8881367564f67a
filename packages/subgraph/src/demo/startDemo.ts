import type { Service, World } from '../context.ts';
import { demoStage } from './demoStage.ts';

export type RunningDemo = {
  /** A condition of being ready: holds once the demo is loaded, and also when it failed, since the house serves all the same. */
  readonly loaded: () => Promise<void>;
  /** Ends it between two commands; the next start goes on there. */
  readonly stop: () => Promise<void>;
};

/** Loads a department's demo behind its back, because much of it waits for what other departments tell by events. */
export const startDemo = (service: Service, world: World): RunningDemo => {
  const stopping = new AbortController();
  let isOver = false;
  const run = async (): Promise<void> => {
    try {
      await service.demo?.(world, demoStage(world, stopping.signal));
      world.log.info('the demo is loaded');
    } catch (error) {
      if (!stopping.signal.aborted) world.log.error({ err: error }, 'the demo could not be loaded');
    }
    isOver = true;
  };
  const running = run();
  return {
    loaded: async () => {
      if (!isOver) throw new Error('the demo is still being loaded');
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
