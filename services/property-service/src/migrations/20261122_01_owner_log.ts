import type { Migration } from '@shouwen/database';

/** The owner reception log (PS-2), its complaints (PS-3), and what this department must know of sites and clients. */
export const ownerLogMigration: Migration = {
  name: '20261122_01_owner_log',
  async up(tx) {
    await tx.query('CREATE TABLE service_site (site_id uuid PRIMARY KEY, time_zone text NOT NULL)');
    await tx.query('CREATE TABLE known_client (client_id uuid PRIMARY KEY)');
    await tx.query(`
      CREATE TABLE owner_log_entry (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL,
        client_id uuid NOT NULL,
        category text NOT NULL,
        channel text NOT NULL,
        content text NOT NULL,
        demand text,
        registered_at timestamptz NOT NULL,
        registered_by uuid NOT NULL,
        answer_due_at timestamptz NOT NULL,
        answered_at timestamptz,
        answer text,
        struck_off_at timestamptz CHECK (struck_off_at IS NULL OR answered_at IS NOT NULL),
        explanation_id uuid NOT NULL
      )`);
    await tx.query('CREATE INDEX owner_log_by_site ON owner_log_entry (site_id, id)');
    await tx.query(`
      CREATE TABLE complaint (
        id uuid PRIMARY KEY,
        entry_id uuid NOT NULL UNIQUE REFERENCES owner_log_entry (id),
        site_id uuid NOT NULL,
        client_id uuid NOT NULL,
        kind text NOT NULL,
        status text NOT NULL CHECK (status IN ('registered', 'accepted')),
        about_staff_id uuid,
        handler_id uuid CHECK (handler_id <> about_staff_id),
        registered_at timestamptz NOT NULL,
        CHECK ((status = 'registered') = (handler_id IS NULL))
      )`);
    await tx.query('CREATE INDEX complaint_by_client ON complaint (client_id, id)');
  },
};
