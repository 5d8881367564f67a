import type { Migration } from '@shouwen/database';

/** OR-4.03. One of a kind for each person and day, as long as it is not excused. */
export const deviationMigrations: readonly Migration[] = [
  {
    name: '20261201_85_attendance_deviation',
    up: async (tx) => {
      await tx.query(`CREATE TABLE attendance_deviation (
        id uuid PRIMARY KEY, staff_id uuid NOT NULL REFERENCES staff (id), site_id uuid NOT NULL REFERENCES site (id),
        deviated_on date NOT NULL, kind text NOT NULL CHECK (kind IN ('late', 'left-early', 'absent')),
        minutes int CHECK (minutes BETWEEN 1 AND 1439), half_days int CHECK (half_days BETWEEN 1 AND 2), grave boolean NOT NULL,
        recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL, excused_by uuid, excused_at timestamptz,
        explanation_id uuid NOT NULL REFERENCES explanation,
        CHECK ((kind = 'absent') = (half_days IS NOT NULL) AND (kind = 'absent') = (minutes IS NULL)),
        CHECK (kind = 'absent' OR NOT grave), CHECK ((excused_by IS NULL) = (excused_at IS NULL)),
        CHECK (recorded_by <> staff_id AND excused_by IS DISTINCT FROM staff_id))`);
      await tx.query(`CREATE UNIQUE INDEX attendance_deviation_once ON attendance_deviation (staff_id, deviated_on, kind)
        WHERE excused_at IS NULL`);
      await tx.query('CREATE INDEX attendance_deviation_site ON attendance_deviation (site_id, deviated_on, id)');
    },
  },
];
