import type { Refusal } from '@shouwen/kernel';
import type { VisitPurpose } from '../visitScope.ts';

/** A visit to a client, and its report (CR-8.02). */
export type ClientVisit = {
  readonly visitId: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly clientId: string;
  /** Null: unplanned. */
  readonly plannedId: string | null;
  readonly purpose: VisitPurpose;
  readonly visitedAt: Date;
  readonly reportDueAt: Date;
  readonly state: 'due' | 'submitted' | 'returned' | 'approved';
  readonly notesSealed: Buffer | null;
  readonly remarksSealed: Buffer | null;
  readonly reportedAt: Date | null;
  readonly late: boolean;
  readonly reviewedBy: string | null;
  readonly explanationId: string;
  readonly version: number;
};

/** A promise made in a visit: a task with an owner and a date (CR-8.03). */
export type VisitPromise = {
  readonly promiseId: string;
  readonly visitId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly staffId: string;
  readonly ownerId: string;
  readonly whatSealed: Buffer;
  readonly dueOn: string;
  readonly doneAt: Date | null;
  readonly explanationId: string;
};

export type ClientVisitRefusal = Refusal<
  | 'CLIENT_VISIT_TIME'
  | 'VISIT_NOT_PLANNED'
  | 'VISIT_MADE'
  | 'VISIT_REPORT_NOT_OPEN'
  | 'VISIT_PLAN_OWN'
  | 'VISIT_PROMISE_DATE'
  | 'VISIT_PROMISE_DONE'
  | 'BAD_INPUT'
>;

/** By the calendar, whether the timer came or not (CR-8.02). */
export const isReportOverdue = (
  { state, reportDueAt }: Pick<ClientVisit, 'state' | 'reportDueAt'>,
  now: Date,
): boolean => (state === 'due' || state === 'returned') && now >= reportDueAt;

/** Due on its day until 24:00 (CR-8.03). */
export const isPromiseOverdue = ({ doneAt, dueOn }: Pick<VisitPromise, 'doneAt' | 'dueOn'>, today: string): boolean =>
  doneAt === null && today > dueOn;
