import type { Migration } from '@shouwen/database';

/**
 * Visits with their receptions, and calls. Last walls: one active reception per consultant (SR-1.06), one visit per turn, no
 * reception without its consultant and its beginning.
 */
export const receptionMigrations: readonly Migration[] = [
  {
    name: '20261122_31_receptions',
    up: async (tx) => {
      await tx.query(`CREATE TABLE visit (
        visit_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid, kind text NOT NULL, remark text,
        arrived_at timestamptz NOT NULL, arrived_on date NOT NULL, party_size int NOT NULL CHECK (party_size > 0),
        related_kind text, related_client_id uuid, standing jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('receiving', 'held', 'unattended', 'ended')),
        consultant_id uuid, acting_for uuid, taken_over_from uuid, started_at timestamptz, ended_at timestamptz,
        turn jsonb, turn_position bigint, rules text[] NOT NULL, explanation_id uuid NOT NULL,
        received_by text NOT NULL,
        CHECK (status <> 'receiving' OR (consultant_id IS NOT NULL AND started_at IS NOT NULL)),
        CHECK (status <> 'held' OR (consultant_id IS NOT NULL AND started_at IS NULL)),
        CHECK ((status = 'ended') = (ended_at IS NOT NULL)),
        CHECK ((turn IS NULL) = (turn_position IS NULL)),
        CHECK ((related_kind IS NULL) = (related_client_id IS NULL)),
        CHECK (ended_at >= coalesce(started_at, arrived_at)))`);
      await tx.query(`CREATE UNIQUE INDEX one_active_reception ON visit (consultant_id) WHERE status = 'receiving'`);
      await tx.query(`CREATE INDEX held_visit ON visit (consultant_id, arrived_at, visit_id) WHERE status = 'held'`);
      await tx.query('CREATE UNIQUE INDEX one_visit_per_turn ON visit (site_id, turn_position)');
      await tx.query('CREATE INDEX visit_of_day ON visit (site_id, arrived_on, arrived_at, visit_id)');
      await tx.query('CREATE INDEX visit_of_client ON visit (client_id, arrived_at)');
      await tx.query(`CREATE TABLE phone_call (
        call_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid, consultant_id uuid NOT NULL,
        answered_at timestamptz NOT NULL, explanation_id uuid NOT NULL, taken_by text NOT NULL)`);
      await tx.query('CREATE INDEX phone_call_of_site ON phone_call (site_id, answered_at, call_id)');
    },
  },
  {
    name: '20261201_11_held_by_site',
    up: async (tx) => {
      // The floor board asks by site; without it, it would look through every visit the site ever had.
      await tx.query(`CREATE INDEX held_visit_of_site ON visit (site_id, arrived_at, visit_id) WHERE status = 'held'`);
    },
  },
  {
    name: '20261201_12_replaced_consultant',
    up: async (tx) => {
      await tx.query(`ALTER TABLE visit ADD COLUMN sharing jsonb CHECK (sharing IS NULL OR
        (sharing ->> 'rule' IS NOT NULL AND jsonb_array_length(sharing -> 'shares') > 1))`);
      await tx.query('ALTER TABLE visit ADD CHECK (acting_for <> consultant_id)');
    },
  },
  {
    name: '20261201_13_missed_calls',
    up: async (tx) => {
      await tx.query('ALTER TABLE phone_call ADD COLUMN rings smallint CHECK (rings > 0)');
      await tx.query(`CREATE TABLE missed_call (
        missed_call_id uuid PRIMARY KEY, site_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('missed', 'secondCaller')),
        client_id uuid, rang_at timestamptz NOT NULL, slot_of uuid, consultant_id uuid, explanation_id uuid NOT NULL,
        noted_by text NOT NULL, called_back_at timestamptz, called_back_by uuid, call_id uuid REFERENCES phone_call,
        CHECK ((called_back_at IS NULL) = (called_back_by IS NULL) AND (called_back_at IS NULL) = (call_id IS NULL)),
        CHECK (called_back_at IS NULL OR client_id IS NOT NULL),
        CHECK (kind = 'missed' OR (slot_of IS NULL AND consultant_id IS NOT NULL AND client_id IS NOT NULL)))`);
      await tx.query(`CREATE INDEX call_to_return ON missed_call (site_id, rang_at, missed_call_id)
        WHERE called_back_at IS NULL`);
    },
  },
];
