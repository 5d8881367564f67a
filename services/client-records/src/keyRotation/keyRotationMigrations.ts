import type { Migration } from '@shouwen/database';

/**
 * How far the blind indexes have been made anew under an index key. Data keys need no such row: each names the key that wraps it.
 */
export const keyRotationMigrations: readonly Migration[] = [
  {
    name: '20261206_90_key_rotation',
    async up(tx) {
      await tx.query('CREATE INDEX client_by_key ON client (key_id)');
      await tx.query(`
        CREATE TABLE index_rotation (
          index_key text PRIMARY KEY,
          pass int NOT NULL DEFAULT 1 CHECK (pass IN (1, 2)),
          column_number int NOT NULL DEFAULT 0,
          done_through uuid,
          rows_changed bigint NOT NULL DEFAULT 0,
          finished boolean NOT NULL DEFAULT false
        )`);
    },
  },
];
