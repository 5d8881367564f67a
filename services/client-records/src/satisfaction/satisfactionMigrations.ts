import { type Migration, reachIsEverywhere, wallBy, wallBySite } from '@shouwen/database';

/**
 * Satisfaction (CR-7.03). Last walls: one survey a deal or complaint, one yearly survey a client and day, one measure a survey, and nobody
 * checks the own measure. Forms and steps only grow.
 */
export const satisfactionMigrations: readonly Migration[] = [
  {
    name: '20261206_65_satisfaction',
    appendOnly: ['survey_form', 'survey_measure_step'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE survey_form (
        form_id uuid PRIMARY KEY, site_id uuid, kind text NOT NULL CHECK (kind IN ('service', 'yearly')),
        version int NOT NULL CHECK (version > 0), questions jsonb NOT NULL, set_by text NOT NULL, set_at timestamptz NOT NULL)`);
      await tx.query(`CREATE UNIQUE INDEX form_version ON survey_form
        (kind, coalesce(site_id, '00000000-0000-0000-0000-000000000000'::uuid), version)`);
      await tx.query(`CREATE TABLE survey (
        survey_id uuid PRIMARY KEY, client_id uuid NOT NULL, site_id uuid NOT NULL,
        occasion text NOT NULL CHECK (occasion IN ('after-deal', 'after-complaint', 'after-service', 'yearly')),
        source_id uuid, asked_on date NOT NULL, through date NOT NULL CHECK (through >= asked_on),
        form_version int NOT NULL, questions jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'answered', 'cancelled', 'lapsed')),
        scores jsonb, points int, most_points int, answered_at timestamptz, answered_by text,
        explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
        CHECK ((state = 'answered') = (scores IS NOT NULL AND points IS NOT NULL AND answered_at IS NOT NULL)),
        CHECK (points BETWEEN 0 AND most_points))`);
      await tx.query(
        'CREATE UNIQUE INDEX one_survey_a_service ON survey (occasion, source_id) WHERE source_id IS NOT NULL',
      );
      await tx.query(`CREATE UNIQUE INDEX one_yearly ON survey (client_id, asked_on) WHERE occasion = 'yearly'`);
      await tx.query('CREATE INDEX survey_by_day ON survey (asked_on, survey_id)');
      await tx.query(`CREATE INDEX survey_open ON survey (through) WHERE state = 'open'`);
      await tx.query('CREATE INDEX survey_of_client ON survey (client_id, occasion, asked_on)');
      await tx.query(`CREATE INDEX survey_answered ON survey (site_id, answered_at) WHERE state = 'answered'`);
      await tx.query(
        `CREATE TABLE survey_clock (client_id uuid PRIMARY KEY REFERENCES client (id), next_on date NOT NULL)`,
      );
      await tx.query('CREATE INDEX survey_clock_due ON survey_clock (next_on)');
      await tx.query(`CREATE TABLE survey_measure (
        measure_id uuid PRIMARY KEY, survey_id uuid NOT NULL UNIQUE REFERENCES survey, site_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('wanted', 'planned', 'done', 'closed')), what text, owner_id uuid,
        due_at timestamptz NOT NULL, done_by uuid, checked_by uuid, created_at timestamptz NOT NULL,
        overdue_told_for timestamptz, explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
        CHECK (state = 'wanted' OR (what IS NOT NULL AND owner_id IS NOT NULL)),
        CHECK (state NOT IN ('done', 'closed') OR done_by IS NOT NULL), CHECK ((state = 'closed') = (checked_by IS NOT NULL)),
        CHECK (checked_by <> owner_id AND checked_by <> done_by))`);
      await tx.query(`CREATE INDEX measure_due ON survey_measure (due_at) WHERE state IN ('wanted', 'planned')`);
      await tx.query('CREATE INDEX measure_of_site ON survey_measure (site_id, created_at DESC, measure_id DESC)');
      await tx.query('CREATE INDEX measure_of_owner ON survey_measure (owner_id)');
      await tx.query(`CREATE TABLE survey_measure_step (
        step_id uuid PRIMARY KEY, measure_id uuid NOT NULL, site_id uuid NOT NULL,
        step text NOT NULL CHECK (step IN ('wanted', 'planned', 'done', 'passed', 'failed', 'overdue')),
        at timestamptz NOT NULL, by text NOT NULL)`);
      await tx.query('CREATE INDEX step_of_measure ON survey_measure_step (measure_id, at)');
      // The company's form is everybody's.
      await wallBy(
        tx,
        'survey_form',
        `(site_id IS NULL AND coalesce(current_setting('shouwen.reach', true), '') <> '' OR ${reachIsEverywhere}
          OR site_id::text = ANY (string_to_array(current_setting('shouwen.reach', true), ',')))`,
      );
      await wallBy(tx, 'survey_clock', reachIsEverywhere);
      for (const table of ['survey', 'survey_measure', 'survey_measure_step']) await wallBySite(tx, table);
    },
  },
];
