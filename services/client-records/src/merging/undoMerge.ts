import {
  actorOf,
  appendAudit,
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { clientUnmergedV1 } from '@shouwen/contracts';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import type { BareContext } from '@shouwen/subgraph';
import { idsOfPerson, lockPersons } from '../persons/index.ts';
import { readReason } from '../readReason.ts';
import { personsReached, traceRefused } from '../relations/index.ts';
import { type MergeDone, noReason } from './mergeClients.ts';
import { findMerge, type MergeRow } from './mergeQueries.ts';
import { type MergeStop, stopsOf } from './mergeStops.ts';
import { endMerge } from './mergeStore.ts';
import { decideUndo } from './undoMerge.decision.ts';

export type UndoMerge = {
  readonly idempotencyKey: string;
  readonly mergeId: string;
  /** 4 to 200 characters. */
  readonly because: string;
};

const [permission, action] = ['client.merge', 'client.undoMerge'] as const;

/**
 * CR-1.05: the two were not one person after all: both records stand alone again, each with what it had and what was added to it since.
 * Needs `client.merge` and a ground to read both. @throws NotFound when there is no such merge for the viewer; BadInput without a reason
 */
export const undoMerge =
  (stops: readonly MergeStop[]) =>
  async (context: BareContext, { idempotencyKey, ...asked }: UndoMerge): Promise<CommandResult<MergeDone>> => {
    demandStaff(context.viewer);
    await demandMerge(context, asked.mergeId);
    const because = readReason(asked.because);
    if (because === null) throw new BadInput(noReason, 'because');
    return runCommand({ ...context, name: 'undoMerge', idempotencyKey, input: asked }, async (tx) => {
      await lockPersons(tx);
      const merge = await acrossSites(tx, () => findMerge(tx, asked.mergeId));
      const ids = merge ? [merge.survivingId, merge.mergedId] : [];
      if (!merge || !(await personsReached(tx, context, { permission, ids }))) throw new NotFound();
      return undoIn(tx, { context, stops }, { merge, because });
    });
  };

/** A merge of records that the viewer may not know of answers like none, and is traced with both. @throws NotFound */
const demandMerge = async (context: BareContext, mergeId: string): Promise<void> => {
  if (!isUuid(mergeId)) throw new NotFound();
  const hidden = await context.db.within('*').read(async (tx) => {
    const merge = await findMerge(tx, mergeId);
    if (!merge) return [];
    const ids = [merge.survivingId, merge.mergedId];
    return (await personsReached(tx, context, { permission, ids })) ? null : ids;
  });
  if (hidden === null) return;
  if (hidden.length > 0) await traceRefused(context, { action, ids: hidden });
  throw new NotFound();
};

type Desk = { readonly context: BareContext; readonly stops: readonly MergeStop[] };
type Undoing = { readonly merge: MergeRow; readonly because: string };

const undoIn = async (
  tx: Tx,
  { context, stops }: Desk,
  { merge, because }: Undoing,
): Promise<CommandResult<MergeDone>> => {
  const { now, viewer, newId, requestId } = context;
  const { mergeId, survivingId, mergedId } = merge;
  const found = await acrossSites(tx, async () => stopsOf(tx, stops, await idsOfPerson(tx, survivingId)));
  const decision = decideUndo({ ...merge, stops: found, now });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const data = { mergeId, survivingId, mergedId, unmergedAt: now.toISOString() };
  const aggregate = { type: clientUnmergedV1.aggregate, id: mergedId };
  await appendToOutbox(tx, [{ id: newId(), event: clientUnmergedV1, aggregate, at: now, data }]);
  const subject = { type: 'Client', id: survivingId };
  const { explanation } = decision;
  const explanationId = await keepAct(tx, context, { action, siteId: null, subject, explanation, reason: mergeId });
  const undoing = { mergeId, survivingId, mergedId, because, at: now, by: actorOf(viewer), explanationId };
  await acrossSites(tx, () => endMerge(tx, undoing));
  const resource = { type: 'Client', id: mergedId };
  const line = { at: now, actor: viewer, siteId: null, action, resource, reason: mergeId, requestId } as const;
  await appendAudit(tx, { ...line, decision: 'allowed' });
  return done({ mergeId });
};
