import type { Migration } from '@shouwen/database';

/** Last walls: one form open for a client of a site, one signed for good, and no signature without its visit. */
export const referralsMigrations: readonly Migration[] = [
  {
    name: '20261201_21_employee_referrals',
    up: async (tx) => {
      await tx.query(`CREATE TABLE employee_referral (
        referral_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid NOT NULL, introducer_id uuid NOT NULL,
        visit_on date NOT NULL, registered_at timestamptz NOT NULL, registered_by uuid NOT NULL,
        lapses_at timestamptz NOT NULL,
        status text NOT NULL CHECK (status IN ('registered', 'signed', 'lapsed')),
        visit_id uuid, signed_by uuid CHECK (signed_by <> introducer_id), signed_at timestamptz,
        came text CHECK (came IN ('accompanied', 'phoned')), phoned_at timestamptz,
        registered_why uuid NOT NULL, latest_why uuid NOT NULL,
        CHECK ((status = 'signed') =
          (visit_id IS NOT NULL AND signed_by IS NOT NULL AND signed_at IS NOT NULL AND came IS NOT NULL)),
        CHECK ((came = 'phoned') = (phoned_at IS NOT NULL)))`);
      await tx.query(`CREATE UNIQUE INDEX one_living_referral ON employee_referral (site_id, client_id)
        WHERE status IN ('registered', 'signed')`);
      await tx.query(`CREATE INDEX referral_due ON employee_referral (lapses_at) WHERE status = 'registered'`);
      await tx.query('CREATE INDEX referral_of_site ON employee_referral (site_id, registered_at, referral_id)');
    },
  },
];
