import { actorOf, appendAudit, type CommandResult, done, keepAct, NotFound, refusedWith } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { isUuid, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { type ContactKind, readContact } from '../../contacts/index.ts';
import { traced } from '../../trace/index.ts';
import type { Vault } from '../../vault/index.ts';
import { keepChanges } from '../changes/keepChanges.ts';
import { placeOfContact, placeOfPhone } from '../clientPhone.ts';
import { lockPhoneIndexes } from '../clientStore.ts';
import type { LockedClient } from '../core/coreStore.ts';
import { editClient } from '../editClient.ts';
import { countWritten, isTooMany, tooManyWritten, traceTooManyWritten } from '../writtenNumber.ts';
import { type ContactAdded, type ContactEnded, decideAddContact, decideEndContact } from './contact.decision.ts';
import {
  type ContactRow,
  confirmContactRow,
  contactsOf,
  endContactRow,
  insertContact,
  makeMain,
  personWithPhone,
} from './contactStore.ts';
import { openContact } from './openContact.ts';

type Asked = { readonly idempotencyKey: string; readonly siteId: string; readonly clientId: string };
export type AddContact = Asked & {
  readonly kind: ContactKind;
  readonly value: string;
  readonly main: boolean;
  readonly why: string;
};
export type EndContact = Asked & { readonly contactId: string; readonly why: string };
export type ConfirmContact = Asked & { readonly contactId: string };
export type ContactsChanged = { readonly clientId: string; readonly explanationId: string };

/**
 * CR-1.02: a further phone, e-mail address, WeChat name or postal address, sealed. Whose phone it is already tells that the number is
 * known, so such a refusal is traced like a search (CR-2.04). @throws Forbidden, NotFound
 */
export const addContact =
  (vault: Vault) =>
  async (
    context: BareContext,
    { kind, value, main, why, ...edit }: AddContact,
  ): Promise<CommandResult<ContactsChanged>> => {
    const read = readContact(kind, value);
    const indexes = kind === 'phone' && read !== null ? vault.blindIndexes('phone', read) : [];
    const at = { context, vault, siteId: edit.siteId };
    const asked = { ...edit, name: 'addContact', input: { kind, value: read ?? value, main, why } };
    const [index = null] = indexes;
    const { siteId, clientId } = edit;
    const written = { index, siteId, clientId, action: 'addContact', detail: kind };
    const answer = await editClient(vault)<ContactsChanged>(context, asked, async (tx, client) => {
      const stopped = await tooManyWritten(tx, context, written);
      if (stopped) return stopped;
      await lockPhoneIndexes(tx, indexes);
      const living = await contactsOf(tx, [client.id]);
      const holder = await acrossSites(tx, () => personWithPhone(tx, indexes));
      const decision = decideAddContact({
        ...{ kind, value: read, why, now: context.now, living: living.length },
        isKnownHere: living.some((one) => one.kind === kind && openContact(vault, one) === read),
        isAnothers: holder !== null && holder !== client.id,
      });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const [event] = decision.events as [ContactAdded];
      await insert(tx, at, { client, kind, event, isMain: main });
      await countWritten(tx, context, { index, siteId, anothers: false });
      const subject = { type: 'Client', id: client.id };
      const act = { action: 'client.addContact', siteId: edit.siteId, subject, detail: kind };
      return done({
        clientId: client.id,
        explanationId: await keepAct(tx, context, { ...act, explanation: decision.explanation }),
      });
    });
    if (answer.outcome === 'refused' && answer.refusal.code === 'CONTACT_ANOTHERS') await traceHolder(at, indexes);
    if (isTooMany(answer) && isUuid(clientId)) await traceTooManyWritten(context, written);
    return answer;
  };

type At = { readonly context: BareContext; readonly vault: Vault; readonly siteId: string };
type Added = {
  readonly client: LockedClient;
  readonly kind: ContactKind;
  readonly event: ContactAdded;
  readonly isMain: boolean;
};

const insert = async (tx: Tx, at: At, { client, kind, event: { value, why }, isMain }: Added): Promise<void> => {
  const { context, vault } = at;
  const id = context.newId();
  const key = { keyId: client.keyId, wrapped: client.wrappedKey };
  const sealed = vault.seal(key, client.id, placeOfContact(id, client.id), value);
  const index = kind === 'phone' ? vault.blindIndex('phone', value) : null;
  await insertContact(tx, {
    id,
    clientId: client.id,
    kind,
    sealed,
    index,
    at: context.now,
    by: actorOf(context.viewer),
  });
  const changes = [{ field: kind, from: null, to: value, maskedAs: kind }];
  await keepChanges(tx, at, { clientId: client.id, key, siteId: at.siteId, area: 'contact', why, changes });
  if (kind !== 'phone' || !isMain) return;
  const phoneSealed = vault.seal(key, client.id, placeOfPhone(client.id), value);
  await makeMain(tx, client.id, { contactId: id, phoneSealed });
};

/** Whoever was refused has learned that the number is known. */
const traceHolder = async ({ context, siteId }: At, indexes: readonly Buffer[]): Promise<void> =>
  context.db.transaction(async (tx) => {
    const holder = await acrossSites(tx, () => personWithPhone(tx, indexes));
    const [index = null] = indexes;
    await countWritten(tx, context, { index, siteId, anothers: true });
    const resource = { type: 'Client', id: holder ?? 'none' };
    await appendAudit(tx, traced(context, { siteId, action: 'addContact', resource, detail: 'phone' }, 'refused'));
  });

/** CR-1.06: a contact that holds no more; of the main phone the one checked last takes the place. @throws Forbidden, NotFound */
export const endContact =
  (vault: Vault) =>
  (context: BareContext, { contactId, why, ...edit }: EndContact): Promise<CommandResult<ContactsChanged>> =>
    editClient(vault)(context, { ...edit, name: 'endContact', input: { contactId, why } }, async (tx, client) => {
      const living = await contactsOf(tx, [client.id]);
      const contact = contactAmong(living, contactId);
      const others = living.filter(({ id, recordId }) => id !== contactId && recordId === contact.recordId);
      const otherPhones = others.filter(({ kind }) => kind === 'phone');
      const decision = decideEndContact({ contact, otherPhones, why, now: context.now });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const [event] = decision.events as [ContactEnded];
      const at = { context, vault, siteId: edit.siteId };
      await end(tx, at, { contact, successor: otherPhones.find(({ id }) => id === event.newMainId), why: event.why });
      const subject = { type: 'Client', id: client.id };
      const act = { action: 'client.endContact', siteId: edit.siteId, subject, detail: contact.kind };
      return done({
        clientId: client.id,
        explanationId: await keepAct(tx, context, { ...act, explanation: decision.explanation }),
      });
    });

type Ended = { readonly contact: ContactRow; readonly successor: ContactRow | undefined; readonly why: string };

const end = async (tx: Tx, at: At, { contact, successor, why }: Ended): Promise<void> => {
  const { context, vault, siteId } = at;
  const key = { keyId: contact.keyId, wrapped: contact.wrappedKey };
  const { kind, recordId } = contact;
  if (successor) {
    const phoneSealed = vault.seal(key, recordId, placeOfPhone(recordId), openContact(vault, successor));
    await makeMain(tx, recordId, { contactId: successor.id, phoneSealed });
  }
  await endContactRow(tx, contact.id, { at: context.now, by: actorOf(context.viewer) });
  const changes = [{ field: kind, from: openContact(vault, contact), to: null, maskedAs: kind }];
  await keepChanges(tx, at, { clientId: recordId, key, siteId, area: 'contact', why, changes });
};

/** CR-1.06: the contact was checked and still holds; it is stale again only when as long has passed. @throws Forbidden, NotFound */
export const confirmContact =
  (vault: Vault) =>
  (context: BareContext, { contactId, ...edit }: ConfirmContact): Promise<CommandResult<ContactsChanged>> =>
    editClient(vault)(context, { ...edit, name: 'confirmContact', input: { contactId } }, async (tx, client) => {
      const contact = contactAmong(await contactsOf(tx, [client.id]), contactId);
      const { kind, recordId } = contact;
      await confirmContactRow(tx, contactId, { at: context.now, by: actorOf(context.viewer) });
      const key = { keyId: contact.keyId, wrapped: contact.wrappedKey };
      const [from, to] = [contact.checkedAt.toISOString(), context.now.toISOString()];
      const kept = { clientId: recordId, key, siteId: edit.siteId, area: 'contact', why: null } as const;
      await keepChanges(tx, { context, vault }, { ...kept, changes: [{ field: `${kind}.checkedAt`, from, to }] });
      const subject = { type: 'Client', id: client.id };
      const explanation = reasoning(context.now).apply('CR-1.06').fact('kind', kind).explain('confirmed', confirmed);
      const act = { action: 'client.confirmContact', siteId: edit.siteId, subject, detail: kind, explanation };
      return done({ clientId: client.id, explanationId: await keepAct(tx, context, act) });
    });

/** @throws NotFound for what is no living contact of the client */
const contactAmong = (living: readonly ContactRow[], contactId: string): ContactRow => {
  const contact = isUuid(contactId) ? living.find(({ id }) => id === contactId) : undefined;
  if (!contact) throw new NotFound();
  return contact;
};

const confirmed = text('联系方式已核实。', 'The contact was checked and holds.');
