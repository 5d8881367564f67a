import {
  appendAudit,
  type CommandResult,
  canSomewhere,
  done,
  NotFound,
  NotSignedIn,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { openPhone } from './clientPhone.ts';
import { type ClientRow, readableClients } from './clientQueries.ts';
import { readerOf } from './reader.ts';
import { decideUnmasking } from './unmaskPhone.decision.ts';

export type UnmaskPhone = { readonly idempotencyKey: string; readonly clientId: string; readonly purpose: string };

/**
 * Shows the phone number of a client whom the viewer may read (CR-2.03). The trace stands before the number leaves (CR-2.04).
 * The stored answer of the command names the client only: the number is opened anew, so that none lies about in the clear.
 * @throws NotFound for a client the viewer may not read, or without `client.unmask`: both answer alike
 */
export const unmaskPhone =
  (vault: Vault) =>
  async (
    context: BareContext,
    { idempotencyKey, ...asked }: UnmaskPhone,
  ): Promise<CommandResult<{ phone: string }>> => {
    if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
    const client = await readableClient(context, asked.clientId);
    const command = { ...context, name: 'unmaskPhone', idempotencyKey, input: asked };
    const result = await runCommand(command, async (tx) => {
      const decision = decideUnmasking(asked.purpose, context.now);
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      await appendAudit(tx, { ...trace(context, asked.clientId), decision: 'allowed', reason: asked.purpose });
      return done({ clientId: client.id });
    });
    if (result.outcome === 'refused') return result;
    return done({ phone: openPhone(vault, client) });
  };

const readableClient = async (context: BareContext, clientId: string): Promise<ClientRow> => {
  const [client] = await context.db.read((tx) => readableClients(tx, readerOf(context), [clientId].filter(isUuid)));
  if (client && canSomewhere(context.viewer, 'client.unmask')) return client;
  await context.db.transaction((tx) => appendAudit(tx, { ...trace(context, clientId), decision: 'refused' }));
  throw new NotFound();
};

const trace = ({ now, viewer, requestId }: BareContext, clientId: string) =>
  ({
    at: now,
    actor: viewer,
    siteId: null,
    action: 'client.unmask',
    resource: { type: 'Client', id: clientId },
    requestId,
  }) as const;
