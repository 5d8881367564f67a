import type { Migration } from '@shouwen/database';

/** Weekly reports as they were made: what is corrected later does not change them. */
export const reportsMigrations: readonly Migration[] = [
  {
    name: '20261201_34_weekly_report',
    appendOnly: ['weekly_report'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE weekly_report (
        site_id uuid NOT NULL, week_from date NOT NULL CHECK (extract(isodow FROM week_from) = 1),
        week_through date NOT NULL CHECK (week_through = week_from + 6), made_at timestamptz NOT NULL, figures jsonb NOT NULL,
        PRIMARY KEY (site_id, week_from))`);
      await tx.query('CREATE INDEX follow_up_of_site ON follow_up (site_id, at)');
      await tx.query('CREATE INDEX call_registration_of_day ON call_registration (site_id, answered_on)');
      await tx.query('CREATE INDEX deal_closed_of_site ON deal (site_id, closed_on)');
      await tx.query(
        'CREATE INDEX deal_cancelled_of_site ON deal (site_id, cancelled_on) WHERE cancelled_on IS NOT NULL',
      );
    },
  },
];
