import type { Tx } from '@shouwen/database';
import type { ContactKind } from '../../contacts/index.ts';

type Written = { readonly at: Date; readonly by: string };

/** A record as it is written when many are opened at once. */
export type BulkRecord = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly business: string | null;
  readonly district: string | null;
  readonly urgency: string | null;
  readonly phoneSealed: Buffer;
  readonly phoneIndex: Buffer;
  readonly wishesSealed: Buffer | null;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly classes: readonly { readonly class: string; readonly specialty: string | null }[];
};

/**
 * Writes the records, their main phones and classes, and that the site knows them. @returns the number of each, by id
 * @throws unique_violation (23505) where the numbers were not locked: one person, one record (CR-1.05)
 */
export const insertRecords = async (
  tx: Tx,
  records: readonly BulkRecord[],
  { siteId, at, by }: Written & { readonly siteId: string },
): Promise<Map<string, string>> => {
  const each = <Key extends keyof BulkRecord>(key: Key) => records.map((record) => record[key]);
  const rows = (await tx.query(
    `WITH given AS (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[], $9::bytea[],
         $10::text[], $11::bytea[]) WITH ORDINALITY AS g (id, name, kind, business, district, urgency, phone_sealed, phone_index,
         wishes_sealed, key_id, wrapped_key, place) ORDER BY place
     ), opened AS (
       INSERT INTO client (id, number, name, kind, business, district, urgency, phone_sealed, phone_index, wishes_sealed, key_id,
         wrapped_key, opened_at, opened_by)
       SELECT id, 'C' || lpad(n, greatest(6, length(n)), '0'), name, kind, business, district, urgency, phone_sealed,
         phone_index, wishes_sealed, key_id, wrapped_key, $12, $13
       FROM (SELECT *, nextval('client_number_seq')::text AS n FROM given) numbered
       RETURNING id, number
     ), reached AS (
       INSERT INTO client_contact (id, client_id, kind, value_sealed, value_index, is_main, added_at, added_by, checked_at, checked_by)
       SELECT id, id, 'phone', phone_sealed, phone_index, true, $12, $13, $12, $13 FROM given
     ), known AS (
       INSERT INTO client_site (client_id, site_id, since) SELECT id, $14, $12 FROM given
     )
     SELECT id, number FROM opened`,
    [
      ...[each('id'), each('name'), each('kind'), each('business'), each('district'), each('urgency')],
      ...[each('phoneSealed'), each('phoneIndex'), each('wishesSealed'), each('keyId'), each('wrappedKey')],
      ...[at, by, siteId],
    ],
  )) as { id: string; number: string }[];
  await insertClasses(tx, records, { siteId, at, by });
  return new Map(rows.map(({ id, number }) => [id, number]));
};

const insertClasses = async (
  tx: Tx,
  records: readonly BulkRecord[],
  { siteId, at, by }: Written & { readonly siteId: string },
): Promise<void> => {
  const filed = records.flatMap(({ id, classes }) => classes.map((one) => ({ id, ...one })));
  if (filed.length === 0) return;
  await tx.query(
    `INSERT INTO client_class (client_id, site_id, class, specialty, basis, filed_at, filed_by)
     SELECT id, $4, class, specialty, 'set', $5, $6 FROM unnest($1::uuid[], $2::text[], $3::text[]) AS f (id, class, specialty)`,
    [filed.map(({ id }) => id), filed.map((one) => one.class), filed.map(({ specialty }) => specialty), siteId, at, by],
  );
};

export type BulkContact = {
  readonly id: string;
  readonly clientId: string;
  readonly kind: ContactKind;
  readonly sealed: Buffer;
  readonly index: Buffer | null;
};

export const insertContacts = async (tx: Tx, contacts: readonly BulkContact[], { at, by }: Written): Promise<void> => {
  if (contacts.length === 0) return;
  await tx.query(
    `INSERT INTO client_contact (id, client_id, kind, value_sealed, value_index, added_at, added_by, checked_at, checked_by)
     SELECT id, client_id, kind, sealed, index, $6, $7, $6, $7
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::bytea[]) AS c (id, client_id, kind, sealed, index)`,
    [
      ...[contacts.map(({ id }) => id), contacts.map(({ clientId }) => clientId), contacts.map(({ kind }) => kind)],
      ...[contacts.map(({ sealed }) => sealed), contacts.map(({ index }) => index), at, by],
    ],
  );
};

type BulkIdentity = { readonly clientId: string; readonly sealed: Buffer; readonly index: Buffer };

export const insertIdentities = async (
  tx: Tx,
  identities: readonly BulkIdentity[],
  { at, by }: Written,
): Promise<void> => {
  if (identities.length === 0) return;
  await tx.query(
    `INSERT INTO client_identity (client_id, number_sealed, number_index, recorded_at, recorded_by)
     SELECT id, sealed, index, $4, $5 FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS i (id, sealed, index)`,
    [
      ...[identities.map(({ clientId }) => clientId), identities.map(({ sealed }) => sealed)],
      ...[identities.map(({ index }) => index), at, by],
    ],
  );
};
