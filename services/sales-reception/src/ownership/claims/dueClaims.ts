import { addDays, startOfDay } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim } from './claim.ts';
import { lapsesOn } from './windows.ts';

/** When something becomes due for a claim by time alone; the row carries both instants, and is the timer. */
export type DueTimes = {
  /** The first instant at which it does not hold any more: 00:00 of the site's day. */
  readonly lapsesAt: Date;
  /** From when on the owner is warned; null where nobody is. */
  readonly warnAt: Date | null;
};

/** SR-3: the instants of a claim with these windows. `policy` is the one in force when the window was opened. */
export const dueTimesOf = (
  window: Pick<Claim, 'validThrough' | 'freshThrough'>,
  policy: SalesPolicy,
  zone: string,
): DueTimes => {
  const day = lapsesOn(window);
  const ahead = policy['claim.warningDays'];
  return {
    lapsesAt: startOfDay(day, zone),
    warnAt: ahead === null ? null : startOfDay(addDays(day, -ahead), zone),
  };
};
