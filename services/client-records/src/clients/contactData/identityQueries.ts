import type { Tx } from '@shouwen/database';

export type IdentityShownRow = {
  /** The surviving record. */
  readonly clientId: string;
  /** The record under which it is sealed. */
  readonly recordId: string;
  readonly sealed: Buffer;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

/** The sealed identity numbers of these clients; of two merged records with one each, that of the surviving (CR-1.05). */
export const identitiesShown = async (tx: Tx, clientIds: readonly string[]): Promise<IdentityShownRow[]> =>
  tx.query(
    `SELECT DISTINCT ON (person) person AS "clientId", i.client_id AS "recordId", i.number_sealed AS sealed,
       c.key_id AS "keyId", c.wrapped_key AS "wrappedKey"
     FROM (SELECT id AS client_id, id AS person FROM unnest($1::uuid[]) AS one (id)
           UNION SELECT client_id, person_id FROM client_person WHERE person_id = ANY($1::uuid[])) record
     JOIN client_identity i USING (client_id) JOIN client c ON c.id = i.client_id
     ORDER BY person, i.client_id <> person, i.client_id`,
    [clientIds],
  );
