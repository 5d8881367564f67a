import type { Migration } from '@shouwen/database';

/** What was said is kept as it was said. */
export const followUpMigrations: readonly Migration[] = [
  {
    name: '20261122_22_follow_ups',
    appendOnly: ['follow_up'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE follow_up (
        follow_up_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid NOT NULL, consultant_id uuid NOT NULL,
        at timestamptz NOT NULL, channel text NOT NULL CHECK (channel IN ('phone', 'wechat', 'sms', 'visit', 'other')),
        reached boolean NOT NULL, said text NOT NULL, next text, next_on date, explanation_id uuid NOT NULL)`);
      await tx.query('CREATE INDEX follow_up_of_client ON follow_up (client_id, at, follow_up_id)');
    },
  },
  {
    // Where the care for a client stands, so that nobody has to read all that was ever said to know what is due.
    name: '20261201_31_client_contact',
    up: async (tx) => {
      await tx.query(`ALTER TABLE follow_up ADD COLUMN class char(1) CHECK (class IN ('A', 'B', 'C', 'D'))`);
      await tx.query(`CREATE TABLE client_contact (
        site_id uuid NOT NULL, client_id uuid NOT NULL, consultant_id uuid NOT NULL,
        last_at timestamptz NOT NULL, last_reached_at timestamptz CHECK (last_reached_at <= last_at),
        next text, next_on date, held_through date,
        PRIMARY KEY (site_id, client_id, consultant_id))`);
      await tx.query(`INSERT INTO client_contact (site_id, client_id, consultant_id, last_at, last_reached_at, next, next_on, held_through)
        SELECT site_id, client_id, consultant_id, max(at), max(at) FILTER (WHERE reached),
          (array_agg(next ORDER BY at DESC))[1], (array_agg(next_on ORDER BY at DESC))[1], DATE '0001-01-01'
        FROM follow_up GROUP BY site_id, client_id, consultant_id`);
      await tx.query(`CREATE INDEX next_step_of_consultant ON client_contact (site_id, consultant_id, next_on, client_id)
        WHERE next_on IS NOT NULL`);
      await tx.query(`CREATE INDEX next_step_to_check ON client_contact (held_through) WHERE next_on IS NOT NULL`);
      await tx.query(`CREATE INDEX claim_to_renew ON claim
        (site_id, consultant_id, (least(valid_through, coalesce(fresh_through, valid_through)))) WHERE status = 'open'`);
    },
  },
  {
    // For the manager's check, which asks for what still holds or was over a short while ago, of all consultants.
    name: '20261201_37_claim_last_day',
    up: async (tx) => {
      await tx.query(`CREATE INDEX claim_last_day_of_site ON claim
        (site_id, (least(valid_through, coalesce(fresh_through, valid_through))))`);
    },
  },
];
