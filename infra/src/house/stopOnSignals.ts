export type StopRequest = {
  readonly stop: () => Promise<void>;
  readonly tell: (sentence: string) => void;
  /** True when a parent process stands between us and the person: should it vanish, we stop too. */
  readonly watchParent: boolean;
};

/**
 * Stops in good order on Ctrl-C, on SIGTERM, and when the terminal or the parent is gone; then the process ends.
 * Signals that come while stopping change nothing: npm passes on what the terminal has sent to all already.
 */
export const stopOnSignals = ({ stop, tell, watchParent }: StopRequest): void => {
  let isStopping = false;
  const end = async (reason: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    tell(`stopping (${reason}) …`);
    try {
      await stop();
      tell('everything has stopped');
      process.exit(0);
    } catch (error) {
      tell(`not everything stopped in good order: ${error instanceof Error ? error.message : String(error)}`);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(signal));
  if (!watchParent) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void end('npm is gone');
  }, 500).unref();
};
