import { appendAudit, NotFound, NotSignedIn, type Permission } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type ClientRow, readableClients, readerOf } from '../clients/index.ts';

/**
 * The client, if the viewer may read the record at a site where the viewer also holds the permission (CR-2.01, OR-1.03). What there is
 * not and what one may not know of answer alike; the attempt is traced (CR-2.04).
 * @throws NotFound, NotSignedIn
 */
export const reachedClient = async (
  context: BareContext,
  permission: Permission,
  clientId: string,
): Promise<ClientRow> => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  const ids = [clientId].filter(isUuid);
  const [client] = await context.db.read((tx) => readableClients(tx, readerOf(context, permission), ids));
  if (client) return client;
  const { now: at, viewer: actor, requestId } = context;
  const resource = { type: 'Client', id: ids[0] ?? 'none' };
  await context.db.transaction((tx) =>
    appendAudit(tx, { at, actor, siteId: null, action: permission, resource, decision: 'refused', requestId }),
  );
  throw new NotFound();
};
