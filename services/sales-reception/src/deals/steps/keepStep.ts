import { actorOf, appendAudit, saveExplanation, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Explanation } from '@shouwen/kernel';
import type { Paper, StepName } from './dealStep.ts';
import { recordStep } from './stepStore.ts';

export type KeptStep = {
  readonly dealId: string;
  readonly siteId: string;
  readonly step: StepName;
  readonly happenedAt: Date;
  readonly papers: readonly Paper[];
  readonly explanation: Explanation;
  readonly explanationId: string;
};
type By = { readonly viewer: Viewer; readonly now: Date; readonly newId: () => string };

/** SR-9.02: keeps a step with its time, person and papers, why it was allowed, and that it was done. */
export const keepStep = async (tx: Tx, { viewer, now, newId }: By, kept: KeptStep): Promise<void> => {
  const { dealId, siteId, step, happenedAt, papers, explanation, explanationId } = kept;
  const subject = { type: 'deal', id: dealId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation });
  const by = actorOf(viewer);
  await recordStep(tx, newId(), { dealId, step, happenedAt, recordedAt: now, by, papers, explanationId });
  await appendAudit(tx, { at: now, actor: viewer, siteId, action: step, resource: subject, decision: 'allowed' });
};
