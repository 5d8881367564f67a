import { type Loop, startLoop } from '../operate/loop.ts';
import { PublisherAway } from './askOwner.ts';
import { healGaps, type ReconcileDeps, reconcile } from './reconcile.ts';

export interface Reconciler extends Loop {
  /** Something may be missing from any time: compare everything, not only the last hour. */
  doubtEverything(): void;
}

const pauseMilliseconds = 1_000;
const recentSeconds = 3_600;

/** Every second looks after parked events; from time to time, and whenever there is a reason, compares with the publisher. */
export const startReconciler = (deps: ReconcileDeps, everySeconds: number): Reconciler => {
  let doubtEverything = false;
  let nextAt = 0;
  deps.link.onUp(() => {
    nextAt = 0;
  });

  const compare = async (): Promise<void> => {
    const whole = doubtEverything;
    const healed = await reconcile(deps, whole ? null : recentSeconds);
    if (healed === null) return;
    // What was published a moment ago is not compared yet; so a doubt is settled by a second look that finds nothing.
    if (whole && healed === 0) doubtEverything = false;
    nextAt = performance.now() + everySeconds * 1_000;
  };

  const loop = startLoop({
    name: `reconciler ${deps.group.name}`,
    pauseMilliseconds,
    log: deps.log,
    round: async () => {
      try {
        await healGaps(deps);
        if (doubtEverything || performance.now() >= nextAt) await compare();
      } catch (error) {
        if (!(error instanceof PublisherAway)) throw error;
      }
      return 'nothing';
    },
  });
  return {
    ...loop,
    doubtEverything: () => {
      doubtEverything = true;
    },
  };
};
