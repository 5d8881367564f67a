import type { Logger } from 'pino';

export type ShutdownStep = { readonly name: string; readonly stop: () => Promise<unknown> };

/** How long the steps may take together before the process ends without them. */
export const shutdownSeconds = 15;

const runSteps = async (steps: readonly ShutdownStep[], log: Logger): Promise<boolean> => {
  let clean = true;
  for (const { name, stop } of steps) {
    try {
      await stop();
    } catch (error) {
      clean = false;
      log.error({ err: error, step: name }, 'a part did not stop cleanly');
    }
  }
  return clean;
};

/**
 * Ends the process in order when it is asked to: each step in turn, 15 seconds for all. A second signal ends it at once.
 * Returns the same ending for callers that want it without a signal.
 */
export const stopOnSignals = (steps: readonly ShutdownStep[], log: Logger): ((reason: string) => Promise<void>) => {
  let stopping = false;
  const end = async (reason: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.error('stopping took too long');
      process.exit(1);
    }, shutdownSeconds * 1000).unref();
    const clean = await runSteps(steps, log);
    log.info('stopped');
    process.exit(clean ? 0 : 1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal));
  return end;
};
