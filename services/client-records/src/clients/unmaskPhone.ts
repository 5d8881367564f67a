import { appendAudit, type CommandResult, done, NotFound, NotSignedIn, refusedWith, runCommand } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { openPhone } from './clientPhone.ts';
import { type ClientRow, readableClients } from './clientQueries.ts';
import { readerOf } from './reader.ts';
import { decideUnmasking, type PhoneUnmasked } from './unmaskPhone.decision.ts';

export type UnmaskPhone = { readonly idempotencyKey: string; readonly clientId: string; readonly purpose: string };

/**
 * Shows the phone number of a client whom the viewer may read (CR-2.03). The trace stands before the number leaves (CR-2.04); it
 * is written each time, for the same request sent again shows the number again. The stored answer of the command holds the purpose
 * only: the number is opened anew, so that none lies about in the clear.
 * @throws NotFound for a client the viewer may not read, or without `client.unmask` there: both answer alike
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
    const result = await runCommand<{ purpose: string }>(command, async () => {
      const decision = decideUnmasking(asked.purpose, context.now);
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const [{ purpose }] = decision.events as [PhoneUnmasked];
      return done({ purpose });
    });
    if (result.outcome === 'refused') return result;
    const { purpose: reason } = result.result;
    await context.db.transaction((tx) =>
      appendAudit(tx, { ...trace(context, client.id), decision: 'allowed', reason }),
    );
    return done({ phone: openPhone(vault, client) });
  };

const readableClient = async (context: BareContext, clientId: string): Promise<ClientRow> => {
  const reader = readerOf(context, 'client.unmask');
  const [client] = await context.db.read((tx) => readableClients(tx, reader, [clientId].filter(isUuid)));
  if (client) return client;
  // What is no id is not copied into the trace: it may be anything, and of any length.
  const attempt = trace(context, isUuid(clientId) ? clientId : 'none');
  await context.db.transaction((tx) => appendAudit(tx, { ...attempt, decision: 'refused' }));
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
