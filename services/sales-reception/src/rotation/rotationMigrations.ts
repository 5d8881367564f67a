import type { Migration } from '@shouwen/database';

/**
 * One row per site, locked by whoever decides about its turns, and the log, which only grows (SR-1.11). The unique index on the
 * position is the last wall of F25: no turn is given twice.
 */
export const rotationMigrations: readonly Migration[] = [
  {
    name: '20261122_30_rotation',
    appendOnly: ['rotation_log'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE rotation (
        site_id uuid PRIMARY KEY, version int NOT NULL, day date, state jsonb NOT NULL)`);
      await tx.query(`CREATE TABLE rotation_log (
        entry_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, site_id uuid NOT NULL, day date NOT NULL,
        at timestamptz NOT NULL, kind text NOT NULL, consultant_id uuid, visit_id uuid, turn_position bigint,
        event jsonb NOT NULL, actor text NOT NULL, explanation_id uuid NOT NULL)`);
      await tx.query('CREATE INDEX rotation_log_of_day ON rotation_log (site_id, day, entry_no)');
      await tx.query(`CREATE UNIQUE INDEX one_turn_per_position ON rotation_log (site_id, turn_position)
        WHERE kind = 'TurnTaken'`);
    },
  },
];
