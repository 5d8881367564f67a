import {
  actorOf,
  appendAudit,
  BadInput,
  type CommandResult,
  can,
  done,
  Forbidden,
  NotSignedIn,
  type Permission,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import { clientOpenedV1 } from '@shouwen/contracts';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid, reasoning, text } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import type { BareContext } from '@shouwen/subgraph';
import type { Phone } from '../contacts/index.ts';
import { countSearch, searchAllowed, tooManySearches, traceRefusal } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { placeOfPhone } from './clientPhone.ts';
import { findByPhoneIndex, insertClient, lockPhoneIndexes, noteSite } from './clientStore.ts';
import { decideIdentification, type Identification, readIdentification } from './identifyClient.decision.ts';

export type IdentifyClient = {
  readonly siteId: string;
  readonly name: string;
  readonly phone: string;
  readonly idempotencyKey: string;
};

export type Identified = { readonly clientId: string; readonly opened: boolean; readonly explanationId: string };

type Desk = {
  readonly tx: Tx;
  readonly context: BareContext;
  readonly vault: Vault;
  readonly siteId: string;
  readonly newClientId: string;
};

/**
 * The desk's first act: finds the client by the exact phone number, or opens a record (CR-1.05, CR-2.02, SR-2.06).
 * Needs `client.identify` at the site. The search is traced in its transaction, a forbidden one in its own (CR-2.04).
 * `newClientId` is the id of a record that is opened.
 * @throws Forbidden, NotSignedIn, BadInput
 */
export const identifyClient =
  (vault: Vault) =>
  async (
    context: BareContext,
    { idempotencyKey, ...asked }: IdentifyClient,
    newClientId: string = context.newId(),
  ): Promise<CommandResult<Identified>> => {
    await demandIdentify(context, asked.siteId);
    const typed = readIdentification(asked);
    const phoneIndex = 'code' in typed ? null : vault.blindIndex('phone', typed.phone);
    // The key row keeps a hash of this; a plain phone in it could be guessed back.
    const input = { siteId: asked.siteId, name: asked.name, phone: phoneIndex?.toString('hex') ?? 'none' };
    const answer = await runCommand({ ...context, name: 'identifyClient', idempotencyKey, input }, async (tx) => {
      if (!('code' in typed)) await lockPhoneIndexes(tx, vault.blindIndexes('phone', typed.phone));
      return identifyCounted({ tx, context, vault, siteId: asked.siteId, newClientId }, asked, phoneIndex);
    });
    if (answer.outcome === 'refused' && answer.refusal.code === tooManySearches.code)
      await traceTooMany(context, asked.siteId);
    return answer;
  };

/** Whoever identifies more visitors than a desk receives is stopped, and counted, before a number is looked up (CR-2.05, S21). */
const identifyCounted = async (
  desk: Desk,
  asked: Identification,
  phoneIndex: Buffer | null,
): Promise<CommandResult<Identified>> => {
  const { tx, context, siteId } = desk;
  if (phoneIndex === null) return identifyIn(desk, asked);
  const search = { kind: 'identify', siteId, phoneIndex } as const;
  if (!(await searchAllowed(tx, context, search))) return refusedWith(tooManySearches, whyTooMany(context.now));
  const answer = await identifyIn(desk, asked);
  if (answer.outcome === 'accepted') await countSearch(tx, context, { ...search, missed: answer.result.opened });
  return answer;
};

const whyTooMany = (now: Date) => reasoning(now).apply('CR-2.05').explain('REFUSED', tooManySearches.message);

const traceTooMany = async (context: BareContext, siteId: string): Promise<void> => {
  const entry = { siteId, action: 'client.identify', resource: { type: 'Client', id: 'none' } };
  await traceRefusal(context, { ...entry, detail: 'phone', reason: tooManySearches.code });
};

/** The same inside a transaction that does more. Whoever calls it has checked the permission and locked the number. */
export const identifyIn = async (desk: Desk, asked: Identification): Promise<CommandResult<Identified>> => {
  const { tx, context, vault, siteId } = desk;
  const typed = readIdentification(asked);
  const find = ({ phone }: { phone: Phone }) => findByPhoneIndex(tx, vault.blindIndexes('phone', phone), siteId);
  // One person, one record for the whole company: another site may know the number already.
  const known = 'code' in typed ? null : await acrossSites(tx, () => find(typed));
  const decision = decideIdentification(asked, known, context.now);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [event] = decision.events;
  const opened = event?.type === 'ClientOpened';
  const clientId = opened ? await openRecord(desk, event) : (event?.clientId ?? '');
  const explanationId = context.newId();
  const subject = { type: 'Client', id: clientId };
  await noteSite(tx, clientId, { siteId, since: context.now });
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  await appendAudit(tx, { ...trace(context, siteId), resource: subject, decision: 'allowed' });
  return done({ clientId, opened, explanationId });
};

/** Traces a forbidden attempt. @throws Forbidden, NotSignedIn, BadInput */
export const demandIdentify = async (
  context: BareContext,
  siteId: string,
  needed: readonly Permission[] = ['client.identify'],
): Promise<void> => {
  const { viewer, db } = context;
  if (viewer.kind === 'anonymous') throw new NotSignedIn();
  if (needed.every((permission) => can(viewer, permission, siteId))) {
    // A grant for all sites holds for any text.
    if (!isUuid(siteId)) throw new BadInput(text('编号无效。', 'This is not an id.'), 'siteId');
    return;
  }
  const resource = { type: 'Site', id: isUuid(siteId) ? siteId : 'none' };
  await db.transaction((tx) => appendAudit(tx, { ...trace(context, null), resource, decision: 'refused' }));
  throw new Forbidden(needed.find((permission) => !can(viewer, permission, siteId)));
};

/** Writes the record of somebody who is in touch for the first time, and tells the other departments that there is one. */
const openRecord = async (
  { tx, context, vault, siteId, newClientId: id }: Desk,
  { name, phone }: { name: string; phone: Phone },
): Promise<string> => {
  const key = vault.newDataKey(id);
  const phoneIndex = vault.blindIndex('phone', phone);
  const record = {
    ...{ id, name, phoneIndex, openedAt: context.now, openedBy: actorOf(context.viewer) },
    phoneSealed: vault.seal(key, id, placeOfPhone(id), phone),
    ...{ keyId: key.keyId, wrappedKey: key.wrapped },
  };
  // It is known at no site until `noteSite`.
  const number = await acrossSites(tx, () => insertClient(tx, record));
  const data = { clientId: id, number, siteId, openedAt: context.now.toISOString() };
  await appendToOutbox(tx, [
    { id: context.newId(), event: clientOpenedV1, aggregate: { type: 'client', id }, at: context.now, data },
  ]);
  return id;
};

const trace = ({ now, viewer, requestId, clientAddress }: BareContext, siteId: string | null) => {
  const from = { requestId, clientAddress: clientAddress ?? null };
  return { at: now, actor: viewer, siteId, action: 'client.identify', detail: 'phone', ...from } as const;
};
