import type { Migration } from '@shouwen/database';
import { wallByClient } from '../clients/index.ts';

/** Who was in which tier when (CR-6.01). Last walls: one tier a client and review, one judgement after the first months. */
export const spanMigrations: readonly Migration[] = [
  {
    name: '20261206_71_tier_spans',
    appendOnly: ['tier_span'],
    async up(tx) {
      await tx.query(`CREATE TABLE tier_span (
        span_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES client (id), tier text NOT NULL CHECK (tier IN ('A', 'B', 'C')),
        basis text NOT NULL CHECK (basis IN ('provisional', 'probation', 'review')), year int,
        from_on date NOT NULL, valid_through date NOT NULL, decided_at timestamptz NOT NULL, explanation_id uuid NOT NULL,
        CHECK ((basis = 'review') = (year IS NOT NULL)), CHECK (valid_through >= from_on - 1))`);
      await tx.query(`CREATE UNIQUE INDEX tier_once_a_review ON tier_span (client_id, year) WHERE basis = 'review'`);
      await tx.query(`CREATE UNIQUE INDEX tier_once_judged ON tier_span (client_id) WHERE basis = 'probation'`);
      await tx.query('CREATE INDEX tier_span_of_client ON tier_span (client_id, from_on)');
      await wallByClient(tx, 'tier_span');
    },
  },
];
