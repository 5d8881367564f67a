import { type Migration, wallBySite } from '@shouwen/database';

/** Exceptions for single orders (CR-6.02). Last walls: asked once an order, decided by another person; refused once. */
export const orderMigrations: readonly Migration[] = [
  {
    name: '20261206_73_tier_orders',
    appendOnly: ['order_refusal'],
    async up(tx) {
      await tx.query(`CREATE TABLE order_treatment (
        request_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES client (id), site_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('deal', 'unit')), order_id uuid NOT NULL, price_fen bigint NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'approved', 'declined')), proposed_by uuid NOT NULL,
        proposed_at timestamptz NOT NULL, decided_by uuid, decided_at timestamptz, explanation_id uuid NOT NULL,
        version int NOT NULL DEFAULT 1, CHECK ((state = 'proposed') = (decided_by IS NULL)),
        CHECK ((decided_by IS NULL) = (decided_at IS NULL)), CHECK (decided_by <> proposed_by))`);
      await tx.query('CREATE UNIQUE INDEX treatment_asked_once ON order_treatment (client_id, kind, order_id)');
      await tx.query(
        'CREATE INDEX order_treatment_of_site ON order_treatment (site_id, proposed_at DESC, request_id DESC)',
      );
      await tx.query(`CREATE TABLE order_refusal (
        refusal_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES client (id), site_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('deal', 'unit')), order_id uuid NOT NULL,
        treated_as text NOT NULL CHECK (treated_as IN ('A', 'B', 'C')), refused_by uuid NOT NULL, refused_at timestamptz NOT NULL,
        reason_sealed bytea NOT NULL, explanation_id uuid NOT NULL)`);
      await tx.query('CREATE UNIQUE INDEX order_refused_once ON order_refusal (client_id, kind, order_id)');
      for (const table of ['order_treatment', 'order_refusal']) await wallBySite(tx, table);
    },
  },
];
