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
];
