import { BadInput, type CommandResult, demand, demandStaff, done, refusedWith, runCommand } from '@shouwen/access';
import { siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../keepAct.ts';
import { siteNow } from '../leasing/index.ts';
import { consultantsOf } from '../projections/index.ts';
import { caseKnownTo } from './caseToHandle.ts';
import type { CaseChanged } from './openCase.ts';
import type { PipelineCase } from './pipeline.ts';
import { changeCase, insertCheck, type Work, workOf } from './pipelineStore.ts';
import { decideCheck, decideFinish } from './stages.decision.ts';

export type FinishStage = { readonly idempotencyKey: string; readonly caseId: string };

/** SR-11.01: the owner says that the stage is finished; now somebody else checks it. Needs `pipeline.handle`. */
export const finishPipelineStage = (
  context: BareContext,
  { idempotencyKey, caseId }: FinishStage,
): Promise<CommandResult<CaseChanged>> =>
  runCommand({ ...context, name: 'finishPipelineStage', idempotencyKey, input: { caseId } }, async (tx) => {
    const { viewer, now } = context;
    const one = await caseKnownTo(tx, viewer, caseId);
    const { siteId } = one;
    demand(viewer, 'pipeline.handle', siteId);
    const { today } = await siteNow(tx, siteId, now);
    const actorId = demandStaff(viewer).staffId;
    const decision = decideFinish({ now, today, one, actorId, workDone: isWorkDone(one, await workOf(tx, caseId)) });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'pipeline-case', id: caseId };
    const act = { action: 'finishPipelineStage', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    await changeCase(tx, one, { finishedAt: now, explanationId });
    return done({ caseId, explanationId });
  });

/** Matching brings proposals, viewing brings feedback; the talks and the signing are others' papers. */
const isWorkDone = ({ stage }: PipelineCase, { rounds, viewed }: Work): boolean => {
  if (stage === 'matching') return rounds > 0;
  return stage === 'viewing' ? viewed > 0 : true;
};

export type CheckStage = {
  readonly idempotencyKey: string;
  readonly caseId: string;
  readonly passed: boolean;
  readonly note: string;
  /** Who goes on; null: whoever owned the stage. */
  readonly nextOwnerId: string | null;
};

/** SR-11.01: the quality check. Passed: the next stage begins; else the same once more. Needs `pipeline.check`, and another person. */
export const checkPipelineStage = (
  context: BareContext,
  { idempotencyKey, ...input }: CheckStage,
): Promise<CommandResult<CaseChanged>> => {
  const { caseId, passed, note } = input;
  if (note.length > 1000 || (!passed && note.trim() === ''))
    throw new BadInput(text('未通过的须说明原因。', 'Say what is missing.'), 'note');
  return runCommand({ ...context, name: 'checkPipelineStage', idempotencyKey, input }, async (tx) => {
    const { viewer, now, newId } = context;
    const one = await caseKnownTo(tx, viewer, caseId);
    const { siteId, stage, ownerId, enteredAt, dueOn, finishedAt } = one;
    demand(viewer, 'pipeline.check', siteId);
    const { today, policy, zone } = await siteNow(tx, siteId, now);
    const checkedBy = demandStaff(viewer).staffId;
    const nextOwnerId = input.nextOwnerId ?? ownerId;
    const nextOwnerKnown = nextOwnerId === ownerId || (await consultantsOf(tx, siteId, today)).includes(nextOwnerId);
    const facts = { now, today, one, checkerId: checkedBy, passed, nextOwnerId, nextOwnerKnown };
    const decision = decideCheck(facts, policy);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'pipeline-case', id: caseId };
    const act = { action: 'checkPipelineStage', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    const at = finishedAt ?? now;
    const checked = { checkId: newId(), checkedBy, checkedAt: now, passed, note, explanationId };
    const late = siteDate(at, zone) > dueOn;
    await insertCheck(tx, { ...checked, caseId, stage, ownerId, enteredAt, dueOn, finishedAt: at, late });
    for (const { state, ...next } of decision.events) {
      const again = state === 'open' ? { enteredAt: now, finishedAt: null } : {};
      await changeCase(tx, one, {
        ...again,
        state,
        stage: next.stage,
        ownerId: next.ownerId,
        dueOn: next.dueOn,
        explanationId,
      });
    }
    return done({ caseId, explanationId });
  });
};
