import type { Tx } from '@shouwen/database';
import type { ContactKind } from '../../contacts/index.ts';

/** A living contact, sealed. */
export type SealedContact = {
  readonly id: string;
  readonly clientId: string;
  readonly kind: ContactKind;
  readonly valueSealed: Buffer;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

const columns = `t.id, t.client_id AS "clientId", t.kind, t.value_sealed AS "valueSealed", c.key_id AS "keyId", c.wrapped_key AS "wrappedKey"`;

/** Contacts that were not compared with the others yet, no more than that many; taken by one replica alone. */
export const contactsToCompare = async (tx: Tx, most: number): Promise<SealedContact[]> =>
  tx.query(
    `SELECT ${columns} FROM client_contact t JOIN client c ON c.id = t.client_id
     WHERE t.duplicates_sought_at IS NULL AND t.ended_at IS NULL ORDER BY t.id LIMIT $1 FOR UPDATE OF t SKIP LOCKED`,
    [most],
  );

export const noteCompared = async (tx: Tx, ids: readonly string[], at: Date): Promise<void> => {
  await tx.query('UPDATE client_contact SET duplicates_sought_at = $2 WHERE id = ANY($1::uuid[])', [ids, at]);
};

/** Whose phones bear these blind indexes. */
export const ownersOfPhones = async (
  tx: Tx,
  indexes: readonly Buffer[],
): Promise<{ readonly clientId: string; readonly index: Buffer }[]> =>
  tx.query(
    'SELECT client_id AS "clientId", value_index AS index FROM client_contact WHERE value_index = ANY($1::bytea[])',
    [indexes],
  );

/** Contacts of the same kind of others who bear the same name as this client, the latest first, no more than that many. */
export const contactsOfNamesakes = async (
  tx: Tx,
  { clientId, kind }: Pick<SealedContact, 'clientId' | 'kind'>,
  most: number,
): Promise<SealedContact[]> =>
  tx.query(
    `SELECT ${columns} FROM client me JOIN client c ON c.name_key = me.name_key AND c.id <> me.id
     JOIN client_contact t ON t.client_id = c.id AND t.kind = $2 AND t.ended_at IS NULL
     WHERE me.id = $1 ORDER BY t.id DESC LIMIT $3`,
    [clientId, kind, most],
  );
