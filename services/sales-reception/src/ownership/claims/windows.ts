import {
  addDays,
  claimWindowEnd,
  type IsoDate,
  isValidDate,
  lastDayOfMonth,
  type RuleId,
  siteDate,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim, Window } from './claim.ts';

/** SR-3.01, SR-3.02: how long a visit keeps the client; the day of the visit is the first day of both counts. */
export const windowOfVisit = (visitedAt: Date, policy: SalesPolicy, zone: string): Window => {
  const visitedOn = siteDate(visitedAt, zone);
  return {
    windowFrom: visitedAt,
    validThrough: monthsWindowEnd(visitedOn, policy['claim.validityMonths']),
    freshThrough: windowOfDays(visitedOn, policy['claim.freshnessDays']),
  };
};

/**
 * SR-3.03: how long a call keeps the caller for whoever answered. Where the site has no such rule (`call.toVisitDays` null) a call
 * is kept as long as a visit: our reading, since it is no proof anyway and an answerer who is named receives the caller.
 */
export const windowOfCall = (calledAt: Date, policy: SalesPolicy, zone: string): Window => {
  const calledOn = siteDate(calledAt, zone);
  return {
    windowFrom: calledAt,
    validThrough:
      windowOfDays(calledOn, policy['call.toVisitDays']) ?? monthsWindowEnd(calledOn, policy['claim.validityMonths']),
    freshThrough: windowOfDays(calledOn, policy['call.freshnessDays']),
  };
};

/** SR-3.02, SR-3.03: the freshness that a follow-up of that day starts, null where none is demanded. */
export const freshnessFrom = (day: IsoDate, openedBy: Claim['openedBy'], policy: SalesPolicy): IsoDate | null =>
  windowOfDays(day, policy[openedBy === 'visit' ? 'claim.freshnessDays' : 'call.freshnessDays']);

/** The last day on which the claim holds by the calendar, whatever else may end it. */
export const lastDayOf = ({ validThrough, freshThrough }: Pick<Claim, 'validThrough' | 'freshThrough'>): IsoDate =>
  freshThrough !== null && freshThrough < validThrough ? freshThrough : validThrough;

/** The first day on which the claim does not hold any more. */
export const lapsesOn = (claim: Pick<Claim, 'validThrough' | 'freshThrough'>): IsoDate => addDays(lastDayOf(claim), 1);

/** By which rule the claim lapses, the deciding one first. */
export const lapseRules = (claim: Pick<Claim, 'validThrough' | 'freshThrough' | 'openedBy'>): RuleId[] => {
  // Without a freshness of calls the site has no SR-3.03, and the call is kept as long as a visit: see decision 0045.
  if (claim.openedBy === 'call') return [claim.freshThrough === null ? 'SR-3.01' : 'SR-3.03'];
  return lapsesByFreshness(claim) ? ['SR-3.02'] : ['SR-3.05', 'SR-3.01'];
};

/** True when the follow-ups run out before the month does. */
export const lapsesByFreshness = ({ validThrough, freshThrough }: Pick<Claim, 'validThrough' | 'freshThrough'>) =>
  freshThrough !== null && freshThrough < validThrough;

/** Does the claim stand at that instant: opened, not ended, and within its windows? Says nothing about its proof. */
export const holdsAt = (claim: Claim, at: Date, zone: string): boolean =>
  claim.openedAt <= at && (claim.endedAt === null || at < claim.endedAt) && siteDate(at, zone) <= lastDayOf(claim);

/**
 * The last day of a window of so many months: the day before the same day number of that month, or its last day when it has
 * no such number. One month is `monthWindowEnd` of the kernel.
 */
export const monthsWindowEnd = (date: IsoDate, months: number): IsoDate => {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
  const sameNumber = `${month}-${date.slice(8)}`;
  return isValidDate(sameNumber) ? addDays(sameNumber, -1) : lastDayOfMonth(`${month}-01`);
};

const windowOfDays = (date: IsoDate, days: number | null): IsoDate | null =>
  days === null ? null : claimWindowEnd(date, days);
