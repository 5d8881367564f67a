import {
  appendAudit,
  type CommandResult,
  can,
  canonicalJson,
  demandIds,
  Forbidden,
  NotFound,
  NotSignedIn,
  type Permission,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { traced } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { readableClients } from './clientQueries.ts';
import { type LockedClient, lockClient } from './core/coreStore.ts';
import { readerAt } from './reader.ts';

export type Edit = {
  /** The command's name. */
  readonly name: string;
  readonly permission?: Permission;
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  /** What was asked; only a keyed hash of it is kept, for it is personal. */
  readonly input: unknown;
};

/**
 * A change of a record by somebody who holds `client.edit` at a site and may read the client there: a consultant the own ones, others by
 * their role (CR-2.01, OR-1.03). The record is locked; of a merged one it is the surviving. What is refused was tried, and is traced.
 * @throws Forbidden without the permission at the site, NotFound for a client whom the viewer may not know of there
 */
export const editClient =
  (vault: Vault) =>
  async <T>(
    context: BareContext,
    { name, permission = 'client.edit', idempotencyKey, siteId, clientId, input }: Edit,
    work: (tx: Tx, client: LockedClient) => Promise<CommandResult<T>>,
  ): Promise<CommandResult<T>> => {
    const id = await demandEditable(context, { name, permission, siteId, clientId });
    const keyed = vault.blindIndex('command', canonicalJson({ siteId, clientId, input })).toString('hex');
    return runCommand<T>({ ...context, name, idempotencyKey, input: keyed }, async (tx) => {
      const client = await lockClient(tx, id);
      if (client === null) throw new NotFound();
      return work(tx, client);
    });
  };

type Asked = {
  readonly name: string;
  readonly permission: Permission;
  readonly siteId: string;
  readonly clientId: string;
};

/** The id of the record. @throws Forbidden, NotFound, NotSignedIn, BadInput */
export const demandEditable = async (
  context: BareContext,
  { name, permission, siteId, clientId }: Asked,
): Promise<string> => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  demandIds({ siteId });
  const allowed = can(context.viewer, permission, siteId);
  const [client] = allowed
    ? await context.db.read((tx) =>
        readableClients(tx, readerAt(context, siteId, permission), [clientId].filter(isUuid)),
      )
    : [];
  if (client) return client.id;
  const resource = { type: 'Client', id: isUuid(clientId) ? clientId : 'none' };
  await context.db.transaction((tx) => appendAudit(tx, traced(context, { siteId, action: name, resource }, 'refused')));
  throw allowed ? new NotFound() : new Forbidden(permission);
};
