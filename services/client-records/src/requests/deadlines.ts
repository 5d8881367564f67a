import { deadlineAfterDays, deadlineAfterWorkdays, siteDate } from '@shouwen/kernel';
import type { RecordsPolicy } from '../policies/index.ts';
import type { Step } from './requestKinds.ts';

export type StepDeadlines = {
  /** From this instant on the step is overdue. */
  readonly dueAt: Date;
  /** From this instant on the general manager is told, and may sign for a head who does not. */
  readonly escalateAt: Date;
};

/** CR-4: by when a step that began at `since` is decided, and from when on that it was not is told to the general manager. */
export const deadlinesOf = (step: Step, since: Date, policy: RecordsPolicy): StepDeadlines => {
  const count = step === 'stamp' ? policy['request.stampWorkdays'] : policy['request.decideWorkdays'];
  const dueAt = workdaysAfter(since, count);
  // The last day of the deadline, not the instant after it.
  return { dueAt, escalateAt: workdaysAfter(new Date(dueAt.getTime() - 1), policy['request.escalateWorkdays']) };
};

/** Where the holidays of a year are not announced yet, every day counts: rather too early a reminder than none. */
const workdaysAfter = (since: Date, count: number): Date => {
  const day = siteDate(since);
  const deadline = deadlineAfterWorkdays(day, count);
  return deadline instanceof Date ? deadline : deadlineAfterDays(day, count);
};
