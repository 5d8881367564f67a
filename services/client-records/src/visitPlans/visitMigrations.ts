import { type Migration, reachIsEverywhere, wallBy, wallBySite } from '@shouwen/database';

/** Plans of visits (CR-8.01). Last walls: one plan a person, site and month; nobody reviews the own. */
const plans: Migration = {
  name: '20261206_78_visit_plans',
  appendOnly: ['visit_step', 'visit_reminder'],
  up: async (tx) => {
    await tx.query(`CREATE TABLE visit_plan (
      plan_id uuid PRIMARY KEY, site_id uuid NOT NULL, staff_id uuid NOT NULL,
      month date NOT NULL CHECK (extract(day FROM month) = 1),
      state text NOT NULL CHECK (state IN ('submitted', 'returned', 'approved')), quota int NOT NULL CHECK (quota >= 0),
      submitted_at timestamptz NOT NULL, late boolean NOT NULL, remarks text,
      reviewed_by uuid CHECK (reviewed_by <> staff_id), reviewed_at timestamptz, explanation_id uuid NOT NULL,
      version int NOT NULL DEFAULT 1, UNIQUE (site_id, staff_id, month),
      CHECK ((state = 'submitted') = (reviewed_by IS NULL)), CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)))`);
    await tx.query('CREATE INDEX visit_plan_by_month ON visit_plan (month DESC, plan_id DESC)');
    await tx.query(`CREATE TABLE planned_visit (
      planned_id uuid PRIMARY KEY, plan_id uuid NOT NULL REFERENCES visit_plan, site_id uuid NOT NULL, staff_id uuid NOT NULL,
      client_id uuid NOT NULL, on_day date NOT NULL,
      purpose text NOT NULL CHECK (purpose IN ('market', 'competitor', 'care', 'collection', 'new-client', 'product')),
      added_at timestamptz NOT NULL, removed_at timestamptz)`);
    await tx.query('CREATE INDEX planned_visit_of_plan ON planned_visit (plan_id, on_day)');
    await tx.query(`CREATE TABLE visit_step (
      step_id uuid PRIMARY KEY, subject_id uuid NOT NULL, site_id uuid NOT NULL, step text NOT NULL, at timestamptz NOT NULL,
      by text NOT NULL)`);
    await tx.query('CREATE INDEX visit_step_of_subject ON visit_step (subject_id, at, step_id)');
    await tx.query(`CREATE TABLE visit_reminder (
      site_id uuid NOT NULL, staff_id uuid NOT NULL, month date NOT NULL, at timestamptz NOT NULL,
      PRIMARY KEY (site_id, staff_id, month))`);
    // The days on which it was looked who has handed in nothing: the timer.
    await tx.query('CREATE TABLE visit_reminder_day (day date PRIMARY KEY)');
    await wallBy(tx, 'visit_reminder_day', reachIsEverywhere);
    for (const table of ['visit_plan', 'planned_visit', 'visit_step', 'visit_reminder']) await wallBySite(tx, table);
  },
};

/**
 * Visits, reports, promises and costs (CR-8.02 to CR-8.04). What was said stands sealed under the client's key. Last walls: a planned
 * visit is made once, nobody reviews or approves the own, and what was approved comes before what was spent.
 */
const visits: Migration = {
  name: '20261206_79_client_visits',
  up: async (tx) => {
    await tx.query(`CREATE TABLE client_visit (
      visit_id uuid PRIMARY KEY, site_id uuid NOT NULL, staff_id uuid NOT NULL, client_id uuid NOT NULL,
      planned_id uuid UNIQUE REFERENCES planned_visit,
      purpose text NOT NULL CHECK (purpose IN ('market', 'competitor', 'care', 'collection', 'new-client', 'product')),
      visited_at timestamptz NOT NULL, visited_on date NOT NULL, report_due_at timestamptz NOT NULL,
      state text NOT NULL CHECK (state IN ('due', 'submitted', 'returned', 'approved')), notes_sealed bytea, remarks_sealed bytea,
      reported_at timestamptz, late boolean NOT NULL DEFAULT false, reviewed_by uuid CHECK (reviewed_by <> staff_id),
      overdue_told_for timestamptz, explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
      CHECK (state = 'due' OR (notes_sealed IS NOT NULL AND reported_at IS NOT NULL)),
      CHECK (state NOT IN ('returned', 'approved') OR reviewed_by IS NOT NULL))`);
    await tx.query('CREATE INDEX client_visit_by_time ON client_visit (visited_at DESC, visit_id DESC)');
    await tx.query('CREATE INDEX client_visit_of_client ON client_visit (client_id)');
    await tx.query(`CREATE INDEX client_visit_due ON client_visit (report_due_at) WHERE state IN ('due', 'returned')`);
    await tx.query('CREATE INDEX client_visit_by_day ON client_visit (site_id, visited_on)');
    await tx.query(`CREATE TABLE visit_promise (
      promise_id uuid PRIMARY KEY, visit_id uuid NOT NULL REFERENCES client_visit, site_id uuid NOT NULL,
      client_id uuid NOT NULL, staff_id uuid NOT NULL, owner_id uuid NOT NULL, what_sealed bytea NOT NULL, due_on date NOT NULL,
      made_at timestamptz NOT NULL, done_at timestamptz, overdue_told boolean NOT NULL DEFAULT false,
      explanation_id uuid NOT NULL)`);
    await tx.query('CREATE INDEX visit_promise_by_day ON visit_promise (due_on, promise_id)');
    await tx.query('CREATE INDEX visit_promise_of_visit ON visit_promise (visit_id)');
    await tx.query(`CREATE TABLE visit_cost (
      cost_id uuid PRIMARY KEY, planned_id uuid NOT NULL REFERENCES planned_visit, site_id uuid NOT NULL,
      staff_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('travel', 'meal', 'gift', 'other')), what text NOT NULL,
      amount_fen bigint NOT NULL CHECK (amount_fen > 0), approver text NOT NULL CHECK (approver IN ('head', 'regional-manager')),
      state text NOT NULL CHECK (state IN ('asked', 'approved', 'declined', 'settled')), asked_at timestamptz NOT NULL,
      decided_by uuid CHECK (decided_by <> staff_id), decided_at timestamptz, actual_fen bigint CHECK (actual_fen >= 0),
      explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
      CHECK ((state = 'asked') = (decided_by IS NULL)), CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK ((state = 'settled') = (actual_fen IS NOT NULL)))`);
    await tx.query('CREATE INDEX visit_cost_of_planned ON visit_cost (planned_id)');
    await tx.query('CREATE INDEX visit_cost_by_time ON visit_cost (asked_at DESC, cost_id DESC)');
    for (const table of ['client_visit', 'visit_promise', 'visit_cost']) await wallBySite(tx, table);
  },
};

export const visitMigrations: readonly Migration[] = [plans, visits];
