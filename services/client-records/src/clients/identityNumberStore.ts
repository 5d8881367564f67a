import type { Tx } from '@shouwen/database';
import { idsOfPerson, personSql } from '../persons/index.ts';

export type IdentityRow = { readonly clientId: string; readonly sameNumber: boolean };

/** Who has this number, and which number this client has, by the surviving record; whoever asks has locked the number. */
export const identitiesOf = async (
  tx: Tx,
  clientId: string,
  numberIndexes: readonly Buffer[],
): Promise<IdentityRow[]> =>
  tx.query(
    `SELECT ${personSql('i.client_id')} AS "clientId", number_index = ANY($2::bytea[]) AS "sameNumber" FROM client_identity i
     WHERE client_id = ANY($1::uuid[]) OR number_index = ANY($2::bytea[])`,
    [await idsOfPerson(tx, clientId), numberIndexes],
  );

export type NewIdentity = {
  readonly clientId: string;
  readonly numberSealed: Buffer;
  readonly numberIndex: Buffer;
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

export const insertIdentity = async (tx: Tx, identity: NewIdentity): Promise<void> => {
  await tx.query(
    `INSERT INTO client_identity (client_id, number_sealed, number_index, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5)`,
    [identity.clientId, identity.numberSealed, identity.numberIndex, identity.recordedAt, identity.recordedBy],
  );
};

/** The key under which a client's data is sealed, if the site knows the client. */
export const keyOfClientAt = async (
  tx: Tx,
  clientId: string,
  siteId: string,
): Promise<{ keyId: string; wrapped: Buffer } | null> => {
  const rows: { keyId: string; wrapped: Buffer }[] = await tx.query(
    `SELECT key_id AS "keyId", wrapped_key AS wrapped FROM client c
     WHERE id = $1 AND EXISTS (SELECT FROM person_site s WHERE s.client_id = c.id AND s.site_id = $2) FOR UPDATE OF c`,
    [clientId, siteId],
  );
  return rows[0] ?? null;
};

/** Two who record one number wait for each other. */
export const lockIdentity = async (tx: Tx, numberIndexes: readonly Buffer[]): Promise<void> => {
  await tx.query(
    `SELECT pg_advisory_xact_lock(lock) FROM (
       SELECT DISTINCT hashtextextended('identity:' || number, 0) AS lock FROM unnest($1::text[]) AS number ORDER BY 1) one`,
    [numberIndexes.map((index) => index.toString('hex'))],
  );
};
