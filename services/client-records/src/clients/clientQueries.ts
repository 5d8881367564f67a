import type { Tx } from '@shouwen/database';
import { isMergedSql, personSql } from '../persons/index.ts';
import type { ReadingGround, ReadingScope } from '../visibility/index.ts';
import type { Business, ClientKind, Urgency } from './core/clientCore.ts';
import { isErasedSql } from './restriction/restrictionStore.ts';

/** A record as its table holds it, with the ground on which this reader reads it. */
export type ClientRow = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly phoneSealed: Buffer;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly openedAt: Date;
  readonly kind: ClientKind;
  readonly business: Business | null;
  readonly district: string | null;
  readonly urgency: Urgency | null;
  readonly wishesSealed: Buffer | null;
  readonly ground: ReadingGround;
};

export type Reader = {
  readonly scope: ReadingScope /** The site's calendar day, for claims that lapse. */;
  readonly today: string;
};

export const clientColumns = `c.id, c.number, c.name, c.phone_sealed AS "phoneSealed", c.key_id AS "keyId",
  c.wrapped_key AS "wrappedKey", c.opened_at AS "openedAt", c.kind, c.business, c.district, c.urgency,
  c.wishes_sealed AS "wishesSealed"`;

/**
 * On which ground the reader reads the record of that id, or null. Parameters $1–$6 are `scopeParameters`. A frozen one is left to
 * custody, since the views leave it out; an erased one to nobody (CR-2.06).
 */
export const groundSql = (id: string): string => `CASE
  WHEN $1::boolean THEN CASE WHEN NOT ${isErasedSql(id)} THEN 'custody' END
  WHEN EXISTS (SELECT FROM person_site s WHERE s.client_id = ${id} AND s.site_id = ANY($2::uuid[])) THEN 'site-role'
  WHEN EXISTS (
    SELECT FROM person_owner o
    WHERE o.client_id = ${id} AND o.staff_id = $3::uuid AND ($4::boolean OR o.site_id = ANY($5::uuid[]))
      AND o.ended_on IS NULL AND coalesce(o.valid_through >= $6::date, true) AND coalesce(o.fresh_through >= $6::date, true)
  ) THEN 'own-client'
END`;

/**
 * The one place where the reading scope becomes SQL, so that a list, a count, a search and a read by id agree (CR-2.01).
 * A ground on one record of a person is one on the person; what was merged into another record is not there by itself (CR-1.05).
 * Parameters $1–$6 are `scopeParameters`.
 */
export const readable = `
  SELECT ${clientColumns}, g.ground
  FROM client c CROSS JOIN LATERAL (SELECT ${groundSql('c.id')} AS ground) g
  WHERE g.ground IS NOT NULL AND NOT ${isMergedSql('c.id')}`;

/** The values of $1–$6 of `readable`. */
export const scopeParameters = ({ scope, today }: Reader): unknown[] => [
  scope.custody,
  scope.siteIds,
  scope.own?.staffId ?? null,
  scope.own?.siteIds === '*',
  scope.own === null || scope.own.siteIds === '*' ? [] : scope.own.siteIds,
  today,
];

/** A record, and the id by which it was asked for: that of a record merged into it, or its own. */
export type AskedClient = ClientRow & { readonly askedId: string };

/**
 * The records among `ids` that the reader may read, in place of a merged one the surviving (CR-1.05); the others are missing, as if
 * there were none.
 */
export const readableClients = async (tx: Tx, reader: Reader, ids: readonly string[]): Promise<AskedClient[]> =>
  tx.query(
    // Found by id first: joined, the wall behind it would be asked about every client there is.
    `WITH asked AS MATERIALIZED (SELECT a.id, ${personSql('a.id')} AS person FROM unnest($7::uuid[]) AS a (id)),
       found AS MATERIALIZED (${readable} AND c.id = ANY (ARRAY(SELECT person FROM asked)))
     SELECT found.*, asked.id AS "askedId" FROM found JOIN asked ON asked.person = found.id`,
    [...scopeParameters(reader), ids],
  );

/**
 * Of the records among `ids` those that are, or were merged into, one of `among`; a frozen or an erased one is known at no site any more
 * (CR-2.06). For whoever was granted their pages.
 */
export const clientsKnownAnywhere = async (
  tx: Tx,
  { ids, among }: { readonly ids: readonly string[]; readonly among: readonly string[] },
): Promise<AskedClient[]> =>
  tx.query(
    `WITH asked AS MATERIALIZED (SELECT a.id, ${personSql('a.id')} AS person FROM unnest($1::uuid[]) AS a (id)),
       found AS MATERIALIZED (SELECT ${clientColumns}, 'grant' AS ground FROM client c
         WHERE c.id = ANY (ARRAY(SELECT person FROM asked))
           AND c.id = ANY (ARRAY(SELECT ${personSql('g.id')} FROM unnest($2::uuid[]) AS g (id)))
           AND EXISTS (SELECT FROM person_site s WHERE s.client_id = c.id))
     SELECT found.*, asked.id AS "askedId" FROM found JOIN asked ON asked.person = found.id`,
    [ids, among],
  );

/** The record of a phone number by its blind index, if the reader may read it (CR-2.02). */
export const readableClientByPhone = async (
  tx: Tx,
  reader: Reader,
  phoneIndexes: readonly Buffer[],
): Promise<ClientRow | null> => {
  const rows: ClientRow[] = await tx.query(`${readable} AND c.id = ${personByPhone}`, [
    ...scopeParameters(reader),
    phoneIndexes,
  ]);
  return rows[0] ?? null;
};

/** The id of the record of a phone number, whoever asks: for the trace, never for an answer. */
export const clientIdByPhone = async (tx: Tx, phoneIndexes: readonly Buffer[]): Promise<string | null> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT ${personSql('n.client_id')} AS id FROM client_contact n WHERE n.value_index = ANY($1::bytea[])`,
    [phoneIndexes],
  );
  return rows[0]?.id ?? null;
};

/** SQL: the record of that number, main or not, or the surviving one if it was merged (CR-1.05). */
const personByPhone = `(SELECT ${personSql('n.client_id')} FROM client_contact n WHERE n.value_index = ANY($7::bytea[]))`;

/** The record of a number under which clients are filed, exactly as it is written (CR-1.01), if the reader may read it. */
export const readableClientByNumber = async (tx: Tx, reader: Reader, number: string): Promise<ClientRow | null> => {
  const rows: ClientRow[] = await tx.query(
    `${readable} AND c.id = (SELECT ${personSql('n.id')} FROM client n WHERE n.number = $7)`,
    [...scopeParameters(reader), number],
  );
  return rows[0] ?? null;
};

/** Whose number that is, whoever asks: for the trace, never for an answer. */
export const clientIdByNumber = async (tx: Tx, number: string): Promise<string | null> => {
  const rows: { id: string }[] = await tx.query(`SELECT ${personSql('n.id')} AS id FROM client n WHERE n.number = $1`, [
    number,
  ]);
  return rows[0]?.id ?? null;
};

/** The record of an identity number by its blind index, if the reader may read it (CR-2.02). */
export const readableClientByIdentity = async (
  tx: Tx,
  reader: Reader,
  indexes: readonly Buffer[],
): Promise<ClientRow | null> => {
  const rows: ClientRow[] = await tx.query(
    `${readable} AND c.id = ANY (ARRAY(SELECT ${personSql('i.client_id')} FROM client_identity i
       WHERE i.number_index = ANY($7::bytea[])))`,
    [...scopeParameters(reader), indexes],
  );
  return rows[0] ?? null;
};

/** The id of the record of an identity number, whoever asks: for the trace, never for an answer. */
export const clientIdByIdentity = async (tx: Tx, indexes: readonly Buffer[]): Promise<string | null> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT ${personSql('i.client_id')} AS id FROM client_identity i WHERE i.number_index = ANY($1::bytea[])`,
    [indexes],
  );
  return rows[0]?.id ?? null;
};
