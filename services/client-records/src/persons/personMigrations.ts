import { type Migration, reachIsEverywhere, wallBy } from '@shouwen/database';

/**
 * CR-1.05: several records may be of one person. Each keeps its rows under its own id; `client_person` says whose they are: one row for
 * every record of a person with more than one, the surviving record included. The views answer for the surviving record with the rows
 * of all of them, and for every record with its own.
 */
export const personMigrations: readonly Migration[] = [
  {
    name: '20261206_10_persons',
    async up(tx) {
      await tx.query(`CREATE TABLE client_person (
        client_id uuid PRIMARY KEY REFERENCES client (id), person_id uuid NOT NULL REFERENCES client (id))`);
      await tx.query('CREATE INDEX client_person_by_person ON client_person (person_id)');
      // Two opaque ids that any reader of either record follows; whose sites they are is asked where the records themselves stand.
      await wallBy(tx, 'client_person', `coalesce(current_setting('shouwen.reach', true), '') <> ''`);
      await tx.query(`CREATE VIEW person_site WITH (security_invoker = true) AS
        SELECT client_id, site_id, since FROM client_site
        UNION ALL
        SELECT p.person_id, s.site_id, s.since FROM client_person p JOIN client_site s USING (client_id)
        WHERE p.client_id <> p.person_id`);
      await tx.query(`CREATE VIEW person_owner WITH (security_invoker = true) AS
        SELECT client_id, basis_id, basis, site_id, staff_id, valid_through, fresh_through, ended_on FROM client_owner
        UNION ALL
        SELECT p.person_id, o.basis_id, o.basis, o.site_id, o.staff_id, o.valid_through, o.fresh_through, o.ended_on
        FROM client_person p JOIN client_owner o USING (client_id) WHERE p.client_id <> p.person_id`);
      await openWalls(tx);
    },
  },
  {
    name: '20261206_12_merges',
    async up(tx) {
      await tx.query(`CREATE TABLE client_merge (
        merge_id uuid PRIMARY KEY, surviving_id uuid NOT NULL REFERENCES client (id), merged_id uuid NOT NULL REFERENCES client (id),
        because text NOT NULL, merged_at timestamptz NOT NULL, merged_by text NOT NULL, merged_why uuid NOT NULL,
        undone_at timestamptz, undone_by text, undone_because text, undone_why uuid,
        CHECK (surviving_id <> merged_id), CHECK (undone_at >= merged_at),
        CHECK (num_nulls(undone_at, undone_by, undone_because, undone_why) IN (0, 4)))`);
      await tx.query('CREATE UNIQUE INDEX merged_once ON client_merge (merged_id) WHERE undone_at IS NULL');
      await tx.query('CREATE INDEX client_merge_by_merged ON client_merge (merged_id)');
      await tx.query('CREATE INDEX client_merge_by_surviving ON client_merge (surviving_id)');
      await wallBy(tx, 'client_merge', `(${reachIsEverywhere} OR (${both('surviving_id', 'merged_id')}))`);
      await tx.query(`CREATE TABLE duplicate_suspicion (
        id uuid PRIMARY KEY, one_id uuid NOT NULL REFERENCES client (id), other_id uuid NOT NULL REFERENCES client (id),
        because text[] NOT NULL CHECK (cardinality(because) > 0
          AND because <@ ARRAY['same-identity-number', 'similar-phone', 'same-name-and-contact']),
        found_at timestamptz NOT NULL, parted_at timestamptz, parted_by text, parted_because text,
        UNIQUE (one_id, other_id), CHECK (one_id < other_id), CHECK (num_nulls(parted_at, parted_by, parted_because) IN (0, 3)))`);
      // Every contact is compared once with those of the others; a new one is a new row.
      await tx.query('ALTER TABLE client_contact ADD COLUMN duplicates_sought_at timestamptz');
      await tx.query(`CREATE INDEX client_contact_to_compare ON client_contact (id)
        WHERE duplicates_sought_at IS NULL AND ended_at IS NULL`);
      await wallBy(tx, 'duplicate_suspicion', `(${reachIsEverywhere} OR (${both('one_id', 'other_id')}))`);
    },
  },
];

/** Rows about two records are there where both are; `client` is walled itself. */
const both = (one: string, other: string): string =>
  `EXISTS (SELECT FROM client c WHERE c.id = ${one}) AND EXISTS (SELECT FROM client c WHERE c.id = ${other})`;

/** Who is within a transaction's sites by one record is within them by all. */
const openWalls = async (tx: Parameters<Migration['up']>[0]): Promise<void> => {
  const within = (id: string) => `EXISTS (SELECT FROM client_site s WHERE s.client_id = ${id})
    OR EXISTS (SELECT FROM client_owner o WHERE o.client_id = ${id})`;
  for (const [table, id] of [
    ['client', 'client.id'],
    ['client_identity', 'client_identity.client_id'],
  ] as const) {
    const byAnother = `EXISTS (SELECT FROM client_person p JOIN client_person other ON other.person_id = p.person_id
      WHERE p.client_id = ${id} AND (${within('other.client_id')}))`;
    await tx.query(`DROP POLICY ${table}_reach ON ${table}`);
    await wallBy(tx, table, `(${reachIsEverywhere} OR ${within(id)} OR ${byAnother})`);
  }
};
