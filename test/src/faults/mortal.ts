import type { Bench, Role, Variant } from './bench.ts';
import type { Servant } from './servant.ts';

/** A process that is started again whenever it dies. */
export interface Mortal {
  readonly current: () => Servant;
  readonly deaths: () => number;
  /** Processes that come and go no longer; the last one lives on. */
  readonly settled: Promise<void>;
}

/** How the n-th life of the process is to be; null after the last one that is to end. */
export type Lives = (life: number) => Variant;

/** Keeps a process alive through a number of deaths by SIGKILL, each at the crash point that its life was given. */
export const keepAlive = async (
  bench: Bench,
  role: Role,
  { lives, deaths }: { lives: Lives; deaths: number },
): Promise<Mortal> => {
  let died = 0;
  let current = await bench.start(role, lives(0));
  const settled = (async () => {
    while (died < deaths) {
      const signal = await current.ended;
      if (signal !== 'SIGKILL') throw new Error(`The process ended by ${signal}:\n${current.written()}`);
      died += 1;
      current = await bench.start(role, died < deaths ? lives(died) : withoutCrash(lives(died)));
    }
  })();
  return { current: () => current, deaths: () => died, settled };
};

const withoutCrash = ({ crashAt: _, ...variant }: Variant): Variant => variant;
