import type { Migration } from '@shouwen/database';

/** What finds a person again besides the phone (SR-2.06): the identity number, sealed like the phone, and the name at the own site. */
export const duplicatesMigration: Migration = {
  name: '20261201_30_duplicates',
  async up(tx) {
    await tx.query(`
      CREATE TABLE client_identity (
        client_id uuid PRIMARY KEY REFERENCES client (id),
        number_sealed bytea NOT NULL,
        number_index bytea NOT NULL UNIQUE CHECK (octet_length(number_index) = 32),
        recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL
      )`);
    await tx.query('CREATE INDEX client_by_name ON client (name)');
  },
};
