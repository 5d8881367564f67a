import { daysBetween, type PolicyVersion, policyAt, type Refusal, siteDate, text } from '@shouwen/kernel';
import type { SalesPolicy, SitePolicies } from '../../policies/index.ts';

/** When something happened and when it is written down, on the calendar of the site. */
export type StepTime = {
  readonly at: Date;
  readonly on: string;
  readonly recordedAt: Date;
  /** How many days later it is written down; 0: on the same day. */
  readonly daysLate: number;
  /** In force when it happened. */
  readonly policy: PolicyVersion<SalesPolicy>;
};
export type TimeRefusal = Refusal<'TIME_IN_FUTURE' | 'BOOKS_CLOSED'>;

/**
 * SR-9.02: every step has its time. Nothing is written down that has not happened yet, or that is older than the books are open for.
 * `happenedAt` null: now.
 */
export const stepTimeOf = (site: SitePolicies, now: Date, happenedAt: Date | null): StepTime | TimeRefusal => {
  const at = happenedAt ?? now;
  if (at > now) {
    const message = text('不得登记尚未发生的事项。', 'What has not happened yet cannot be written down.');
    return { code: 'TIME_IN_FUTURE', rule: 'SR-9.02', message };
  }
  const on = siteDate(at, site.zone);
  const daysLate = daysBetween(on, siteDate(now, site.zone));
  const open = policyAt(site.versions, now).params['deal.closedBooksAfterDays'];
  const known = site.versions.some(({ effectiveFrom }) => effectiveFrom <= at);
  if (daysLate > open || !known) {
    const message = text('该日期过早，已不可补登。', 'This is too long ago to be written down now.');
    return { code: 'BOOKS_CLOSED', rule: 'SR-9.02', message };
  }
  return { at, on, recordedAt: now, daysLate, policy: policyAt(site.versions, at) };
};

export const isRefusedTime = (time: StepTime | TimeRefusal): time is TimeRefusal => 'code' in time;
