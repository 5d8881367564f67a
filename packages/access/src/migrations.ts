import type { Migration, Tx } from '@shouwen/database';

/** Tables that every service has for commands, audit, explanations and policies. */
export const accessMigrations: Migration[] = [
  {
    name: '20261101_01_idempotency',
    up: async (tx) => {
      await tx.query(`CREATE TABLE idempotency (
        actor text NOT NULL, key text NOT NULL, command text NOT NULL, request_hash char(64) NOT NULL,
        answer json, created_at timestamptz NOT NULL, PRIMARY KEY (actor, key))`);
      await tx.query('CREATE INDEX idempotency_created_at ON idempotency (created_at)');
    },
  },
  {
    name: '20261101_02_audit',
    appendOnly: ['audit_entry'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE audit_entry (
        seq bigint PRIMARY KEY, at timestamptz NOT NULL, actor text NOT NULL, session_id text, site_id uuid,
        action text NOT NULL, resource_type text NOT NULL, resource_id text NOT NULL,
        decision text NOT NULL CHECK (decision IN ('allowed', 'refused')), reason text, request_id text,
        previous_hash char(64) NOT NULL, hash char(64) NOT NULL UNIQUE)`);
      await refuseChanges(tx, 'audit_entry');
    },
  },
  {
    name: '20261101_03_explanation',
    appendOnly: ['explanation'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE explanation (
        id uuid PRIMARY KEY, subject_type text NOT NULL, subject_id text NOT NULL, site_id uuid,
        decided_at timestamptz NOT NULL, explanation jsonb NOT NULL)`);
      await tx.query('CREATE INDEX explanation_subject ON explanation (subject_type, subject_id, decided_at)');
      await refuseChanges(tx, 'explanation');
    },
  },
  {
    name: '20261101_04_policy_version',
    appendOnly: ['policy_version'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE policy_version (
        id uuid PRIMARY KEY, name text NOT NULL, site_id uuid, version int NOT NULL CHECK (version > 0),
        preset text NOT NULL, effective_from timestamptz NOT NULL, params jsonb NOT NULL,
        created_by text NOT NULL, created_at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (name, site_id, version), UNIQUE NULLS NOT DISTINCT (name, site_id, effective_from))`);
      await refuseChanges(tx, 'policy_version');
    },
  },
  {
    // Lines that were written before stay of form 1, and are hashed as they were (CR-2.04).
    name: '20261206_50_audit_details',
    up: async (tx) => {
      await tx.query(`ALTER TABLE audit_entry ADD COLUMN form smallint NOT NULL DEFAULT 1 CHECK (form IN (1, 2)),
        ADD COLUMN kept_at timestamptz, ADD COLUMN client_id uuid, ADD COLUMN detail text, ADD COLUMN ground text,
        ADD COLUMN client_address text, ADD CHECK (form = 1 OR kept_at IS NOT NULL)`);
    },
  },
];

/** The second wall of what may only grow: the application has no grant to change it, and this stops the owner too. */
const refuseChanges = async (tx: Tx, table: string): Promise<void> => {
  await tx.query(`CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'table % only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501'; END $$`);
  await tx.query(`CREATE TRIGGER ${table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
};
