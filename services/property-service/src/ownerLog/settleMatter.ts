import {
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
import { type Explanation, isUuid, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { hasOpenComplaint } from '../complaints/index.ts';
import { type LockedEntry, lockEntry, noteAnswer, noteStrikeOff } from './ownerLogStore.ts';
import { decideStrikeOff } from './strikeOff.decision.ts';

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
    const answer = asked.answer.trim();
    const why = reasoning(context.now).apply('PS-1.02').fact('length', answer.length);
    if (answer.length < 1 || answer.length > 2000) {
      const message = text('须写明答复内容（1 至 2000 字）。', 'Write down the answer, in 1 to 2000 characters.');
      return refusedWith({ code: 'CONTENT_MISSING', rule: 'PS-1.02', message }, why.explain('refused', message));
    }
    await noteAnswer(tx, entry.id, { answer, at: context.now });
    await keep(tx, context, {
      entry,
      explanation: why.explain('answered', text('已答复业主。', 'The owner is answered.')),
    });
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
    await keep(tx, context, { entry, explanation: decision.explanation });
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
  { newId }: BareContext,
  { entry, explanation }: { entry: LockedEntry; explanation: Explanation },
): Promise<void> =>
  saveExplanation(tx, {
    id: newId(),
    subject: { type: 'OwnerLogEntry', id: entry.id },
    siteId: entry.siteId,
    explanation,
  });
