import { guardedUpdate, type Tx } from '@shouwen/database';
import type { PlannedVisit, VisitPlan } from './visitPlan.ts';

export type NewPlan = Omit<VisitPlan, 'state' | 'remarks' | 'reviewedBy' | 'version'>;

/** Hands a plan in, or hands it in again: lateness is that of the first time. */
export const upsertPlan = async (tx: Tx, plan: NewPlan): Promise<void> => {
  await tx.query(
    `INSERT INTO visit_plan AS p (plan_id, site_id, staff_id, month, state, quota, submitted_at, late, explanation_id)
     VALUES ($1, $2, $3, $4, 'submitted', $5, $6, $7, $8)
     ON CONFLICT (site_id, staff_id, month) DO UPDATE SET state = 'submitted', quota = $5, submitted_at = $6, reviewed_by = NULL,
       reviewed_at = NULL, explanation_id = $8, version = p.version + 1 WHERE p.state <> 'approved'`,
    [
      ...[plan.planId, plan.siteId, plan.staffId, plan.month, plan.quota, plan.submittedAt, plan.late],
      plan.explanationId,
    ],
  );
};

type Reviewed = Pick<VisitPlan, 'state' | 'remarks' | 'explanationId'> & {
  readonly reviewedBy: string;
  readonly reviewedAt: Date;
};

/** @throws ConcurrentChange when the plan is not as it was read */
export const reviewPlan = (tx: Tx, { planId, version }: VisitPlan, reviewed: Reviewed): Promise<void> =>
  guardedUpdate(tx, 'visit_plan', {
    where: { plan_id: planId, version, state: 'submitted' },
    set: {
      ...{ state: reviewed.state, remarks: reviewed.remarks, reviewed_by: reviewed.reviewedBy },
      ...{ reviewed_at: reviewed.reviewedAt, explanation_id: reviewed.explanationId },
    },
  });

/** @throws ConcurrentChange when the plan is not as it was read */
export const touchPlan = (tx: Tx, { planId, version }: VisitPlan, explanationId: string): Promise<void> =>
  guardedUpdate(tx, 'visit_plan', { where: { plan_id: planId, version }, set: { explanation_id: explanationId } });

export type NewPlanned = Omit<PlannedVisit, 'visitId' | 'visitedAt'> & { readonly addedAt: Date };

export const insertPlanned = async (tx: Tx, visits: readonly NewPlanned[]): Promise<void> => {
  for (const one of visits)
    await tx.query(
      `INSERT INTO planned_visit (planned_id, plan_id, site_id, staff_id, client_id, on_day, purpose, added_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [...[one.plannedId, one.planId, one.siteId, one.staffId, one.clientId, one.onDay, one.purpose, one.addedAt]],
    );
};

/** Takes visits out of a plan; they stay as what was planned once. */
export const removePlanned = async (tx: Tx, plannedIds: readonly string[], at: Date): Promise<void> => {
  await tx.query('UPDATE planned_visit SET removed_at = $2 WHERE planned_id = ANY($1::uuid[]) AND removed_at IS NULL', [
    ...[plannedIds, at],
  ]);
};

/** Two who hand in the plan of one person wait for each other. */
export const lockPlans = async (tx: Tx, staffId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`visit-plan:${staffId}`]);
};

/** Whether nobody has looked yet on that day, however many replicas ask. */
export const takeReminderDay = async (tx: Tx, day: string): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    'INSERT INTO visit_reminder_day (day) VALUES ($1) ON CONFLICT DO NOTHING RETURNING day',
    [day],
  );
  return rows.length === 1;
};

/** Answers whether this is the first reminder. */
export const insertReminder = async (
  tx: Tx,
  { siteId, staffId, month, at }: Pick<VisitPlan, 'siteId' | 'staffId' | 'month'> & { readonly at: Date },
): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO visit_reminder (site_id, staff_id, month, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
     RETURNING staff_id`,
    [siteId, staffId, month, at],
  );
  return rows.length === 1;
};
