/** Moments between two steps at which a process may die and nothing may be lost. */
export type CrashPointName = 'outbox.after_commit' | 'relay.after_puback' | 'consumer.after_commit';

export type CrashPoint = (name: CrashPointName) => void;

/**
 * Makes the function that is called at each of those moments. It does nothing, unless a test asks for a crash.
 * @param crashAt name of the point, or 'name:n' for the n-th time it is passed; from the configuration, never in production
 */
export const makeCrashPoint = (crashAt: string | undefined): CrashPoint => {
  if (!crashAt) return () => undefined;
  const [point, count] = crashAt.split(':');
  let left = Number(count ?? 1);
  return (name) => {
    if (name !== point) return;
    left -= 1;
    // Not an exception and not an exit: nothing may get the chance to tidy up.
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
};
