import type { Migration } from '@shouwen/database';

/** What this department keeps of others' news: who holds a post here, and which clients there are. Rebuildable from the events. */
export const projectionMigrations: readonly Migration[] = [
  {
    name: '20261122_11_projections',
    up: async (tx) => {
      await tx.query(`CREATE TABLE consultant_post (
        post_id uuid PRIMARY KEY, staff_id uuid NOT NULL, site_id uuid NOT NULL, role text NOT NULL,
        from_date date NOT NULL, to_date date, roster_order int)`);
      await tx.query('CREATE INDEX consultant_post_of_site ON consultant_post (site_id, roster_order)');
      await tx.query(`CREATE TABLE known_client (
        client_id uuid PRIMARY KEY, site_id uuid NOT NULL, opened_at timestamptz NOT NULL)`);
    },
  },
  {
    name: '20261201_10_suspension',
    up: async (tx) => {
      await tx.query(`CREATE TABLE suspension (
        suspension_id uuid PRIMARY KEY, site_id uuid NOT NULL, staff_id uuid NOT NULL, from_date date NOT NULL,
        through_date date CHECK (through_date >= from_date), imposed_at timestamptz NOT NULL, lifted_at timestamptz)`);
      // What is over is never looked at again, however long the history grows.
      await tx.query(
        `CREATE INDEX suspension_in_force ON suspension (site_id, (coalesce(through_date, 'infinity'::date)), from_date)`,
      );
    },
  },
  {
    // Posts of all roles, because a violation may be anybody's and anybody may accompany guests.
    name: '20261201_11_staff_post',
    up: async (tx) => {
      await tx.query('ALTER TABLE consultant_post RENAME TO staff_post');
      await tx.query('ALTER INDEX consultant_post_of_site RENAME TO staff_post_of_site');
    },
  },
  {
    // CR-1.05: which clients are one person. What happened to each stays under the id it happened under.
    name: '20261206_13_merged_clients',
    up: async (tx) => {
      await tx.query(`CREATE TABLE client_merge (
        merge_id uuid PRIMARY KEY, surviving_id uuid NOT NULL, merged_id uuid NOT NULL, undone boolean NOT NULL)`);
      await tx.query('CREATE INDEX client_merge_of_surviving ON client_merge (surviving_id) WHERE NOT undone');
      await tx.query('CREATE INDEX client_merge_of_merged ON client_merge (merged_id) WHERE NOT undone');
      await tx.query('CREATE TABLE client_person (client_id uuid PRIMARY KEY, person_id uuid NOT NULL)');
      await tx.query('CREATE INDEX client_person_of_person ON client_person (person_id)');
      await tx.query(`CREATE FUNCTION clients_of_person(asked uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
        SELECT coalesce((SELECT array_agg(o.client_id) FROM client_person p JOIN client_person o USING (person_id)
          WHERE p.client_id = asked), ARRAY[asked]) $$`);
    },
  },
];
