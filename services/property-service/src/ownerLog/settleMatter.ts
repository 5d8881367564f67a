import {
  appendAudit,
  type CommandResult,
  can,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { hasOpenComplaint } from '../complaints/index.ts';
import { decideAnswer } from './answerMatter.decision.ts';
import { type LockedEntry, lockEntry, noteAnswer, noteStrikeOff } from './ownerLogStore.ts';
import { decideStrikeOff } from './strikeOff.decision.ts';
import { writtenText } from './writtenText.ts';

export type AnswerMatter = { readonly idempotencyKey: string; readonly entryId: string; readonly answer: string };
export type StrikeOffMatter = { readonly idempotencyKey: string; readonly entryId: string };

/** Records the answer of substance that the owner was given (PS-1.02). @throws NotFound, NotSignedIn */
export const answerMatter = async (
  context: BareContext,
  { idempotencyKey, ...asked }: AnswerMatter,
): Promise<CommandResult<{ entryId: string }>> => {
  demandStaff(context.viewer);
  return runCommand({ ...context, name: 'answerMatter', idempotencyKey, input: asked }, async (tx) => {
    const entry = await entryAtDesk(tx, context, asked.entryId);
    const decision = decideAnswer({ ...entry, answer: writtenText(asked.answer), now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    for (const { answer, at } of decision.events) await noteAnswer(tx, entry.id, { answer, at });
    await keep(tx, context, { entry, action: 'ownerMatter.answer', explanation: decision.explanation });
    return done({ entryId: entry.id });
  });
};

/** Strikes an entry off once everything under it is settled (PS-2.08). @throws NotFound, NotSignedIn */
export const strikeOffMatter = async (
  context: BareContext,
  { idempotencyKey, ...asked }: StrikeOffMatter,
): Promise<CommandResult<{ entryId: string }>> => {
  demandStaff(context.viewer);
  return runCommand({ ...context, name: 'strikeOffMatter', idempotencyKey, input: asked }, async (tx) => {
    const entry = await entryAtDesk(tx, context, asked.entryId);
    const openComplaint = await hasOpenComplaint(tx, entry.id);
    const decision = decideStrikeOff({ ...entry, openComplaint, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    await noteStrikeOff(tx, entry.id, context.now);
    await keep(tx, context, { entry, action: 'ownerMatter.strikeOff', explanation: decision.explanation });
    return done({ entryId: entry.id });
  });
};

const entryAtDesk = async (tx: Tx, { viewer }: BareContext, entryId: string): Promise<LockedEntry> => {
  const entry = isUuid(entryId) ? await lockEntry(tx, entryId) : null;
  if (!entry || !can(viewer, 'complaint.register', entry.siteId)) throw new NotFound();
  return entry;
};

const keep = async (
  tx: Tx,
  { newId, now, viewer, requestId }: BareContext,
  { entry, action, explanation }: { entry: LockedEntry; action: string; explanation: Explanation },
): Promise<void> => {
  const subject = { type: 'OwnerLogEntry', id: entry.id };
  const { siteId } = entry;
  await saveExplanation(tx, { id: newId(), subject, siteId, explanation });
  await appendAudit(tx, { at: now, actor: viewer, siteId, action, resource: subject, decision: 'allowed', requestId });
};
