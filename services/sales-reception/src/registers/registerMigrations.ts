import type { Migration } from '@shouwen/database';

/** The registers only grow (SR-2.03): one first line a visit, one correction a line, one confirmation a line. */
export const registerMigrations: readonly Migration[] = [
  {
    name: '20261122_21_registers',
    appendOnly: ['visit_registration', 'registration_confirmation', 'call_registration'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE visit_registration (
        registration_id uuid PRIMARY KEY, site_id uuid NOT NULL, visit_id uuid NOT NULL, client_id uuid NOT NULL,
        receiver_id uuid NOT NULL, acting_for uuid, visited_at timestamptz NOT NULL, visited_on date NOT NULL,
        registered_at timestamptz NOT NULL, registered_by uuid NOT NULL, in_time boolean NOT NULL,
        in_public_register boolean NOT NULL, class char(1) NOT NULL CHECK (class IN ('A', 'B', 'C', 'D')),
        looking_for text NOT NULL, budget text, channel text NOT NULL, companions text,
        corrects uuid UNIQUE REFERENCES visit_registration, reason text, signed_by uuid,
        CHECK ((corrects IS NULL) = (reason IS NULL) AND (corrects IS NULL) = (signed_by IS NULL)))`);
      await tx.query('CREATE UNIQUE INDEX one_first_line ON visit_registration (visit_id) WHERE corrects IS NULL');
      await tx.query('CREATE INDEX registration_of_day ON visit_registration (site_id, visited_on)');
      await tx.query('CREATE INDEX registration_of_client ON visit_registration (client_id, visited_at)');
      await tx.query(`CREATE TABLE registration_confirmation (
        registration_id uuid PRIMARY KEY REFERENCES visit_registration,
        confirmed_by uuid NOT NULL, confirmed_at timestamptz NOT NULL)`);
      await tx.query(`CREATE TABLE call_registration (
        call_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid NOT NULL, consultant_id uuid NOT NULL,
        answered_at timestamptz NOT NULL, answered_on date NOT NULL, class char(1) CHECK (class IN ('A', 'B', 'C', 'D')),
        interest text NOT NULL, channel text NOT NULL, planned_visit_at timestamptz, address_sent_at timestamptz,
        registered_at timestamptz NOT NULL, registered_by uuid NOT NULL)`);
      await tx.query('CREATE INDEX call_of_client ON call_registration (client_id, answered_at)');
    },
  },
  {
    name: '20261201_30_client_class',
    up: async (tx) => {
      await tx.query(`CREATE TABLE client_class (
        site_id uuid NOT NULL, client_id uuid NOT NULL, class char(1) NOT NULL CHECK (class IN ('A', 'B', 'C', 'D')),
        since timestamptz NOT NULL, PRIMARY KEY (site_id, client_id))`);
      await tx.query(`INSERT INTO client_class (site_id, client_id, class, since)
        SELECT DISTINCT ON (site_id, client_id) site_id, client_id, class, registered_at
        FROM (SELECT site_id, client_id, class, registered_at FROM visit_registration
              UNION ALL SELECT site_id, client_id, class, registered_at FROM call_registration WHERE class IS NOT NULL) line
        ORDER BY site_id, client_id, registered_at DESC`);
    },
  },
  {
    // Existing sites begin today: what lies behind was nobody's to find.
    name: '20261201_32_site_days',
    up: async (tx) => {
      await tx.query(`CREATE TABLE site_day (
        work text NOT NULL, site_id uuid NOT NULL, next_day date NOT NULL, due_at timestamptz NOT NULL,
        PRIMARY KEY (work, site_id))`);
      await tx.query('CREATE INDEX site_day_due ON site_day (work, due_at)');
      await tx.query(`INSERT INTO site_day (work, site_id, next_day, due_at)
        SELECT work, site_id, first, (first + days)::timestamp AT TIME ZONE time_zone
        FROM (SELECT 'registers.unregistered' AS work, 1 AS days, current_date AS first
              UNION ALL SELECT 'reports.weekly', 7, date_trunc('week', current_date)::date) task, site_policy`);
    },
  },
  {
    name: '20261201_33_call_message',
    appendOnly: ['call_message'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE call_message (
        call_id uuid PRIMARY KEY, sent_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL, recorded_by uuid NOT NULL)`);
      await tx.query(`INSERT INTO call_message (call_id, sent_at, recorded_at, recorded_by)
        SELECT call_id, address_sent_at, registered_at, registered_by FROM call_registration
        WHERE address_sent_at IS NOT NULL`);
    },
  },
  {
    // A correction waits here for the signature of another; signed, it is a line of the register.
    name: '20261201_36_registration_corrections',
    up: async (tx) => {
      await tx.query(`CREATE TABLE registration_correction (
        correction_id uuid PRIMARY KEY, registration_id uuid NOT NULL REFERENCES visit_registration, site_id uuid NOT NULL,
        details jsonb NOT NULL, reason text NOT NULL, asked_by uuid NOT NULL, asked_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('asked', 'signed', 'declined')), decided_by uuid CHECK (decided_by <> asked_by),
        decided_at timestamptz CHECK (decided_at >= asked_at),
        CHECK ((state = 'asked') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)))`);
      await tx.query(`CREATE UNIQUE INDEX one_pending_correction ON registration_correction (registration_id)
        WHERE state = 'asked'`);
      await tx.query(`CREATE INDEX pending_correction_of_site ON registration_correction (site_id, asked_at)
        WHERE state = 'asked'`);
    },
  },
];
