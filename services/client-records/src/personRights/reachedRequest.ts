import {
  type CommandResult,
  can,
  canonicalJson,
  demandIds,
  demandStaff,
  Forbidden,
  NotFound,
  type Permission,
  runCommand,
  sitesWhere,
  type Viewer,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { traceRefusal } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { clientOfRequest, lockRightsRequest, type RightsSites, rightsRequestsById } from './rightsQueries.ts';
import type { RightsRequest } from './rightsRequest.ts';

/** The sites whose requests the viewer sees: where the viewer handles them or decides about erasures. Nobody else sees any. */
export const rightsSitesOf = (viewer: Viewer): RightsSites => {
  const [handled, decided] = [sitesWhere(viewer, 'personRights.handle'), sitesWhere(viewer, 'personRights.erase')];
  if (handled === '*' || decided === '*') return '*';
  return [...new Set([...handled, ...decided])];
};

export type Acting = {
  /** The command's name. */
  readonly name: string;
  readonly permission: Permission;
  readonly idempotencyKey: string;
  readonly requestId: string;
  /** What was asked besides; only a keyed hash of it is kept, for it is personal. */
  readonly input: unknown;
};

/**
 * A step of a request, by somebody who holds the permission at its site. The request is locked; what is refused was tried, and is traced.
 * @throws NotFound for a request of which the viewer may not know; Forbidden without the permission
 */
export const actOnRequest =
  (vault: Vault) =>
  async <T>(
    context: BareContext,
    { name, permission, idempotencyKey, requestId, input }: Acting,
    work: (tx: Tx, request: RightsRequest) => Promise<CommandResult<T>>,
  ): Promise<CommandResult<T>> => {
    demandIds({ requestId });
    await demandRequest(context, { name, permission, requestId });
    const keyed = vault.blindIndex('command', canonicalJson({ requestId, input })).toString('hex');
    return runCommand<T>({ ...context, name, idempotencyKey, input: keyed }, async (tx) => {
      const request = await lockRightsRequest(tx, requestId);
      if (request === null) throw new NotFound();
      return work(tx, request);
    });
  };

const demandRequest = async (
  context: BareContext,
  { name, permission, requestId }: Pick<Acting, 'name' | 'permission' | 'requestId'>,
): Promise<void> => {
  demandStaff(context.viewer);
  const sites = rightsSitesOf(context.viewer);
  const [request] = await context.db.read((tx) => rightsRequestsById(tx, sites, [requestId].filter(isUuid)));
  if (request && can(context.viewer, permission, request.siteId)) return;
  const clientId = await context.db.read((tx) => clientOfRequest(tx, requestId));
  if (clientId !== null) {
    const resource = { type: 'RightsRequest', id: requestId };
    await traceRefusal(context, { action: name, resource, siteId: request?.siteId ?? null, clientId });
  }
  throw request ? new Forbidden(permission) : new NotFound();
};
