import type { Tx } from '@shouwen/database';
import type { ContactKind } from '../../contacts/index.ts';
import { personSql } from '../../persons/index.ts';

/** A contact as its table holds it, with the key of the record under which it is sealed. */
export type ContactRow = {
  readonly id: string;
  readonly kind: ContactKind;
  readonly sealed: Buffer;
  readonly isMain: boolean;
  readonly addedAt: Date;
  readonly checkedAt: Date;
  /** The record whose contact it is; of a merged one, not the surviving. */
  readonly recordId: string;
  /** The surviving record. */
  readonly clientId: string;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

export const contactColumns = `t.id, t.kind, t.value_sealed AS sealed, t.is_main AS "isMain", t.added_at AS "addedAt",
  t.checked_at AS "checkedAt", t.client_id AS "recordId", c.key_id AS "keyId", c.wrapped_key AS "wrappedKey"`;

/** The living contacts of these clients, those of merged records under the surviving one (CR-1.05); the main phone first. */
export const contactsOf = async (tx: Tx, clientIds: readonly string[]): Promise<ContactRow[]> =>
  tx.query(
    `SELECT person AS "clientId", ${contactColumns}
     FROM (SELECT id AS client_id, id AS person FROM unnest($1::uuid[]) AS one (id)
           UNION SELECT client_id, person_id FROM client_person WHERE person_id = ANY($1::uuid[])) record
     JOIN client_contact t USING (client_id) JOIN client c ON c.id = t.client_id
     WHERE t.ended_at IS NULL ORDER BY person, t.client_id = person DESC, t.is_main DESC, t.added_at, t.id`,
    [clientIds],
  );

/** Whose living phone this is, by the surviving record; whoever asks has locked the number. */
export const personWithPhone = async (tx: Tx, phoneIndexes: readonly Buffer[]): Promise<string | null> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT ${personSql('t.client_id')} AS id FROM client_contact t WHERE t.value_index = ANY($1::bytea[])`,
    [phoneIndexes],
  );
  return rows[0]?.id ?? null;
};

export type NewContact = {
  readonly id: string;
  readonly clientId: string;
  readonly kind: ContactKind;
  readonly sealed: Buffer;
  readonly index: Buffer | null;
  readonly at: Date;
  readonly by: string;
};

export const insertContact = async (tx: Tx, contact: NewContact): Promise<void> => {
  await tx.query(
    `INSERT INTO client_contact (id, client_id, kind, value_sealed, value_index, added_at, added_by, checked_at, checked_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $7)`,
    [contact.id, contact.clientId, contact.kind, contact.sealed, contact.index, contact.at, contact.by],
  );
};

/** The contact is one no more; its index goes, so that the number is free. */
export const endContactRow = async (tx: Tx, id: string, { at, by }: { at: Date; by: string }): Promise<void> => {
  await tx.query(
    'UPDATE client_contact SET ended_at = $2, ended_by = $3, value_index = NULL, is_main = false WHERE id = $1',
    [id, at, by],
  );
};

export const confirmContactRow = async (tx: Tx, id: string, { at, by }: { at: Date; by: string }): Promise<void> => {
  await tx.query('UPDATE client_contact SET checked_at = $2, checked_by = $3 WHERE id = $1', [id, at, by]);
};

/** Makes a living phone of the record its main one, which the record itself shows. */
export const makeMain = async (
  tx: Tx,
  recordId: string,
  { contactId, phoneSealed }: { readonly contactId: string; readonly phoneSealed: Buffer },
): Promise<void> => {
  await tx.query('UPDATE client_contact SET is_main = false WHERE client_id = $1 AND is_main', [recordId]);
  await tx.query('UPDATE client_contact SET is_main = true WHERE id = $1', [contactId]);
  await tx.query(
    `UPDATE client SET phone_sealed = $3, phone_index = t.value_index
     FROM client_contact t WHERE client.id = $1 AND t.id = $2`,
    [recordId, contactId, phoneSealed],
  );
};
