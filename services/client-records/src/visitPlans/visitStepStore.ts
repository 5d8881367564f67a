import type { Tx } from '@shouwen/database';

/** A step in the history of a plan, a visit, a promise or a cost. */
export type VisitStep = {
  readonly stepId: string;
  readonly subjectId: string;
  readonly siteId: string;
  readonly step: string;
  readonly at: Date;
  readonly by: string;
};

export const insertVisitStep = async (tx: Tx, one: VisitStep): Promise<void> => {
  await tx.query(
    'INSERT INTO visit_step (step_id, subject_id, site_id, step, at, by) VALUES ($1, $2, $3, $4, $5, $6)',
    [...[one.stepId, one.subjectId, one.siteId, one.step, one.at, one.by]],
  );
};
