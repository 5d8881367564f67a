import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Measure, MeasureStep } from './measure.ts';

/** In the shape of `Measure`. */
export const measureColumns = `measure_id AS "measureId", survey_id AS "surveyId", site_id AS "siteId", state, what,
  owner_id AS "ownerId", due_at AS "dueAt", done_by AS "doneBy", checked_by AS "checkedBy", created_at AS "createdAt",
  explanation_id AS "explanationId", version`;

type NewMeasure = Pick<Measure, 'measureId' | 'surveyId' | 'siteId' | 'dueAt' | 'createdAt' | 'explanationId'>;

export const insertMeasure = async (tx: Tx, measure: NewMeasure): Promise<void> => {
  await tx.query(
    `INSERT INTO survey_measure (measure_id, survey_id, site_id, state, due_at, created_at, explanation_id)
     VALUES ($1, $2, $3, 'wanted', $4, $5, $6)`,
    [measure.measureId, measure.surveyId, measure.siteId, measure.dueAt, measure.createdAt, measure.explanationId],
  );
};

export type MeasureChange = Partial<Pick<Measure, 'what' | 'ownerId' | 'dueAt' | 'doneBy' | 'checkedBy'>> &
  Pick<Measure, 'state' | 'explanationId'>;

/** @throws ConcurrentChange when the measure is not as it was read */
export const changeMeasure = (tx: Tx, { measureId, version }: Measure, change: MeasureChange): Promise<void> => {
  const { what, ownerId, dueAt, doneBy, checkedBy } = change;
  return guardedUpdate(tx, 'survey_measure', {
    where: { measure_id: measureId, version },
    set: {
      ...{ state: change.state, explanation_id: change.explanationId },
      ...(what === undefined ? {} : { what }),
      ...(ownerId === undefined ? {} : { owner_id: ownerId }),
      ...(dueAt === undefined ? {} : { due_at: dueAt }),
      ...(doneBy === undefined ? {} : { done_by: doneBy }),
      ...(checkedBy === undefined ? {} : { checked_by: checkedBy }),
    },
  });
};

export type StepLine = {
  readonly stepId: string;
  readonly measureId: string;
  readonly siteId: string;
  readonly step: MeasureStep;
  readonly at: Date;
  readonly by: string;
};

export const insertStep = async (tx: Tx, line: StepLine): Promise<void> => {
  await tx.query(
    'INSERT INTO survey_measure_step (step_id, measure_id, site_id, step, at, by) VALUES ($1, $2, $3, $4, $5, $6)',
    [line.stepId, line.measureId, line.siteId, line.step, line.at, line.by],
  );
};

type Telling = { readonly now: Date; readonly newId: () => string; readonly by: string };

/** Writes into the history of each late measure that it is late, once for each of its dates; answers how many. */
export const tellOverdue = async (tx: Tx, { now, newId, by }: Telling): Promise<number> => {
  const [late] = (await tx.query(
    `UPDATE survey_measure SET overdue_told_for = due_at, version = version + 1 WHERE measure_id IN (
       SELECT measure_id FROM survey_measure WHERE state IN ('wanted', 'planned') AND due_at <= $1
         AND overdue_told_for IS DISTINCT FROM due_at ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED)
     RETURNING measure_id AS "measureId", site_id AS "siteId"`,
    [now],
  )) as [{ measureId: string; siteId: string }[], number];
  for (const one of late) await insertStep(tx, { ...one, stepId: newId(), step: 'overdue', at: now, by });
  return late.length;
};
