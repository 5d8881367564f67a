import { type CommandResult, demandStaff, done, keepAct, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { filesInRoom } from '../archive/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { decideCompletion, type InspectionCompleted } from './inspection.decision.ts';
import { linesOf, lockInspection } from './inspectionQueries.ts';
import { keepCompletion } from './inspectionStore.ts';
import { demandInspect, demandInspection, type InspectionDone } from './startInspection.ts';

export type CompleteInspection = {
  readonly idempotencyKey: string;
  readonly inspectionId: string;
  readonly humidityPercent: number;
  readonly mould: boolean;
};

/** CR-3.04: ends the inspection when each file of the room has its line. A file that is lent out is accounted for by its register. */
export const completeInspection = async (
  context: BareContext,
  { idempotencyKey, ...input }: CompleteInspection,
): Promise<CommandResult<InspectionDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const { inspectionId, humidityPercent, mould } = input;
  await demandInspection(context, 'archive.completeInspection', inspectionId);
  return runCommand({ ...context, name: 'completeInspection', idempotencyKey, input }, async (tx) => {
    const inspection = await lockInspection(tx, context.viewer, inspectionId);
    if (!inspection) throw new NotFound();
    demandInspect(context.viewer, inspection);
    const { siteId, completedAt } = inspection;
    const lines = await linesOf(tx, inspectionId);
    const recorded = new Set(lines.map(({ fileId }) => fileId));
    const without = (await filesInRoom(tx, inspection)).filter(({ fileId }) => !recorded.has(fileId)).length;
    const policy = await recordsPolicyAt(tx, siteId, context.now);
    const facts = { now: context.now, by, completedAt, without, lines, humidityPercent, mould, policy };
    const decision = decideCompletion(facts);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ nextDueOn }] = decision.events as [InspectionCompleted];
    const { explanation } = decision;
    const subject = { type: 'Inspection', id: inspectionId };
    const explanationId = await keepAct(tx, context, {
      action: 'archive.completeInspection',
      siteId,
      subject,
      explanation,
    });
    await keepCompletion(tx, inspection, {
      ...{ completed_at: context.now, completed_by: by, humidity_percent: humidityPercent, mould },
      ...{ next_due_on: nextDueOn, explanation_id: explanationId },
    });
    return done({ inspectionId, explanationId });
  });
};
