import type { Migration } from '@shouwen/database';

export const signInMigrations: Migration[] = [
  {
    name: '20261123_05_sign_in',
    up: async (tx) => {
      await tx.query(`CREATE TABLE refresh_token (
        token_hash bytea PRIMARY KEY, family_id uuid NOT NULL, issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL, used_at timestamptz)`);
      await tx.query('CREATE INDEX refresh_token_of_family ON refresh_token (family_id)');
      await tx.query(`CREATE TABLE sign_in_attempts (
        key text PRIMARY KEY, window_began_at timestamptz NOT NULL, attempts int NOT NULL)`);
    },
  },
];
