import type { Migration } from '@shouwen/database';

/**
 * Rows of old registers wait here until all of them are there and are taken over at once. A line that was taken over names its import;
 * what it says of the past stands beside what was written here, and is never changed either.
 */
export const importsMigrations: readonly Migration[] = [
  {
    name: '20261201_35_register_imports',
    up: async (tx) => {
      await tx.query(`CREATE TABLE register_import (
        import_id uuid PRIMARY KEY, site_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('visits', 'calls')),
        opened_by uuid NOT NULL, opened_at timestamptz NOT NULL, finished_at timestamptz, lines int, claims int,
        explanation_id uuid, CHECK ((finished_at IS NULL) = (explanation_id IS NULL)))`);
      await tx.query('CREATE INDEX register_import_of_site ON register_import (site_id, opened_at, import_id)');
      await tx.query(`CREATE TABLE register_import_row (
        import_id uuid NOT NULL REFERENCES register_import ON DELETE CASCADE, row_number int NOT NULL CHECK (row_number > 0),
        line jsonb NOT NULL, PRIMARY KEY (import_id, row_number))`);
      await tx.query('ALTER TABLE visit_registration ADD COLUMN import_id uuid REFERENCES register_import');
      await tx.query('ALTER TABLE call_registration ADD COLUMN import_id uuid REFERENCES register_import');
    },
  },
];
