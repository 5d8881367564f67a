import { appendAudit, canSomewhere, demand, Forbidden, NotFound, NotSignedIn, type Permission } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type ClientRow, readableClients, readerAt } from '../clients/index.ts';

/** @throws NotSignedIn, Forbidden for who holds the permission nowhere */
export const demandSomewhere = ({ viewer }: Pick<BareContext, 'viewer'>, permission: Permission): void => {
  if (viewer.kind === 'anonymous') throw new NotSignedIn();
  if (!canSomewhere(viewer, permission)) throw new Forbidden(permission);
};

type Attempt = { readonly permission: Permission; readonly siteId: string; readonly clientId: string };

/**
 * The client, if the viewer may read the record at that site and holds the permission there (CR-2.01, OR-1.03). What there is not and what
 * one may not know of answer alike; the attempt is traced (CR-2.04). @throws NotSignedIn, Forbidden, NotFound
 */
export const clientAt = async (context: BareContext, attempt: Attempt): Promise<ClientRow> => {
  const { permission, siteId, clientId } = attempt;
  demand(context.viewer, permission, siteId);
  const ids = [clientId].filter(isUuid);
  const [client] = await context.db.read((tx) => readableClients(tx, readerAt(context, siteId, permission), ids));
  if (client) return client;
  await traceRefused(context, attempt);
  throw new NotFound();
};

/** Writes down that somebody tried what is not allowed (CR-2.04). */
export const traceRefused = async (
  context: Pick<BareContext, 'db' | 'now' | 'viewer' | 'requestId'>,
  { permission, siteId, clientId }: Attempt,
): Promise<void> => {
  const { now: at, viewer: actor, requestId } = context;
  const resource = { type: 'Client', id: isUuid(clientId) ? clientId : 'none' };
  await context.db.transaction((tx) =>
    appendAudit(tx, { at, actor, siteId, action: permission, resource, decision: 'refused', requestId }),
  );
};
