import type { Migration } from '@shouwen/database';
import { guestKinds } from './hosting.ts';

const kinds = guestKinds.map((kind) => `'${kind}'`).join(', ');

export const hostingMigrations: readonly Migration[] = [
  {
    name: '20261201_66_hosting',
    up: async (tx) => {
      await tx.query(`CREATE TABLE hosting (
        hosting_id uuid PRIMARY KEY, site_id uuid NOT NULL, subject text NOT NULL,
        guest_kind text NOT NULL CHECK (guest_kind IN (${kinds})), guest_class text NOT NULL, guests int NOT NULL CHECK (guests > 0),
        companion_ids uuid[] NOT NULL CHECK (cardinality(companion_ids) > 0), host_rank text NOT NULL, venue text NOT NULL,
        cap_per_guest_fen bigint NOT NULL, notice_at timestamptz NOT NULL, tour_at timestamptz NOT NULL,
        prepare_until timestamptz NOT NULL, arranged_by uuid NOT NULL, security_ready_at timestamptz, cleaning_ready_at timestamptz,
        photos text[], minutes text, logged_at timestamptz, logged_for date, explanation_id uuid NOT NULL,
        version int NOT NULL DEFAULT 1, CHECK (num_nulls(photos, minutes, logged_at, logged_for) IN (0, 4)),
        CHECK (prepare_until > notice_at), CHECK (tour_at >= notice_at))`);
      await tx.query('CREATE INDEX hosting_of_site ON hosting (site_id, tour_at, hosting_id)');
    },
  },
];
