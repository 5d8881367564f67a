import type { Migration } from '@shouwen/database';

export const staffMigrations: Migration[] = [
  {
    name: '20261123_03_staff',
    up: async (tx) => {
      await tx.query(`CREATE TABLE staff (
        id uuid PRIMARY KEY, name text NOT NULL, sign_in_name text NOT NULL UNIQUE CHECK (sign_in_name = lower(sign_in_name)),
        password_hash text NOT NULL, hired_on date NOT NULL, left_on date)`);
      await tx.query(`CREATE TABLE department (
        id uuid PRIMARY KEY, site_id uuid REFERENCES site (id), code text NOT NULL, name_zh text NOT NULL, name_en text NOT NULL,
        UNIQUE NULLS NOT DISTINCT (site_id, code))`);
      await tx.query(`CREATE TABLE post (
        id uuid PRIMARY KEY, staff_id uuid NOT NULL REFERENCES staff (id), site_id uuid REFERENCES site (id),
        department_id uuid NOT NULL REFERENCES department (id), role text NOT NULL REFERENCES role (code),
        roster_order int CHECK (roster_order > 0), from_on date NOT NULL, to_on date)`);
      await tx.query('CREATE INDEX post_of_staff ON post (staff_id)');
      await tx.query('CREATE INDEX post_at_site ON post (site_id)');
      await tx.query(`CREATE UNIQUE INDEX post_held_once ON post (staff_id, role, site_id) NULLS NOT DISTINCT
        WHERE to_on IS NULL`);
      await tx.query('CREATE UNIQUE INDEX post_roster_place ON post (site_id, roster_order) WHERE to_on IS NULL');
      // A post is in force from its first to its last day in the site's zone; the company's own in the zone of its seat.
      await tx.query(`CREATE FUNCTION post_in_force(at timestamptz) RETURNS SETOF post LANGUAGE sql STABLE AS $$
        SELECT post.* FROM post LEFT JOIN site ON site.id = post.site_id,
          LATERAL (SELECT (at AT TIME ZONE coalesce(site.time_zone, 'Asia/Shanghai'))::date AS day) today
        WHERE post.from_on <= today.day AND (post.to_on IS NULL OR post.to_on >= today.day) $$`);
    },
  },
  {
    // Posts for the whole company were not told before: whoever holds or held one is told now, as the first step of its story.
    name: '20261206_40_company_posts_told',
    up: async (tx) => {
      await tx.query(`INSERT INTO outbox_aggregate (aggregate_type, aggregate_id, version)
        SELECT 'company-post', id::text, 1 FROM post WHERE site_id IS NULL`);
      await tx.query(`INSERT INTO outbox (id, aggregate_type, aggregate_id, aggregate_version, type, data, occurred_at)
        SELECT gen_random_uuid(), 'company-post', post.id::text, 1, 'organization.company-post.assigned.v1',
          jsonb_build_object('postId', post.id, 'staffId', post.staff_id, 'role', post.role, 'department', role.department,
            'from', post.from_on, 'to', post.to_on), clock_timestamp()
        FROM post JOIN role ON role.code = post.role WHERE post.site_id IS NULL ORDER BY post.id`);
    },
  },
];
