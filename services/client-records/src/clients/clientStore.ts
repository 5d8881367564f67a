import type { Tx } from '@shouwen/database';
import { personSql } from '../persons/index.ts';
import type { KnownClient } from './identifyClient.decision.ts';

/** A client record as it is written once, at the first contact. */
export type NewClient = {
  readonly id: string;
  readonly name: string;
  readonly phoneSealed: Buffer;
  readonly phoneIndex: Buffer;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly openedAt: Date;
  readonly openedBy: string;
};

/**
 * Makes this transaction the only one that identifies these numbers, until it ends: the second desk finds what the first opened. Given
 * the index of each number under every key, locked in one order, so that two who do this wait for each other and not both.
 */
export const lockPhoneIndexes = async (tx: Tx, phoneIndexes: readonly Buffer[]): Promise<void> => {
  await tx.query(
    `SELECT pg_advisory_xact_lock(lock) FROM (
       SELECT DISTINCT hashtextextended('phone:' || phone, 0) AS lock FROM unnest($1::text[]) AS phone ORDER BY 1) one`,
    [phoneIndexes.map((index) => index.toString('hex'))],
  );
};

/** Finds the record of a phone number by its blind index under any key, the surviving one if it was merged, and whether the site knows the client already. */
export const findByPhoneIndex = async (
  tx: Tx,
  phoneIndexes: readonly Buffer[],
  siteId: string,
): Promise<KnownClient | null> => {
  const rows = (await tx.query(
    `SELECT c.id AS "clientId", c.number,
            EXISTS (SELECT FROM person_site s WHERE s.client_id = c.id AND s.site_id = $2) AS "atThisSite"
     FROM client c WHERE c.id = ANY (ARRAY(
       SELECT ${personSql('n.client_id')} FROM client_contact n WHERE n.value_index = ANY($1::bytea[])))`,
    [phoneIndexes, siteId],
  )) as KnownClient[];
  return rows[0] ?? null;
};

/**
 * Writes the record and gives it the next number (CR-1.01); the phone is its main contact.
 * @throws unique_violation (23505) where `lockPhoneIndexes` was forgotten: one person, one record (CR-1.05)
 */
export const insertClient = async (tx: Tx, client: NewClient): Promise<string> => {
  const rows = (await tx.query(
    `WITH opened AS (
       INSERT INTO client (id, number, name, phone_sealed, phone_index, key_id, wrapped_key, opened_at, opened_by)
       SELECT $1::uuid, 'C' || lpad(n, greatest(6, length(n)), '0'), $2, $3::bytea, $4::bytea, $5, $6::bytea, $7::timestamptz, $8
       FROM (SELECT nextval('client_number_seq')::text AS n) next
       RETURNING id, number, phone_sealed, phone_index, opened_at, opened_by
     ), reached AS (
       INSERT INTO client_contact (id, client_id, kind, value_sealed, value_index, is_main, added_at, added_by, checked_at, checked_by)
       SELECT id, id, 'phone', phone_sealed, phone_index, true, opened_at, opened_by, opened_at, opened_by FROM opened
     )
     SELECT number FROM opened`,
    [
      client.id,
      client.name,
      client.phoneSealed,
      client.phoneIndex,
      client.keyId,
      client.wrappedKey,
      client.openedAt,
      client.openedBy,
    ],
  )) as { number: string }[];
  return rows[0]?.number ?? '';
};

/** Notes that the client is known at the site; a second time changes nothing. */
export const noteSite = async (tx: Tx, clientId: string, { siteId, since }: { siteId: string; since: Date }) => {
  await tx.query('INSERT INTO client_site (client_id, site_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    clientId,
    siteId,
    since,
  ]);
};

/** Which of these clients the site knows. */
export const clientsKnownAt = async (tx: Tx, siteId: string, clientIds: readonly string[]): Promise<string[]> => {
  const rows = (await tx.query(
    // The person first: an id that is still to be looked up finds no index behind the wall.
    `WITH asked AS MATERIALIZED (SELECT a.id, ${personSql('a.id')} AS person FROM unnest($2::uuid[]) AS a (id))
     SELECT id AS "clientId" FROM asked
     WHERE person IN (SELECT s.client_id FROM person_site s
       WHERE s.site_id = $1 AND s.client_id = ANY (ARRAY(SELECT person FROM asked)))`,
    [siteId, clientIds],
  )) as { clientId: string }[];
  return rows.map(({ clientId }) => clientId);
};
