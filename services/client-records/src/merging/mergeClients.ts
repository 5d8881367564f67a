import {
  actorOf,
  appendAudit,
  BadInput,
  type CommandResult,
  demandIds,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { clientMergedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import type { BareContext } from '@shouwen/subgraph';
import { lockPersons } from '../persons/index.ts';
import { readReason } from '../readReason.ts';
import { demandReached, personsReached } from '../relations/index.ts';
import { decideMerge } from './merge.decision.ts';
import { type Merging, mergeFacts } from './mergeFacts.ts';
import { insertMerge } from './mergeStore.ts';

export type MergeClients = {
  readonly idempotencyKey: string;
  readonly survivingId: string;
  readonly mergedId: string;
  /** 4 to 200 characters. */
  readonly because: string;
};
export type MergeDone = { readonly mergeId: string };

const [permission, action] = ['client.merge', 'client.merge'] as const;

/**
 * CR-1.05: two records become one person's. Needs `client.merge` and a ground to read both. Nothing is moved: each record keeps its rows,
 * and the surviving one shows them all. @throws NotFound when the viewer may not know of one of them; BadInput without a reason
 */
export const mergeClients =
  (merging: Merging) =>
  async (context: BareContext, { idempotencyKey, ...asked }: MergeClients): Promise<CommandResult<MergeDone>> => {
    const { survivingId, mergedId } = asked;
    const ids = [survivingId, mergedId];
    demandIds({ survivingId, mergedId });
    await demandReached(context, { permission, action, ids });
    const because = readReason(asked.because);
    if (because === null) throw new BadInput(noReason, 'because');
    return runCommand({ ...context, name: 'mergeClients', idempotencyKey, input: asked }, async (tx) => {
      await lockPersons(tx);
      if (!(await personsReached(tx, context, { permission, ids }))) throw new NotFound();
      return mergeIn(tx, { context, merging }, { survivingId, mergedId, because });
    });
  };

type Desk = { readonly context: BareContext; readonly merging: Merging };

const mergeIn = async (
  tx: Tx,
  { context, merging }: Desk,
  { survivingId, mergedId, because }: Omit<MergeClients, 'idempotencyKey'>,
): Promise<CommandResult<MergeDone>> => {
  const { now, viewer, newId, requestId } = context;
  const decision = decideMerge(await mergeFacts(tx, merging, { survivingId, mergedId, now }));
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const mergeId = newId();
  const data = { mergeId, survivingId, mergedId, mergedAt: now.toISOString() };
  const aggregate = { type: clientMergedV1.aggregate, id: mergedId };
  await appendToOutbox(tx, [{ id: newId(), event: clientMergedV1, aggregate, at: now, data }]);
  const subject = { type: 'Client', id: survivingId };
  const { explanation } = decision;
  const explanationId = await keepAct(tx, context, { action, siteId: null, subject, explanation, reason: mergeId });
  await insertMerge(tx, { mergeId, survivingId, mergedId, because, at: now, by: actorOf(viewer), explanationId });
  const resource = { type: 'Client', id: mergedId };
  const line = { at: now, actor: viewer, siteId: null, action, resource, reason: mergeId, requestId } as const;
  await appendAudit(tx, { ...line, decision: 'allowed' });
  return done({ mergeId });
};

export const noReason = text('须说明理由（4 至 200 字）。', 'State the reason in 4 to 200 characters.');
