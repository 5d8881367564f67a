import type { Migration } from '@shouwen/database';

/** Lists of campaigns: entered first, distributed once (SR-7.06). */
const lists: Migration = {
  name: '20261201_54_campaign_list',
  up: async (tx) => {
    await tx.query(`CREATE TABLE campaign_list (
      list_id uuid PRIMARY KEY, site_id uuid NOT NULL, department text NOT NULL, entered_by uuid NOT NULL,
      entered_at timestamptz NOT NULL, participants uuid[], distributed_at timestamptz CHECK (distributed_at >= entered_at),
      explanation_id uuid NOT NULL, CHECK ((participants IS NULL) = (distributed_at IS NULL)))`);
    await tx.query('CREATE INDEX campaign_list_of_site ON campaign_list (site_id, entered_at)');
    await tx.query(`CREATE TABLE campaign_client (
      list_id uuid NOT NULL REFERENCES campaign_list, client_id uuid NOT NULL, place int NOT NULL, staff_id uuid,
      PRIMARY KEY (list_id, client_id))`);
  },
};

export const campaignsMigrations: readonly Migration[] = [lists];
