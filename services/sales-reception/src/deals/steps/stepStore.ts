import type { Tx } from '@shouwen/database';
import type { DealStep } from './dealStep.ts';

/** Writes a step down; it is never changed. */
export const recordStep = async (tx: Tx, stepId: string, step: DealStep): Promise<void> => {
  const { dealId, step: name, happenedAt, recordedAt, by, papers, explanationId } = step;
  await tx.query(
    `insert into deal_step (step_id, deal_id, step, happened_at, recorded_at, by, papers, explanation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [stepId, dealId, name, happenedAt, recordedAt, by, JSON.stringify(papers), explanationId],
  );
};

/** All steps of these deals or intents, in their order. Give it only ids that the viewer was found to be allowed to read. */
export const stepsOf = async (tx: Tx, dealIds: readonly string[]): Promise<DealStep[]> =>
  tx.query(
    `select deal_id as "dealId", step, happened_at as "happenedAt", recorded_at as "recordedAt", by, papers,
       explanation_id as "explanationId" from deal_step where deal_id = any($1::uuid[])
     order by deal_id, happened_at, recorded_at, step_id`,
    [dealIds],
  );
