import { addDays, type IsoDate } from '@shouwen/kernel';
import type { LeasingPolicy } from '../../policies/index.ts';

/** Days of the site, both included. */
export type DueFollowUp = { readonly from: IsoDate; readonly through: IsoDate };

/** SR-10.03: after a visit on the 1st, within two to three days: not before the 3rd, until 24:00 of the 4th. */
export const firstFollowUp = (visitedOn: IsoDate, policy: LeasingPolicy): DueFollowUp => ({
  from: addDays(visitedOn, policy['lease.firstFollowUpFromDays']),
  through: addDays(visitedOn, policy['lease.firstFollowUpThroughDays']),
});

/** SR-10.03: then regularly; null once the time for which an enquiry is followed up is over. */
export const nextFollowUp = (
  { today, openedOn }: { today: IsoDate; openedOn: IsoDate },
  policy: LeasingPolicy,
): DueFollowUp | null => {
  const on = addDays(today, policy['lease.followUpEveryDays']);
  return on <= addDays(openedOn, policy['lease.followUpForDays']) ? { from: on, through: on } : null;
};
