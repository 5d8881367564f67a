import { type Migration, siteWithinReach, wallBy } from '@shouwen/database';

export const grantMigrations: readonly Migration[] = [
  {
    name: '20261206_41_grants',
    async up(tx) {
      await tx.query(`CREATE TABLE access_grant (
        id uuid PRIMARY KEY, request_id uuid NOT NULL, site_id uuid NOT NULL, reader_site_id uuid, staff_id uuid NOT NULL,
        client_id uuid, acts text[] NOT NULL CHECK (cardinality(acts) > 0
          AND acts <@ ARRAY['view', 'borrow', 'copy', 'carry', 'disclose', 'export']),
        file_ids uuid[] NOT NULL, fields text[] NOT NULL, shows_client boolean NOT NULL, pages text, one_time boolean NOT NULL,
        from_at timestamptz NOT NULL, until_at timestamptz NOT NULL CHECK (until_at > from_at),
        used_at timestamptz CHECK (used_at IS NULL OR (one_time AND used_at >= from_at AND used_at < until_at)),
        revoked_at timestamptz, revoked_by uuid, CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
        CHECK (used_at IS NULL OR revoked_at IS NULL))`);
      await tx.query('CREATE INDEX access_grant_of_reader ON access_grant (staff_id, client_id, until_at)');
      await tx.query('CREATE INDEX access_grant_of_request ON access_grant (request_id)');
      // Whoever keeps what was granted, and whoever works where the reader does.
      const either = `(${siteWithinReach('site_id')} OR ${siteWithinReach('reader_site_id')})`;
      await wallBy(tx, 'access_grant', either);
    },
  },
  {
    // Approved by whoever approves classified files, too: it goes on when one of its files becomes one (CR-4.02).
    name: '20261206_46_grants_of_classified',
    async up(tx) {
      await tx.query('ALTER TABLE access_grant ADD COLUMN covers_classified boolean NOT NULL DEFAULT false');
      await tx.query(`CREATE INDEX access_grant_of_files ON access_grant USING gin (file_ids)
        WHERE NOT covers_classified AND used_at IS NULL AND revoked_at IS NULL`);
    },
  },
];
