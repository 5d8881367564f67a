import type { Migration } from '@shouwen/database';

/** Which preset a site chose, and its clock; the versions themselves lie in `policy_version`. */
export const policyMigrations: readonly Migration[] = [
  {
    name: '20261122_10_site_policy',
    up: async (tx) => {
      await tx.query(`CREATE TABLE site_policy (
        site_id uuid PRIMARY KEY, preset text NOT NULL, time_zone text NOT NULL, adopted_at timestamptz NOT NULL)`);
    },
  },
];
