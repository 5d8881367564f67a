import type { Migration } from '@shouwen/database';
import { leaveKinds } from './leave.ts';

/** OR-4.02, OR-4.04. Nobody approves or withdraws their own; what was approved stays readable after its withdrawal. */
export const leaveMigrations: readonly Migration[] = [
  {
    name: '20261201_70_leave',
    up: async (tx) => {
      await tx.query(`CREATE TABLE leave (
        id uuid PRIMARY KEY, staff_id uuid NOT NULL REFERENCES staff (id), site_id uuid NOT NULL REFERENCES site (id),
        kind text NOT NULL CHECK (kind IN (${leaveKinds.map((kind) => `'${kind}'`).join(', ')})),
        from_on date NOT NULL, through_on date NOT NULL CHECK (through_on >= from_on),
        expected_closings uuid[] NOT NULL CHECK (kind = 'sick' OR expected_closings = '{}'),
        approved_by uuid NOT NULL, approved_at timestamptz NOT NULL, withdrawn_by uuid, withdrawn_at timestamptz,
        explanation_id uuid NOT NULL REFERENCES explanation,
        CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
        CHECK (approved_by <> staff_id AND withdrawn_by IS DISTINCT FROM staff_id))`);
      await tx.query('CREATE INDEX leave_site ON leave (site_id, from_on, id)');
      await tx.query('CREATE INDEX leave_staff ON leave (staff_id, from_on, id)');
    },
  },
];
