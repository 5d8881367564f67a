import {
  actorOf,
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid, type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { lockPersons } from '../persons/index.ts';
import { readReason } from '../readReason.ts';
import { personsReached, traceRefused } from './reachedBoth.ts';
import type { RelationDone } from './relateClients.ts';
import { otherEndIs } from './relation.ts';
import { type KeptRelation, lockedRelation, relationsOf } from './relationQueries.ts';
import { endRelations } from './relationStore.ts';

export type EndRelation = {
  readonly idempotencyKey: string;
  readonly relationId: string;
  /** 4 to 200 characters. */
  readonly because: string;
};

const permission = 'client.relate';
const action = 'client.endRelation';

/**
 * CR-1.04: a relation is over from now on, and stays in the history. Needs `client.relate` and a ground to read both ends.
 * @throws NotFound when there is none, or one of its ends is not for the viewer to know; BadInput without a reason
 */
export const endRelation = async (
  context: BareContext,
  { idempotencyKey, ...asked }: EndRelation,
): Promise<CommandResult<RelationDone>> => {
  demandStaff(context.viewer);
  const because = readReason(asked.because);
  if (because === null) throw new BadInput(noReason, 'because');
  await demandBothEnds(context, asked.relationId);
  return runCommand({ ...context, name: 'endRelation', idempotencyKey, input: asked }, async (tx) => {
    await lockPersons(tx);
    const relation = await lockedRelation(tx, asked.relationId);
    const ids = relation ? [relation.fromId, relation.toId] : [];
    if (!relation || !(await personsReached(tx, context, { permission, ids }))) throw new NotFound();
    return endIn(tx, context, { relation, because });
  });
};

/** What is found for whom it is not is traced with both clients. @throws NotFound */
const demandBothEnds = async (context: BareContext, relationId: string): Promise<void> => {
  if (!isUuid(relationId)) throw new NotFound();
  const hidden = await context.db.within('*').transaction(async (tx) => {
    const relation = await lockedRelation(tx, relationId);
    if (!relation) return [];
    const ids = [relation.fromId, relation.toId];
    return (await personsReached(tx, context, { permission, ids })) ? null : ids;
  });
  if (hidden === null) return;
  if (hidden.length > 0) await traceRefused(context, { action, ids: hidden });
  throw new NotFound();
};

type Ending = { readonly relation: KeptRelation; readonly because: string };

const endIn = async (
  tx: Tx,
  context: BareContext,
  { relation, because }: Ending,
): Promise<CommandResult<RelationDone>> => {
  const { now, viewer } = context;
  const { relationId, kind, fromId, toId } = relation;
  const why = reasoning(now).apply('CR-1.04').fact('relation', kind);
  if (relation.endedAt !== null) return refusedWith(over, why.explain('REFUSED', over.message));
  const summary = text('该关系自此终止，历史保留。', 'The relation is over from now on; it stays in the history.');
  const explanation = why.explain('ENDED', summary);
  const subject = { type: 'ClientRelation', id: relationId };
  // Two records of one person may both have brought it along (CR-1.05): it is over for the person.
  const same = (await relationsOf(tx, [fromId])).filter(
    (one) => one.endedAt === null && one.otherId === toId && one.otherIs === otherEndIs(kind, 'from'),
  );
  await endRelations(tx, [relationId, ...same.map((one) => one.relationId)], { at: now, by: actorOf(viewer), because });
  const kept = { action, siteId: null, subject, explanation, reason: kind, clientId: fromId };
  const explanationId = await keepAct(tx, context, kept);
  return done({ clientId: fromId, explanationId });
};

type EndRefusal = Refusal<'RELATION_OVER'>;
const over: EndRefusal = {
  code: 'RELATION_OVER',
  rule: 'CR-1.04',
  message: text('该关系已终止。', 'This relation is over already.'),
};
const noReason = text('须说明理由（4 至 200 字）。', 'State the reason in 4 to 200 characters.');
