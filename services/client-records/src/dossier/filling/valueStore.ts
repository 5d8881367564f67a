import type { Tx } from '@shouwen/database';
import type { Place } from '../../vault/index.ts';

/** A value as its table holds it, with the key of the record under which it is sealed. */
export type ValueRow = {
  readonly recordId: string;
  readonly key: string;
  readonly sealed: Buffer;
  readonly formSiteId: string;
  readonly formVersion: number;
  readonly enteredAt: Date;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

export const placeOfValue = (recordId: string, key: string): Place => ({
  table: 'dossier_value',
  column: key,
  row: recordId,
});

/** What was entered for a person; where two merged records have the same field, what the first of `recordIds` has (CR-1.05). */
export const valuesOf = async (tx: Tx, recordIds: readonly string[]): Promise<ValueRow[]> =>
  tx.query(
    `SELECT DISTINCT ON (v.key) v.client_id AS "recordId", v.key, v.value_sealed AS sealed, v.form_site_id AS "formSiteId",
       v.form_version AS "formVersion", v.entered_at AS "enteredAt", c.key_id AS "keyId", c.wrapped_key AS "wrappedKey"
     FROM dossier_value v JOIN client c ON c.id = v.client_id
     WHERE v.client_id = ANY($1::uuid[]) ORDER BY v.key, array_position($1::uuid[], v.client_id)`,
    [recordIds],
  );

/** The same for many persons at once, the surviving record's value first; only these fields. */
export const valuesOfPersons = async (
  tx: Tx,
  clientIds: readonly string[],
  keys: readonly string[],
): Promise<(ValueRow & { readonly clientId: string })[]> =>
  tx.query(
    `SELECT DISTINCT ON (person, v.key) person AS "clientId", v.client_id AS "recordId", v.key, v.value_sealed AS sealed,
       v.form_site_id AS "formSiteId", v.form_version AS "formVersion", v.entered_at AS "enteredAt", c.key_id AS "keyId",
       c.wrapped_key AS "wrappedKey"
     FROM (SELECT id AS client_id, id AS person FROM unnest($1::uuid[]) AS one (id)
           UNION SELECT client_id, person_id FROM client_person WHERE person_id = ANY($1::uuid[])) record
     JOIN dossier_value v USING (client_id) JOIN client c ON c.id = v.client_id
     WHERE v.key = ANY($2::text[]) ORDER BY person, v.key, v.client_id <> person, v.client_id`,
    [clientIds, keys],
  );

export type NewValue = {
  readonly clientId: string;
  readonly key: string;
  readonly sealed: Buffer;
  readonly formSiteId: string;
  readonly formVersion: number;
  readonly at: Date;
  readonly by: string;
};

export const saveValue = async (tx: Tx, value: NewValue): Promise<void> => {
  await tx.query(
    `INSERT INTO dossier_value (client_id, key, value_sealed, form_site_id, form_version, entered_at, entered_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (client_id, key) DO UPDATE SET value_sealed = $3, form_site_id = $4, form_version = $5, entered_at = $6, entered_by = $7`,
    [value.clientId, value.key, value.sealed, value.formSiteId, value.formVersion, value.at, value.by],
  );
};

/** Many values of records that have none yet, in one statement: for work on hundreds of rows. */
export const saveValues = async (tx: Tx, values: readonly NewValue[]): Promise<void> => {
  if (values.length === 0) return;
  const each = <Key extends keyof NewValue>(key: Key) => values.map((value) => value[key]);
  await tx.query(
    `INSERT INTO dossier_value (client_id, key, value_sealed, form_site_id, form_version, entered_at, entered_by)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::uuid[], $5::int[], $6::timestamptz[], $7::text[])`,
    [
      ...[
        each('clientId'),
        each('key'),
        each('sealed'),
        each('formSiteId'),
        each('formVersion'),
        each('at'),
        each('by'),
      ],
    ],
  );
};

/** The field is empty again, in every record of the person; its history tells what stood there. */
export const clearValue = async (tx: Tx, recordIds: readonly string[], key: string): Promise<void> => {
  await tx.query('DELETE FROM dossier_value WHERE client_id = ANY($1::uuid[]) AND key = $2', [recordIds, key]);
};
