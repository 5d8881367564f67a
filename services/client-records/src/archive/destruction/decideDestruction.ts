import {
  type CommandResult,
  demand,
  demandStaff,
  done,
  Forbidden,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Decision } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import type { ArchiveFile } from '../file.ts';
import { changeFile, insertFileHistory } from '../files/fileStore.ts';
import { tidied } from '../files/fileTitle.ts';
import { refuseAttempt } from '../refusedAttempt.ts';
import { type DestructionRefusal, decideApproval, decideRejection, decideWitnessing } from './destruction.decision.ts';
import type { Destruction, DestructionMethod } from './destruction.ts';
import { destructionFacts } from './destructionFacts.ts';
import { destructionExists, destructionsById } from './destructionQueries.ts';
import { destructionReaderOf, witnessSites } from './destructionReader.ts';
import { changeDestruction, type DestructionChange, freeFiles } from './destructionStore.ts';
import type { DestructionDone } from './proposeDestruction.ts';

export type DecideDestruction = {
  readonly idempotencyKey: string;
  readonly destructionId: string;
  readonly approved: boolean;
  /** Needed when it is not approved. */
  readonly reason: string | null;
};
export type WitnessDestruction = {
  readonly idempotencyKey: string;
  readonly destructionId: string;
  readonly method: DestructionMethod;
};

/** CR-3.05: another person approves, or does not. Needs `archive.destroyApprove` at the site. */
export const decideDestruction = async (
  context: BareContext,
  { idempotencyKey, ...input }: DecideDestruction,
): Promise<CommandResult<DestructionDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const action = 'archive.decideDestruction';
  await demandDestruction(context, action, input.destructionId);
  return runCommand({ ...context, name: 'decideDestruction', idempotencyKey, input }, async (tx) => {
    const one = await found(tx, context, input.destructionId);
    demand(context.viewer, 'archive.destroyApprove', one.siteId);
    const facts = { ...(await factsOf(tx, context, one)), state: one.state, proposedBy: one.proposedBy };
    const reason = tidied(input.reason ?? '');
    const decision = input.approved ? decideApproval(facts) : decideRejection({ ...facts, reason });
    if (decision.outcome === 'accepted' && !input.approved) await freeFiles(tx, one.destructionId);
    return step(tx, context, {
      one,
      action,
      decision,
      set: {
        ...{ state: input.approved ? 'approved' : 'rejected', decided_by: by, decided_at: context.now },
        ...(reason === '' ? {} : { decided_reason: reason }),
      },
    });
  });
};

/**
 * CR-3.05: a third person witnesses the destruction and records the way; whoever proposes, approves or inspects at the site, and may know
 * of each of the files. Papers are gone with it; stored contents are erased by whoever stores them.
 */
export const witnessDestruction = async (
  context: BareContext,
  { idempotencyKey, ...input }: WitnessDestruction,
): Promise<CommandResult<DestructionDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const action = 'archive.witnessDestruction';
  await demandDestruction(context, action, input.destructionId);
  return runCommand({ ...context, name: 'witnessDestruction', idempotencyKey, input }, async (tx) => {
    const one = await found(tx, context, input.destructionId);
    const { method } = input;
    const facts = await factsOf(tx, context, one);
    const { state, proposedBy, decidedBy } = one;
    const decision = decideWitnessing({ ...facts, state, proposedBy, decidedBy, method });
    const set = { state: 'carried-out', method, witnessed_by: by, witnessed_at: context.now };
    const answer = await step(tx, context, { one, action, decision, set });
    if (answer.outcome === 'accepted')
      for (const file of facts.locked) await destroy(tx, context, { file, by, method, ...answer.result });
    return answer;
  });
};

const found = async (tx: Tx, context: BareContext, destructionId: string): Promise<Destruction> => {
  const [one] = await destructionsById(tx, await destructionReaderOf(tx, context), [destructionId]);
  if (!one) throw new NotFound();
  return one;
};

/** @throws Forbidden for who has no part in destructions at all; NotFound for one that is not known, traced when there is one */
const demandDestruction = async (context: BareContext, action: string, id: string): Promise<void> => {
  if (witnessSites(context.viewer).length === 0) throw new Forbidden('archive.destroyApprove');
  const { known, exists } = await context.db.read(async (tx) => ({
    known: (await destructionsById(tx, await destructionReaderOf(tx, context), [id])).length > 0,
    exists: await destructionExists(tx, id),
  }));
  if (known) return;
  if (exists) await refuseAttempt(context, { action, type: 'Destruction', id });
  throw new NotFound();
};

const factsOf = (tx: Tx, { viewer, now }: BareContext, { fileIds, destructionId }: Destruction) =>
  destructionFacts(tx, { fileIds, destructionId, by: demandStaff(viewer).staffId, now });

type Step = {
  readonly one: Destruction;
  readonly action: string;
  readonly decision: Decision<unknown, DestructionRefusal>;
  readonly set: Omit<DestructionChange, 'explanation_id'>;
};

const step = async (
  tx: Tx,
  context: BareContext,
  { one, action, decision, set }: Step,
): Promise<CommandResult<DestructionDone>> => {
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const { destructionId, siteId } = one;
  const subject = { type: 'Destruction', id: destructionId };
  const explanationId = await keepAct(tx, context, { action, siteId, subject, explanation: decision.explanation });
  await changeDestruction(tx, one, { ...set, explanation_id: explanationId });
  return done({ destructionId, explanationId });
};

type Destroyed = { readonly file: ArchiveFile; readonly by: string; readonly method: string } & DestructionDone;

const destroy = async (
  tx: Tx,
  { now: at, newId }: BareContext,
  { file, by, method, explanationId }: Destroyed,
): Promise<void> => {
  const { fileId, siteId } = file;
  const state = file.objectId === null ? 'destroyed' : 'destroying';
  await changeFile(tx, file, { state, explanation_id: explanationId });
  await insertFileHistory(tx, {
    ...{ id: newId(), fileId, siteId, act: 'destroyed', at, by, was: { state: file.state }, becomes: { method } },
    ...{ reason: null, explanationId },
  });
};
