import { type Migration, siteWithinReach, wallBy } from '@shouwen/database';

export const colleagueMigrations: readonly Migration[] = [
  {
    name: '20261206_40_colleagues',
    async up(tx) {
      await tx.query(`CREATE TABLE colleague_post (
        post_id uuid PRIMARY KEY, staff_id uuid NOT NULL, site_id uuid, role text NOT NULL, department text NOT NULL,
        from_on date NOT NULL, to_on date)`);
      await tx.query('CREATE INDEX colleague_post_of_staff ON colleague_post (staff_id)');
      await tx.query('CREATE INDEX colleague_post_by_role ON colleague_post (role, site_id)');
      // Who works for the whole company works for everybody who looks at any site.
      const someReach = `coalesce(current_setting('shouwen.reach', true), '') <> ''`;
      await wallBy(
        tx,
        'colleague_post',
        `(${siteWithinReach('site_id')} OR (site_id IS NULL AND (SELECT ${someReach})))`,
      );
    },
  },
];
