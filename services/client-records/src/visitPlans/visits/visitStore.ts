import { guardedUpdate, type Tx } from '@shouwen/database';
import type { ClientVisit, VisitPromise } from './clientVisit.ts';

export type NewVisit = Pick<
  ClientVisit,
  | 'visitId'
  | 'siteId'
  | 'staffId'
  | 'clientId'
  | 'plannedId'
  | 'purpose'
  | 'visitedAt'
  | 'reportDueAt'
  | 'explanationId'
> & { readonly visitedOn: string };

export const insertVisit = async (tx: Tx, visit: NewVisit): Promise<void> => {
  await tx.query(
    `INSERT INTO client_visit (visit_id, site_id, staff_id, client_id, planned_id, purpose, visited_at, visited_on,
       report_due_at, state, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'due', $10)`,
    [
      ...[visit.visitId, visit.siteId, visit.staffId, visit.clientId, visit.plannedId, visit.purpose, visit.visitedAt],
      ...[visit.visitedOn, visit.reportDueAt, visit.explanationId],
    ],
  );
};

type Reported = {
  readonly notesSealed: Buffer;
  readonly at: Date;
  readonly late: boolean;
  readonly explanationId: string;
};

/** Lateness once found stays. @throws ConcurrentChange when the visit is not as it was read */
export const reportVisit = (
  tx: Tx,
  visit: ClientVisit,
  { notesSealed, at, late, explanationId }: Reported,
): Promise<void> =>
  guardedUpdate(tx, 'client_visit', {
    where: { visit_id: visit.visitId, version: visit.version, state: visit.state },
    set: {
      ...{ state: 'submitted', notes_sealed: notesSealed, reported_at: at, late: late || visit.late },
      explanation_id: explanationId,
    },
  });

type Reviewed = {
  readonly state: 'approved' | 'returned';
  readonly by: string;
  readonly remarksSealed: Buffer | null;
  readonly reportDueAt: Date;
  readonly explanationId: string;
};

/** @throws ConcurrentChange when the visit is not as it was read */
export const reviewVisit = (tx: Tx, { visitId, version }: ClientVisit, reviewed: Reviewed): Promise<void> =>
  guardedUpdate(tx, 'client_visit', {
    where: { visit_id: visitId, version, state: 'submitted' },
    set: {
      ...{ state: reviewed.state, reviewed_by: reviewed.by, remarks_sealed: reviewed.remarksSealed },
      ...{ report_due_at: reviewed.reportDueAt, explanation_id: reviewed.explanationId },
    },
  });

export type NewPromise = Omit<VisitPromise, 'doneAt'> & { readonly madeAt: Date };

export const insertPromise = async (tx: Tx, promise: NewPromise): Promise<void> => {
  await tx.query(
    `INSERT INTO visit_promise (promise_id, visit_id, site_id, client_id, staff_id, owner_id, what_sealed, due_on, made_at,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[promise.promiseId, promise.visitId, promise.siteId, promise.clientId, promise.staffId, promise.ownerId],
      ...[promise.whatSealed, promise.dueOn, promise.madeAt, promise.explanationId],
    ],
  );
};

/** @throws ConcurrentChange when it was done meanwhile */
export const finishPromise = (
  tx: Tx,
  promiseId: string,
  { at, explanationId }: { readonly at: Date; readonly explanationId: string },
): Promise<void> =>
  guardedUpdate(tx, 'visit_promise', {
    where: { promise_id: promiseId, done_at: null },
    set: { done_at: at, explanation_id: explanationId },
  });

export type Overdue = { readonly id: string; readonly siteId: string };

/** Reports that are over and were not said to be, once for each of their deadlines; replicas take different ones. */
export const takeOverdueReports = async (tx: Tx, now: Date, limit: number): Promise<Overdue[]> => {
  const [rows] = (await tx.query(
    `UPDATE client_visit SET overdue_told_for = report_due_at, version = version + 1 WHERE visit_id IN (
       SELECT visit_id FROM client_visit WHERE state IN ('due', 'returned') AND report_due_at <= $1
         AND overdue_told_for IS DISTINCT FROM report_due_at ORDER BY report_due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING visit_id AS id, site_id AS "siteId"`,
    [now, limit],
  )) as [Overdue[], number];
  return rows;
};

export const takeOverduePromises = async (tx: Tx, today: string, limit: number): Promise<Overdue[]> => {
  const [rows] = (await tx.query(
    `UPDATE visit_promise SET overdue_told = true WHERE promise_id IN (
       SELECT promise_id FROM visit_promise WHERE done_at IS NULL AND due_on < $1::date AND NOT overdue_told
       ORDER BY due_on LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING promise_id AS id, site_id AS "siteId"`,
    [today, limit],
  )) as [Overdue[], number];
  return rows;
};
