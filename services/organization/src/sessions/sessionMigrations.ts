import type { Migration } from '@shouwen/database';

export const sessionMigrations: Migration[] = [
  {
    name: '20261123_04_session',
    up: async (tx) => {
      await tx.query(`CREATE TABLE session (
        id uuid PRIMARY KEY, family_id uuid NOT NULL, staff_id uuid NOT NULL REFERENCES staff (id),
        started_at timestamptz NOT NULL, alive_until timestamptz NOT NULL, ended_at timestamptz, end_reason text,
        CHECK ((ended_at IS NULL) = (end_reason IS NULL)))`);
      await tx.query('CREATE UNIQUE INDEX session_one_open ON session (family_id) WHERE ended_at IS NULL');
      await tx.query('CREATE INDEX session_of_staff ON session (staff_id) WHERE ended_at IS NULL');
    },
  },
];
