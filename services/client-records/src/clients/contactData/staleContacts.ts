import { addDays, defaultZone, siteDate, startOfDay } from '@shouwen/kernel';

/**
 * CR-1.06: contacts checked before this instant are stale now. Checked on one day, a contact holds until 24:00 of the last of so many
 * days after it (a deadline, as the rulebook counts them).
 */
export const staleBefore = (now: Date, everyDays: number): Date =>
  startOfDay(addDays(siteDate(now, defaultZone), -everyDays), defaultZone);

/** The last day on which a contact checked then is not stale. */
export const checkDueOn = (checkedAt: Date, everyDays: number): string =>
  addDays(siteDate(checkedAt, defaultZone), everyDays);
