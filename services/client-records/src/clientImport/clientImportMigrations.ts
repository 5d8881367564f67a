import { type Migration, wallBySite } from '@shouwen/database';

/**
 * Registers on their way in (CR-1.07). Cells stand sealed under a key of the import, which is destroyed with its end: what is left of a row
 * is its number, what became of it, and why not. `outcome` is written in the transaction that opens the client, so nothing comes twice.
 */
export const clientImportMigrations: readonly Migration[] = [
  {
    name: '20261206_80_client_import',
    async up(tx) {
      await tx.query(`CREATE TABLE client_import (
        id uuid PRIMARY KEY, site_id uuid NOT NULL, file_kind text NOT NULL CHECK (file_kind IN ('csv', 'xlsx')),
        state text NOT NULL CHECK (state IN ('receiving', 'checking', 'checked', 'running', 'done', 'cancelled')),
        columns jsonb NOT NULL, opens_possible boolean, key_id text, wrapped_key bytea,
        begun_at timestamptz NOT NULL, begun_by uuid NOT NULL, acting_staff uuid NOT NULL, acting_session text NOT NULL,
        confirmed_at timestamptz, ended_at timestamptz, explanation_id uuid NOT NULL,
        CHECK ((state IN ('done', 'cancelled')) = (ended_at IS NOT NULL)),
        CHECK ((ended_at IS NULL) = (wrapped_key IS NOT NULL) AND (ended_at IS NULL) = (key_id IS NOT NULL)),
        CHECK (state NOT IN ('running', 'done') OR (confirmed_at IS NOT NULL AND opens_possible IS NOT NULL)))`);
      await tx.query('CREATE INDEX client_import_of_site ON client_import (site_id, begun_at DESC, id DESC)');
      await tx.query(
        `CREATE INDEX client_import_working ON client_import (begun_at) WHERE state IN ('checking', 'running')`,
      );
      await tx.query('CREATE INDEX client_import_open ON client_import (begun_at) WHERE ended_at IS NULL');
      await wallBySite(tx, 'client_import');
      await tx.query(`CREATE TABLE client_import_row (
        import_id uuid NOT NULL REFERENCES client_import (id), row_number int NOT NULL CHECK (row_number > 0), site_id uuid NOT NULL,
        cells_sealed bytea, phone_index bytea,
        verdict text CHECK (verdict IN ('new', 'known', 'twice', 'possible', 'refused')),
        outcome text CHECK (outcome IN ('opened', 'known', 'twice', 'refused', 'left-out')),
        field text, code text, message jsonb, client_id uuid, explanation_id uuid, PRIMARY KEY (import_id, row_number),
        CHECK ((outcome IN ('opened', 'known')) = (explanation_id IS NOT NULL)),
        CHECK (outcome IS NULL OR (verdict IS NOT NULL AND cells_sealed IS NULL AND phone_index IS NULL)),
        CHECK ((code IS NULL) = (message IS NULL)), CHECK (outcome IS DISTINCT FROM 'refused' OR code IS NOT NULL))`);
      await tx.query(
        'CREATE INDEX client_import_row_phone ON client_import_row (import_id, phone_index) WHERE phone_index IS NOT NULL',
      );
      await tx.query(
        'CREATE INDEX client_import_row_unchecked ON client_import_row (import_id, row_number) WHERE verdict IS NULL',
      );
      await tx.query(
        'CREATE INDEX client_import_row_waiting ON client_import_row (import_id, row_number) WHERE outcome IS NULL',
      );
      await wallBySite(tx, 'client_import_row');
    },
  },
];
