import { clientOpenedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendManyToOutbox } from '@shouwen/messaging';
import type { ContactKind, IdentityNumber, Phone } from '../../contacts/index.ts';
import type { Vault, WrappedKey } from '../../vault/index.ts';
import { placeOfContact, placeOfPhone } from '../clientPhone.ts';
import { type ClientClass, type ClientCore, noWishes, type Specialty, type Wishes } from '../core/clientCore.ts';
import { sealWishes } from '../core/wishes.ts';
import { type BulkContact, insertContacts, insertIdentities, insertRecords } from './recordStore.ts';

/** A record that is opened with all that is known at once, such as a row of a spreadsheet. Everything in it was read before. */
export type NewRecord = {
  readonly id: string;
  readonly phone: Phone;
  readonly core: ClientCore;
  readonly contacts: readonly { readonly kind: ContactKind; readonly value: string }[];
  readonly identityNumber: IdentityNumber | null;
  readonly class: { readonly class: ClientClass; readonly specialty: Specialty | null } | null;
};

export type OpenedRecord = { readonly id: string; readonly number: string; readonly key: WrappedKey };

type Desk = {
  readonly vault: Vault;
  readonly newId: () => string;
  readonly now: Date;
  readonly siteId: string;
  /** `actorOf` who opens them. */
  readonly by: string;
};

/**
 * CR-1.01, CR-1.02, CR-1.07: opens many records in a few statements and tells the other departments of each. Whoever calls it has locked
 * the phones and identity numbers and found that nobody has them, and writes the trace (CR-2.04).
 */
export const openRecords = async (tx: Tx, desk: Desk, records: readonly NewRecord[]): Promise<OpenedRecord[]> => {
  if (records.length === 0) return [];
  const { vault, siteId, now, by } = desk;
  const keyed = records.map((record) => ({ record, key: vault.newDataKey(record.id) }));
  const rows = keyed.map(({ record, key }) => ({
    ...{ id: record.id, keyId: key.keyId, wrappedKey: key.wrapped, classes: classesOf(record) },
    ...corePart(record.core),
    phoneSealed: vault.seal(key, record.id, placeOfPhone(record.id), record.phone),
    phoneIndex: vault.blindIndex('phone', record.phone),
    wishesSealed: wishesPart(vault, record, key),
  }));
  const numbers = await insertRecords(tx, rows, { siteId, at: now, by });
  await insertContacts(
    tx,
    keyed.flatMap(({ record, key }) => contactRows(desk, record, key)),
    { at: now, by },
  );
  await insertIdentities(
    tx,
    keyed.flatMap(({ record, key }) => identityRows(vault, record, key)),
    { at: now, by },
  );
  const opened = keyed.map(({ record: { id }, key }) => ({ id, key, number: numbers.get(id) ?? '' }));
  await appendManyToOutbox(
    tx,
    opened.map((one) => openedMessage(desk, one)),
  );
  return opened;
};

const corePart = ({ name, kind, business, district, urgency }: ClientCore) => ({
  ...{ name, kind, business, district, urgency },
});

const wishesPart = (vault: Vault, { id, core }: NewRecord, { keyId, wrapped }: WrappedKey): Buffer | null => {
  const fields = Object.keys(noWishes) as (keyof Wishes)[];
  if (fields.every((field) => core[field] === null)) return null;
  const wishes = Object.fromEntries(fields.map((field) => [field, core[field]])) as Wishes;
  return sealWishes(vault, { id, keyId, wrappedKey: wrapped }, wishes);
};

/** A company is filed as one by itself (CR-1.01). */
const classesOf = ({ core, class: filed }: NewRecord) => [
  ...(core.kind === 'company' ? [{ class: 'company', specialty: null }] : []),
  ...(filed === null ? [] : [filed]),
];

const contactRows = ({ vault, newId }: Desk, record: NewRecord, key: WrappedKey): BulkContact[] =>
  record.contacts.map(({ kind, value }) => {
    const id = newId();
    const index = kind === 'phone' ? vault.blindIndex('phone', value) : null;
    return {
      id,
      clientId: record.id,
      kind,
      sealed: vault.seal(key, record.id, placeOfContact(id, record.id), value),
      index,
    };
  });

const identityRows = (vault: Vault, { id, identityNumber }: NewRecord, key: WrappedKey) => {
  if (identityNumber === null) return [];
  const place = { table: 'client_identity', column: 'number', row: id };
  const sealed = vault.seal(key, id, place, identityNumber);
  return [{ clientId: id, sealed, index: vault.blindIndex('identity', identityNumber) }];
};

const openedMessage = ({ newId, now, siteId }: Desk, { id, number }: OpenedRecord) => ({
  ...{ id: newId(), event: clientOpenedV1, aggregate: { type: 'client', id }, at: now },
  data: { clientId: id, number, siteId, openedAt: now.toISOString() },
});
