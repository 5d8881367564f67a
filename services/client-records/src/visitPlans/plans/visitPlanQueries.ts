import type { Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { seenVisits, sightOf } from '../visitScope.ts';
import type { VisitStep } from '../visitStepStore.ts';
import type { PlannedVisit, VisitPlan } from './visitPlan.ts';

const planColumns = `p.plan_id AS "planId", p.site_id AS "siteId", p.staff_id AS "staffId", p.month, p.state, p.quota,
  p.submitted_at AS "submittedAt", p.late, p.remarks, p.reviewed_by AS "reviewedBy", p.explanation_id AS "explanationId",
  p.version`;

export const plansById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<VisitPlan[]> =>
  tx.query(`SELECT ${planColumns} FROM visit_plan p WHERE ${seenVisits('p')} AND p.plan_id = ANY($4::uuid[])`, [
    ...[...sightOf(viewer), ids],
  ]);

export const planFor = async (
  tx: Tx,
  { siteId, staffId, month }: Pick<VisitPlan, 'siteId' | 'staffId' | 'month'>,
): Promise<VisitPlan | null> => {
  const rows: VisitPlan[] = await tx.query(
    `SELECT ${planColumns} FROM visit_plan p WHERE p.site_id = $1 AND p.staff_id = $2 AND p.month = $3`,
    [siteId, staffId, month],
  );
  return rows[0] ?? null;
};

export type PlanPage = {
  readonly siteId: string | null;
  readonly month: string | null;
  readonly after: readonly [month: string, planId: string] | null;
  readonly limit: number;
};

/** A page of the plans, the latest month first, as far as the viewer may see them. */
export const pageOfPlans = async (tx: Tx, viewer: Viewer, page: PlanPage): Promise<VisitPlan[]> =>
  tx.query(
    `SELECT ${planColumns} FROM visit_plan p WHERE ${seenVisits('p')} AND ($4::uuid IS NULL OR p.site_id = $4)
       AND ($5::date IS NULL OR p.month = $5) AND ($6::date IS NULL OR (p.month, p.plan_id) < ($6, $7::uuid))
     ORDER BY p.month DESC, p.plan_id DESC LIMIT $8`,
    [...sightOf(viewer), page.siteId, page.month, page.after?.[0], page.after?.[1], page.limit],
  );

const plannedColumns = `v.planned_id AS "plannedId", v.plan_id AS "planId", v.site_id AS "siteId", v.staff_id AS "staffId",
  v.client_id AS "clientId", v.on_day AS "onDay", v.purpose, made.visit_id AS "visitId", made.visited_at AS "visitedAt"`;
const plannedFrom = 'planned_visit v LEFT JOIN client_visit made ON made.planned_id = v.planned_id';

/** What stands in these plans now; the caller has found that the viewer may see them. */
export const plannedOf = async (tx: Tx, planIds: readonly string[]): Promise<PlannedVisit[]> =>
  tx.query(
    `SELECT ${plannedColumns} FROM ${plannedFrom} WHERE v.plan_id = ANY($1::uuid[]) AND v.removed_at IS NULL
     ORDER BY v.on_day, v.planned_id`,
    [planIds],
  );

/** A planned visit with the state of its plan, as far as the viewer may see it. */
export const plannedById = async (
  tx: Tx,
  viewer: Viewer,
  plannedId: string,
): Promise<(PlannedVisit & { readonly planState: VisitPlan['state'] }) | null> => {
  const rows: (PlannedVisit & { planState: VisitPlan['state'] })[] = await tx.query(
    `SELECT ${plannedColumns}, p.state AS "planState" FROM ${plannedFrom} JOIN visit_plan p ON p.plan_id = v.plan_id
     WHERE ${seenVisits('v')} AND v.planned_id = $4 AND v.removed_at IS NULL`,
    [...sightOf(viewer), plannedId],
  );
  return rows[0] ?? null;
};

/** The history of what the viewer was found to see. */
export const stepsOf = async (tx: Tx, subjectIds: readonly string[]): Promise<VisitStep[]> =>
  tx.query(
    `SELECT step_id AS "stepId", subject_id AS "subjectId", site_id AS "siteId", step, at, by FROM visit_step
     WHERE subject_id = ANY($1::uuid[]) ORDER BY at, step_id`,
    [subjectIds],
  );

export type MonthLine = {
  readonly staffId: string;
  readonly planned: number;
  readonly done: number;
  readonly hasPlan: boolean;
  readonly remindedAt: Date | null;
};

/** What everybody at a site planned and did in a month; whoever did nothing is missing. */
export const monthAt = async (
  tx: Tx,
  { siteId, month, through }: { readonly siteId: string; readonly month: string; readonly through: string },
): Promise<MonthLine[]> =>
  tx.query(
    `SELECT staff_id AS "staffId", sum(planned)::int AS planned, sum(done)::int AS done, bool_or(has_plan) AS "hasPlan",
       max(reminded_at) AS "remindedAt"
     FROM (
       SELECT p.staff_id, count(v.planned_id) AS planned, 0 AS done, true AS has_plan, NULL::timestamptz AS reminded_at
       FROM visit_plan p LEFT JOIN planned_visit v ON v.plan_id = p.plan_id AND v.removed_at IS NULL
       WHERE p.site_id = $1 AND p.month = $2 GROUP BY p.staff_id
       UNION ALL
       SELECT staff_id, 0, count(*), false, NULL FROM client_visit
       WHERE site_id = $1 AND visited_on BETWEEN $2::date AND $3::date GROUP BY staff_id
       UNION ALL
       SELECT staff_id, 0, 0, false, at FROM visit_reminder WHERE site_id = $1 AND month = $2) parts
     GROUP BY staff_id ORDER BY staff_id`,
    [siteId, month, through],
  );
