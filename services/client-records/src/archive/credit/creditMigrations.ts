import { type Migration, reachIsEverywhere, wallBy, wallBySite } from '@shouwen/database';

/** What other departments told of a client's credit and transactions (CR-3.01); both can be rebuilt from events. */
export const creditMigrations: readonly Migration[] = [
  {
    name: '20261206_23_client_credit',
    async up(tx) {
      await tx.query(`CREATE TABLE client_credit (
        client_id uuid PRIMARY KEY, grade text NOT NULL, graded_on date NOT NULL, overdue_days int NOT NULL)`);
      await wallBy(
        tx,
        'client_credit',
        `(${reachIsEverywhere} OR EXISTS (SELECT FROM client_site s WHERE s.client_id = client_credit.client_id))`,
      );
      await tx.query(`CREATE TABLE archive_deal (
        deal_id uuid PRIMARY KEY, client_id uuid NOT NULL, site_id uuid NOT NULL, unit_id uuid NOT NULL, price_fen bigint NOT NULL,
        closed_on date NOT NULL, closed_at timestamptz NOT NULL, cancelled_on date, fault text)`);
      await tx.query('CREATE INDEX archive_deal_of_client ON archive_deal (client_id, closed_at, deal_id)');
      await wallBySite(tx, 'archive_deal');
      // Without a reference to the deal: earnest money comes before it is closed.
      await tx.query(`CREATE TABLE archive_payment (
        payment_id uuid PRIMARY KEY, deal_id uuid NOT NULL, site_id uuid NOT NULL, kind text NOT NULL, amount_fen bigint NOT NULL,
        received_at timestamptz NOT NULL)`);
      await tx.query('CREATE INDEX archive_payment_of_deal ON archive_payment (deal_id, received_at)');
      await wallBySite(tx, 'archive_payment');
    },
  },
];
