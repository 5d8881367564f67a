import { type Migration, reachIsEverywhere, wallBy } from '@shouwen/database';

/** CR-1.04: relations between clients, which end and are never deleted. */
export const relationMigrations: readonly Migration[] = [
  {
    name: '20261206_11_relations',
    async up(tx) {
      await tx.query(`CREATE TABLE client_relation (
        relation_id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('parent', 'employer', 'referrer', 'spouse', 'family')),
        from_id uuid NOT NULL REFERENCES client (id), to_id uuid NOT NULL REFERENCES client (id),
        recorded_at timestamptz NOT NULL, recorded_by text NOT NULL, recorded_why uuid NOT NULL,
        ended_at timestamptz, ended_by text, ended_because text,
        CHECK (from_id <> to_id),
        CHECK (kind NOT IN ('spouse', 'family') OR from_id < to_id),
        CHECK (num_nulls(ended_at, ended_by, ended_because) IN (0, 3)),
        CHECK (ended_at >= recorded_at))`);
      await tx.query(
        `CREATE UNIQUE INDEX related_once ON client_relation (from_id, to_id, kind) WHERE ended_at IS NULL`,
      );
      await tx.query('CREATE INDEX client_relation_by_from ON client_relation (from_id)');
      await tx.query('CREATE INDEX client_relation_by_to ON client_relation (to_id)');
      // Both ends have to be within the sites, by any record of the person; `client` is walled itself.
      const both = `EXISTS (SELECT FROM client c WHERE c.id = from_id) AND EXISTS (SELECT FROM client c WHERE c.id = to_id)`;
      await wallBy(tx, 'client_relation', `(${reachIsEverywhere} OR (${both}))`);
    },
  },
];
