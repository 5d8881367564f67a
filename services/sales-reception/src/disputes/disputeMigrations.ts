import type { Migration } from '@shouwen/database';

/**
 * Disputes (SR-7.04). Last walls: one open dispute on a client of a site, one freeze on a deal at a time, one statement a side, and
 * one accepted split a dispute: no second ruling. Statements and evidence only grow.
 */
export const disputesMigrations: readonly Migration[] = [
  {
    name: '20261201_52_dispute',
    appendOnly: ['dispute_statement', 'dispute_evidence'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE dispute (
        dispute_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid NOT NULL,
        one_side uuid NOT NULL, other_side uuid NOT NULL CHECK (other_side <> one_side),
        opened_by uuid NOT NULL, opened_at timestamptz NOT NULL, statements_due_at timestamptz NOT NULL,
        about_deal boolean NOT NULL, state text NOT NULL CHECK (state IN ('open', 'proposed', 'settled', 'ruled')),
        claim_id uuid, shares jsonb, closed_at timestamptz CHECK (closed_at >= opened_at),
        explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
        CHECK ((state IN ('settled', 'ruled')) = (shares IS NOT NULL AND closed_at IS NOT NULL)))`);
      await tx.query(`CREATE UNIQUE INDEX one_open_dispute ON dispute (site_id, client_id)
        WHERE state IN ('open', 'proposed')`);
      await tx.query('CREATE INDEX dispute_of_client ON dispute (client_id, opened_at)');
      await tx.query('CREATE INDEX dispute_of_site ON dispute (site_id, opened_at DESC, dispute_id DESC)');
      await tx.query(`CREATE TABLE dispute_deal (
        dispute_id uuid NOT NULL REFERENCES dispute, deal_id uuid NOT NULL, frozen_at timestamptz NOT NULL,
        released_at timestamptz CHECK (released_at >= frozen_at), PRIMARY KEY (dispute_id, deal_id))`);
      await tx.query('CREATE UNIQUE INDEX one_freeze ON dispute_deal (deal_id) WHERE released_at IS NULL');
      await tx.query(`CREATE TABLE dispute_statement (
        statement_id uuid PRIMARY KEY, dispute_id uuid NOT NULL REFERENCES dispute, staff_id uuid NOT NULL,
        made_at timestamptz NOT NULL, addition boolean NOT NULL, said text NOT NULL CHECK (said <> ''))`);
      await tx.query(
        'CREATE UNIQUE INDEX one_statement_a_side ON dispute_statement (dispute_id, staff_id) WHERE NOT addition',
      );
      await tx.query(`CREATE TABLE dispute_evidence (
        dispute_id uuid NOT NULL REFERENCES dispute, taken_at timestamptz NOT NULL,
        occasion text NOT NULL CHECK (occasion IN ('opening', 'ruling')), items jsonb NOT NULL)`);
      await tx.query('CREATE INDEX evidence_of_dispute ON dispute_evidence (dispute_id, taken_at)');
      await tx.query(`CREATE TABLE dispute_proposal (
        proposal_id uuid PRIMARY KEY, dispute_id uuid NOT NULL REFERENCES dispute,
        kind text NOT NULL CHECK (kind IN ('settlement', 'ruling')), proposed_by uuid NOT NULL,
        proposed_at timestamptz NOT NULL, shares jsonb NOT NULL, reason text NOT NULL,
        answer text CHECK (answer IN ('agreed', 'approved', 'final', 'rejected', 'withdrawn')),
        answered_by uuid, answered_at timestamptz, answer_reason text, explanation_id uuid NOT NULL,
        CHECK (answer NOT IN ('agreed', 'approved') OR answered_by <> proposed_by),
        CHECK ((answer IS NULL) = (answered_at IS NULL)))`);
      await tx.query(`CREATE UNIQUE INDEX no_second_ruling ON dispute_proposal (dispute_id)
        WHERE answer IN ('agreed', 'approved', 'final')`);
      await tx.query(
        'CREATE UNIQUE INDEX one_pending_proposal ON dispute_proposal (dispute_id, kind) WHERE answer IS NULL',
      );
    },
  },
];
