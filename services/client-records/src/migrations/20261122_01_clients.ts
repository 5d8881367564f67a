import type { Migration } from '@shouwen/database';

/**
 * A client's phone stands here sealed under the client's own key, and as a blind index for the exact search (CR-2.02).
 * `client_owner` is a projection of claims and deals, kept to know who may read whom (CR-2.01); it can be rebuilt from events.
 */
export const clientsMigration: Migration = {
  name: '20261122_01_clients',
  async up(tx) {
    await tx.query('CREATE SEQUENCE client_number_seq');
    await tx.query(`
      CREATE TABLE client (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        name text NOT NULL,
        phone_sealed bytea NOT NULL,
        phone_index bytea NOT NULL UNIQUE CHECK (octet_length(phone_index) = 32),
        key_id text NOT NULL,
        wrapped_key bytea NOT NULL,
        opened_at timestamptz NOT NULL,
        opened_by text NOT NULL
      )`);
    await tx.query(`
      CREATE TABLE client_site (
        client_id uuid NOT NULL REFERENCES client (id),
        site_id uuid NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (client_id, site_id)
      )`);
    await tx.query('CREATE INDEX client_site_by_site ON client_site (site_id, client_id)');
    await tx.query(`
      CREATE TABLE client_owner (
        basis_id uuid NOT NULL,
        basis text NOT NULL CHECK (basis IN ('claim', 'deal')),
        client_id uuid NOT NULL,
        site_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        valid_through date,
        fresh_through date,
        ended_on date,
        PRIMARY KEY (basis_id, staff_id)
      )`);
    await tx.query('CREATE INDEX client_owner_by_client ON client_owner (client_id)');
    await tx.query('CREATE INDEX client_owner_by_staff ON client_owner (staff_id, site_id) WHERE ended_on IS NULL');
  },
};
