import { actorOf, type CommandResult, done, keepAct, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../../vault/index.ts';
import { keepChanges } from '../changes/keepChanges.ts';
import { editClient } from '../editClient.ts';
import { endClass, fileClass } from './classStore.ts';
import { type ClientCore, noWishes, type Wishes } from './clientCore.ts';
import { type LockedClient, saveCore } from './coreStore.ts';
import { type AskedCore, type CoreChanged, decideUpdate } from './updateClient.decision.ts';
import { openWishes, sealWishes } from './wishes.ts';

export type UpdateClient = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly core: AskedCore;
  readonly why: string;
};

export type ClientUpdated = { readonly clientId: string; readonly explanationId: string };

/** CR-1.02, CR-1.06: changes the core of a record; all that is asked, or nothing. @throws Forbidden, NotFound */
export const updateClient =
  (vault: Vault) =>
  (context: BareContext, { core: asked, why, ...edit }: UpdateClient): Promise<CommandResult<ClientUpdated>> =>
    editClient(vault)(context, { ...edit, name: 'updateClient', input: { asked, why } }, async (tx, client) => {
      const current = { ...client, ...openWishes(vault, client) };
      const decision = decideUpdate({ current, asked, why, now: context.now });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const [event] = decision.events as [CoreChanged];
      await save(tx, { context, vault, siteId: edit.siteId }, { client, current, event });
      const detail = event.changes.map(({ field }) => field).join(' ');
      const subject = { type: 'Client', id: client.id };
      const act = { action: 'client.update', siteId: edit.siteId, subject, detail, explanation: decision.explanation };
      return done({ clientId: client.id, explanationId: await keepAct(tx, context, act) });
    });

type At = { readonly context: BareContext; readonly vault: Vault; readonly siteId: string };
type Changed = { readonly client: LockedClient; readonly current: ClientCore; readonly event: CoreChanged };

const save = async (tx: Tx, at: At, { client, current, event: { changes, why } }: Changed): Promise<void> => {
  const to: ClientCore = { ...current, ...Object.fromEntries(changes.map((change) => [change.field, change.to])) };
  const wished = changes.some(({ field }) => Object.hasOwn(noWishes, field));
  const wishesSealed = wished ? sealWishes(at.vault, client, wishesOf(to)) : client.wishesSealed;
  const { name, kind, business, district, urgency } = to;
  await saveCore(tx, { id: client.id, name, kind, business, district, urgency, wishesSealed });
  if (kind !== client.kind) await fileAsCompany(tx, at, { clientId: client.id, isCompany: kind === 'company' });
  const key = { keyId: client.keyId, wrapped: client.wrappedKey };
  await keepChanges(tx, at, { clientId: client.id, key, siteId: at.siteId, area: 'core', why, changes });
};

const wishesOf = (core: ClientCore): Wishes =>
  Object.fromEntries(Object.keys(noWishes).map((field) => [field, core[field as keyof Wishes]])) as Wishes;

/** A company is filed as one by itself, and no longer when it turns out to be a person (CR-1.01). */
const fileAsCompany = async (
  tx: Tx,
  { context, siteId }: At,
  { clientId, isCompany }: { readonly clientId: string; readonly isCompany: boolean },
): Promise<void> => {
  const row = {
    clientId,
    siteId,
    class: 'company',
    basis: 'set',
    at: context.now,
    by: actorOf(context.viewer),
  } as const;
  await (isCompany ? fileClass(tx, row) : endClass(tx, row));
};
