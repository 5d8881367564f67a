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

/**
 * Events of the club and the guest lists that departments owe (SR-7.07). Last walls: one list a department and day, one entry that
 * stands for a client, one ruling that decides.
 */
const guests: Migration = {
  name: '20261201_55_club_event',
  appendOnly: ['invitation_ruling'],
  up: async (tx) => {
    await tx.query(`CREATE TABLE club_event (
      event_id uuid PRIMARY KEY, site_id uuid NOT NULL, held_on date NOT NULL,
      session text NOT NULL CHECK (session IN ('afternoon', 'evening')), planned_by uuid NOT NULL,
      planned_at timestamptz NOT NULL, explanation_id uuid NOT NULL)`);
    await tx.query('CREATE INDEX club_event_of_site ON club_event (site_id, held_on)');
    await tx.query(`CREATE TABLE guest_list_duty (
      duty_id uuid PRIMARY KEY, event_id uuid NOT NULL REFERENCES club_event, department text NOT NULL,
      head_id uuid NOT NULL, owed_on date NOT NULL, due_at timestamptz NOT NULL, handed_in_at timestamptz,
      violation_id uuid, UNIQUE (event_id, department, owed_on))`);
    await tx.query(`CREATE INDEX guest_list_due ON guest_list_duty (due_at)
      WHERE handed_in_at IS NULL AND violation_id IS NULL`);
    await tx.query(`CREATE TABLE club_guest (
      guest_id uuid PRIMARY KEY, event_id uuid NOT NULL REFERENCES club_event, client_id uuid NOT NULL,
      department text NOT NULL, inviter_id uuid NOT NULL, listed_at timestamptz NOT NULL, late boolean NOT NULL,
      stands boolean NOT NULL, conflict boolean NOT NULL, came_at timestamptz, explanation_id uuid NOT NULL,
      UNIQUE (event_id, client_id, department))`);
    await tx.query('CREATE UNIQUE INDEX one_inviter ON club_guest (event_id, client_id) WHERE stands');
    await tx.query('CREATE INDEX club_guest_of_client ON club_guest (client_id)');
    await tx.query(`CREATE TABLE invitation_ruling (
      ruling_id uuid PRIMARY KEY, event_id uuid NOT NULL REFERENCES club_event, client_id uuid NOT NULL,
      ruled_by uuid NOT NULL, ruled_at timestamptz NOT NULL, department text, reason text NOT NULL,
      explanation_id uuid NOT NULL)`);
    await tx.query(
      'CREATE UNIQUE INDEX one_deciding_ruling ON invitation_ruling (event_id, client_id) WHERE department IS NOT NULL',
    );
  },
};

/** What other departments report of neglected clients (SR-3.19): each waits until the client-resources director has the record changed. */
const neglect: Migration = {
  name: '20261201_56_neglect_report',
  up: async (tx) => {
    await tx.query(`CREATE TABLE neglect_report (
      report_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid NOT NULL, department text NOT NULL,
      inviter_id uuid NOT NULL, owner_id uuid NOT NULL CHECK (owner_id <> inviter_id), reported_at timestamptz NOT NULL,
      changed_at timestamptz CHECK (changed_at >= reported_at), explanation_id uuid NOT NULL)`);
    await tx.query('CREATE INDEX neglect_pending ON neglect_report (site_id, reported_at) WHERE changed_at IS NULL');
  },
};

export const campaignsMigrations: readonly Migration[] = [lists, guests, neglect];
