import {
  actorOf,
  type CommandResult,
  demandIds,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { lockPersons } from '../persons/index.ts';
import { demandReached, personsReached } from './reachedBoth.ts';
import { type ClientsRelated, decideRelation } from './relate.decision.ts';
import { endsOf, type OtherIs } from './relation.ts';
import { isAncestor, relationsOf } from './relationQueries.ts';
import { insertRelation } from './relationStore.ts';

export type RelateClients = {
  readonly idempotencyKey: string;
  readonly clientId: string;
  readonly otherId: string;
  /** What the other is to the client. */
  readonly otherIs: OtherIs;
};
export type RelationDone = { readonly clientId: string; readonly explanationId: string };

const permission = 'client.relate';
const action = 'client.relate';

/**
 * CR-1.04: records what one client is to another. Needs `client.relate` and a ground to read both. @throws NotFound when the viewer may
 * not know of one of them
 */
export const relateClients = async (
  context: BareContext,
  { idempotencyKey, ...asked }: RelateClients,
): Promise<CommandResult<RelationDone>> => {
  const ids = [asked.clientId, asked.otherId];
  demandIds({ clientId: asked.clientId, otherId: asked.otherId });
  await demandReached(context, { permission, action, ids });
  return runCommand({ ...context, name: 'relateClients', idempotencyKey, input: asked }, async (tx) => {
    await lockPersons(tx);
    const [clientId, otherId] = (await personsReached(tx, context, { permission, ids })) ?? [];
    if (clientId === undefined || otherId === undefined) throw new NotFound();
    return relateIn(tx, context, { ...asked, clientId, otherId });
  });
};

const relateIn = async (
  tx: Tx,
  context: BareContext,
  { clientId, otherId, otherIs }: Omit<RelateClients, 'idempotencyKey'>,
): Promise<CommandResult<RelationDone>> => {
  const { now, viewer, newId } = context;
  const ends = endsOf(clientId, otherId, otherIs);
  const relations = await relationsOf(tx, [clientId]);
  const decision = decideRelation({
    ends,
    onePerson: clientId === otherId,
    standsAlready: relations.some((one) => one.endedAt === null && one.otherId === otherId && one.otherIs === otherIs),
    // Whoever stands between the two may be at another site: the answer tells that there is a line, never who is in it.
    isAncestor: ends.kind === 'parent' && (await acrossSites(tx, () => isAncestor(tx, ends.toId, ends.fromId))),
    now,
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ type: _, ...related }] = decision.events as [ClientsRelated];
  const relationId = newId();
  const subject = { type: 'ClientRelation', id: relationId };
  const { explanation } = decision;
  const kept = { action, siteId: null, subject, explanation, reason: ends.kind, clientId };
  const explanationId = await keepAct(tx, context, kept);
  await insertRelation(tx, { ...related, relationId, at: now, by: actorOf(viewer), explanationId });
  return done({ clientId, explanationId });
};
