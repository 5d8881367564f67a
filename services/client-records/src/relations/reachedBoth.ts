import { appendAudit, demandStaff, NotFound, type Permission } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { readableClients, readerOf } from '../clients/index.ts';

export type ReachAsked = {
  readonly permission: Permission;
  /** The command's name, for the trace. */
  readonly action: string;
  readonly ids: readonly string[];
};

/** The surviving records of these clients, in their order, if the viewer may read each where the viewer also holds the permission. */
export const personsReached = async (
  tx: Tx,
  context: BareContext,
  { permission, ids }: Omit<ReachAsked, 'action'>,
): Promise<string[] | null> => {
  const found = await readableClients(tx, readerOf(context, permission), [...new Set(ids)]);
  const persons = new Map(found.map(({ askedId, id }) => [askedId, id]));
  return ids.every((id) => persons.has(id)) ? ids.map((id) => persons.get(id) ?? id) : null;
};

/**
 * Lets nobody act on clients whom the viewer may not know of: they answer like none, and the attempt stands in the trace (CR-2.01, CR-2.04).
 * @throws NotFound, NotSignedIn
 */
export const demandReached = async (context: BareContext, asked: ReachAsked): Promise<void> => {
  demandStaff(context.viewer);
  if (await context.db.read((tx) => personsReached(tx, context, asked))) return;
  await traceRefused(context, asked);
  throw new NotFound();
};

/** One line for each of the clients an attempt was about, in a transaction of its own. */
export const traceRefused = async (
  { db, now, viewer, requestId }: BareContext,
  { action, ids }: Omit<ReachAsked, 'permission'>,
): Promise<void> =>
  db.transaction(async (tx) => {
    for (const id of new Set(ids)) {
      const resource = { type: 'Client', id };
      const line = { at: now, actor: viewer, siteId: null, action, resource, requestId } as const;
      await appendAudit(tx, { ...line, decision: 'refused' });
    }
  });
