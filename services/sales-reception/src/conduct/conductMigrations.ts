import type { Migration } from '@shouwen/database';

/** Violations (FI-3). The unique index is the last wall: one person, one act, one code are one violation. */
export const conductMigrations: readonly Migration[] = [
  {
    name: '20261201_50_violation',
    up: async (tx) => {
      await tx.query(`CREATE TABLE violation (
        violation_id uuid PRIMARY KEY, site_id uuid NOT NULL, staff_id uuid NOT NULL,
        code text CHECK (code ~ '^[VK]-[0-9]{2}$'), occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL CHECK (recorded_at >= occurred_at), reported_by uuid,
        subject_type text, subject_id uuid, deal_id uuid, occurrences int NOT NULL CHECK (occurrences > 0),
        grave boolean NOT NULL, reason text NOT NULL CHECK (reason <> ''), note text,
        superseded_by uuid REFERENCES violation CHECK (superseded_by <> violation_id), explanation_id uuid NOT NULL,
        CHECK ((subject_type IS NULL) = (subject_id IS NULL)))`);
      await tx.query(`CREATE UNIQUE INDEX one_violation_an_act ON violation
        (site_id, staff_id, subject_type, subject_id, coalesce(code, reason)) WHERE subject_id IS NOT NULL`);
      await tx.query('CREATE INDEX violation_of_site ON violation (site_id, occurred_at DESC, violation_id DESC)');
      await tx.query('CREATE INDEX violation_of_staff ON violation (staff_id, occurred_at)');
    },
  },
];
