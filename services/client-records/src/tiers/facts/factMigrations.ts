import { type Migration, reachIsEverywhere, siteWithinReach, wallBy, wallBySite } from '@shouwen/database';

/**
 * What the tiers rest on, as other departments told it (CR-6.01, CR-6.05); all of it can be rebuilt from events. A tier is the company's:
 * the grade of a client is read by the house only.
 */
export const factMigrations: readonly Migration[] = [
  {
    name: '20261206_70_tier_facts',
    async up(tx) {
      await tx.query(`CREATE TABLE tier_deal (
        deal_id uuid PRIMARY KEY, client_id uuid NOT NULL, site_id uuid NOT NULL, unit_id uuid NOT NULL, product text NOT NULL,
        price_fen bigint NOT NULL CHECK (price_fen >= 0), closed_on date NOT NULL, cancelled_on date)`);
      await tx.query('CREATE INDEX tier_deal_of_client ON tier_deal (client_id, closed_on)');
      await tx.query('CREATE INDEX tier_deal_by_day ON tier_deal (closed_on)');
      await tx.query('CREATE INDEX tier_deal_of_unit ON tier_deal (unit_id)');
      // Without a reference to the deal: earnest money comes before it is closed.
      await tx.query(`CREATE TABLE tier_payment (
        payment_id uuid PRIMARY KEY, deal_id uuid NOT NULL, site_id uuid NOT NULL, amount_fen bigint NOT NULL,
        received_at timestamptz NOT NULL)`);
      await tx.query('CREATE INDEX tier_payment_of_deal ON tier_payment (deal_id)');
      await tx.query(`CREATE TABLE tier_contact (
        source_id uuid PRIMARY KEY, client_id uuid NOT NULL, site_id uuid NOT NULL, last_on date NOT NULL)`);
      await tx.query('CREATE INDEX tier_contact_of_client ON tier_contact (client_id, last_on)');
      for (const table of ['tier_deal', 'tier_payment', 'tier_contact']) await wallBySite(tx, table);
      await tx.query(`CREATE TABLE tier_credit (
        client_id uuid PRIMARY KEY, grade text NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')), graded_on date NOT NULL,
        overdue_days int NOT NULL CHECK (overdue_days >= 0))`);
      await wallBy(tx, 'tier_credit', reachIsEverywhere);
      // The first months of a client: the row is the timer.
      await tx.query(`CREATE TABLE tier_probation (
        client_id uuid PRIMARY KEY REFERENCES client (id), site_id uuid, opened_on date NOT NULL,
        judge_on date NOT NULL CHECK (judge_on > opened_on), look_again boolean NOT NULL, judged boolean NOT NULL)`);
      await tx.query('CREATE INDEX tier_probation_due ON tier_probation (judge_on) WHERE NOT judged');
      await tx.query('CREATE INDEX tier_probation_again ON tier_probation (client_id) WHERE look_again AND NOT judged');
      await wallBy(tx, 'tier_probation', siteWithinReach('site_id'));
      await tx.query(`INSERT INTO tier_probation (client_id, opened_on, judge_on, look_again, judged)
        SELECT id, (opened_at AT TIME ZONE 'Asia/Shanghai')::date,
          ((opened_at AT TIME ZONE 'Asia/Shanghai')::date + interval '6 months')::date, true, false FROM client`);
    },
  },
];
