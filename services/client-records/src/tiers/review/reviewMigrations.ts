import { type Migration, wallBy } from '@shouwen/database';
import { wallByClient } from '../../clients/index.ts';

/** The yearly review (CR-6.01). Last walls: one review a year, one proposal a client and review, and what is barred from A stays out of it. */
export const reviewMigrations: readonly Migration[] = [
  {
    name: '20261206_72_tier_review',
    appendOnly: ['tier_remark'],
    async up(tx) {
      await tx.query(`CREATE TABLE tier_review (
        year int PRIMARY KEY, opened_at timestamptz NOT NULL, opened_on date NOT NULL, close_on date NOT NULL CHECK (close_on >= opened_on),
        valid_through date NOT NULL, done_through uuid, proposed boolean NOT NULL DEFAULT false, closed_at timestamptz, closed_by text,
        effective_on date, explanation_id uuid, settled boolean NOT NULL DEFAULT false,
        CHECK (num_nulls(closed_at, closed_by, effective_on, explanation_id) IN (0, 4)), CHECK (effective_on >= close_on))`);
      // A year and five dates: nobody's.
      await wallBy(tx, 'tier_review', `coalesce(current_setting('shouwen.reach', true), '') <> ''`);
      await tx.query(`CREATE TABLE tier_proposal (
        year int NOT NULL REFERENCES tier_review, client_id uuid NOT NULL REFERENCES client (id),
        proposed text NOT NULL CHECK (proposed IN ('A', 'B', 'C')), tier text NOT NULL CHECK (tier IN ('A', 'B', 'C')),
        points int NOT NULL, never_a text CHECK (never_a IN ('credit-d', 'payment-overdue')), proposed_at timestamptz NOT NULL,
        proposal_explanation_id uuid NOT NULL, explanation_id uuid NOT NULL, settled_at timestamptz,
        PRIMARY KEY (year, client_id), CHECK (never_a IS NULL OR tier <> 'A'))`);
      await tx.query('CREATE INDEX tier_proposal_of_client ON tier_proposal (client_id)');
      await tx.query(
        'CREATE INDEX tier_proposal_to_settle ON tier_proposal (year, client_id) WHERE settled_at IS NULL',
      );
      await tx.query(`CREATE TABLE tier_remark (
        remark_id uuid PRIMARY KEY, year int NOT NULL, client_id uuid NOT NULL, at timestamptz NOT NULL, by text NOT NULL,
        tier text CHECK (tier IN ('A', 'B', 'C')), remark_sealed bytea NOT NULL,
        FOREIGN KEY (year, client_id) REFERENCES tier_proposal (year, client_id))`);
      await tx.query('CREATE INDEX tier_remark_of_proposal ON tier_remark (year, client_id, at)');
      await wallByClient(tx, 'tier_proposal');
      await wallByClient(tx, 'tier_remark');
    },
  },
];
