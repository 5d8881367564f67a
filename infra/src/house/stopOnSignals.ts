import { parentOf } from '../process/identity.ts';

export type StopRequest = {
  readonly stop: () => Promise<void>;
  readonly tell: (sentence: string) => void;
  /** True when npm stands between us and the person: should it vanish, we stop too. */
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
  const ancestors = ancestorsNow();
  // This timer is also what keeps the process alive: it does not wait for the servers it started.
  setInterval(() => {
    if (watchParent && ancestorsNow() !== ancestors) void end('npm is gone');
  }, 500);
};

/** npm runs us through a shell, which outlives it: so the parent of our parent counts too. */
const ancestorsNow = (): string => `${process.ppid} ${parentOf(process.ppid)}`;
