import type { Migration } from '@shouwen/database';

export const partnersMigrations: readonly Migration[] = [
  {
    name: '20261201_60_partner',
    up: async (tx) => {
      await tx.query(`CREATE TABLE partner (
        partner_id uuid PRIMARY KEY, name text NOT NULL, scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
        site_ids uuid[] NOT NULL CHECK (cardinality(site_ids) > 0), credential_id uuid NOT NULL UNIQUE,
        secret_hash text NOT NULL CHECK (secret_hash LIKE '$argon2id$%'), registered_at timestamptz NOT NULL,
        secret_set_at timestamptz NOT NULL, ended_at timestamptz, CHECK (${noClientScope}))`);
      await tx.query('CREATE UNIQUE INDEX partner_name ON partner (lower(name)) WHERE ended_at IS NULL');
    },
  },
];

/** The last wall: no partner holds anything about clients, whatever a later release may let through. */
const noClientScope = `array_to_string(scopes, ',') !~ '(^|,)client[.]'`;
