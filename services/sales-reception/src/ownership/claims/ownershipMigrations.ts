import type { Migration } from '@shouwen/database';

/** Claims and purchases. The partial unique index is the last wall of I16: never two open claims on one client of a site. */
export const ownershipMigrations: readonly Migration[] = [
  {
    name: '20261122_20_ownership',
    up: async (tx) => {
      await tx.query(`CREATE TABLE claim (
        claim_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid NOT NULL, consultant_id uuid NOT NULL,
        opened_by text NOT NULL CHECK (opened_by IN ('visit', 'call')), source_id uuid NOT NULL,
        opened_at timestamptz NOT NULL, opened_on date NOT NULL, window_from timestamptz NOT NULL,
        valid_through date NOT NULL, fresh_through date,
        confirmation text NOT NULL CHECK (confirmation IN ('not-needed', 'awaited', 'given')),
        status text NOT NULL CHECK (status IN ('open', 'ended')),
        shared_with uuid CHECK (shared_with <> consultant_id), shared_rule text,
        ended_at timestamptz, ended_on date, end_reason text,
        opened_why uuid NOT NULL, latest_why uuid NOT NULL, ended_why uuid,
        CHECK ((status = 'ended') = (ended_at IS NOT NULL AND ended_on IS NOT NULL AND end_reason IS NOT NULL)),
        CHECK ((shared_with IS NULL) = (shared_rule IS NULL)),
        CHECK (ended_at >= opened_at))`);
      await tx.query(`CREATE UNIQUE INDEX one_open_claim ON claim (site_id, client_id) WHERE status = 'open'`);
      await tx.query('CREATE INDEX claim_of_client ON claim (client_id, opened_at)');
      await tx.query('CREATE INDEX claim_of_site ON claim (site_id, opened_at, claim_id)');
      await tx.query(
        `CREATE INDEX claim_due ON claim ((least(valid_through, coalesce(fresh_through, valid_through)))) WHERE status = 'open'`,
      );
      await tx.query(`CREATE TABLE purchase (
        deal_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid NOT NULL, consultant_id uuid, visit_id uuid,
        closed_at timestamptz NOT NULL, closed_on date NOT NULL, cancelled_at timestamptz CHECK (cancelled_at >= closed_at))`);
      await tx.query('CREATE INDEX purchase_of_client ON purchase (client_id, closed_at)');
    },
  },
  {
    name: '20261201_20_sharing',
    up: async (tx) => {
      await tx.query('ALTER TABLE claim ADD COLUMN sharing jsonb');
      await tx.query(`UPDATE claim SET sharing = jsonb_build_object('rule', shared_rule, 'shares', jsonb_build_array(
          jsonb_build_object('staffId', shared_with, 'role', 'original', 'parts', null),
          jsonb_build_object('staffId', consultant_id, 'role', 'new', 'parts', null)))
        WHERE shared_with IS NOT NULL`);
      await tx.query('ALTER TABLE claim DROP COLUMN shared_with, DROP COLUMN shared_rule');
      await tx.query('ALTER TABLE purchase ADD COLUMN sharing jsonb');
      for (const table of ['claim', 'purchase'])
        await tx.query(`ALTER TABLE ${table} ADD CHECK (sharing IS NULL OR
          (sharing ->> 'rule' IS NOT NULL AND jsonb_array_length(sharing -> 'shares') > 0))`);
    },
  },
  {
    name: '20261201_22_due_claims',
    up: async (tx) => {
      await tx.query(`ALTER TABLE claim ADD COLUMN lapses_at timestamptz, ADD COLUMN warn_at timestamptz,
        ADD COLUMN warned_at timestamptz, ADD COLUMN warned_why uuid`);
      // What was opened before is warned of when its window moves the next time.
      await tx.query(`UPDATE claim c SET lapses_at =
          ((least(valid_through, coalesce(fresh_through, valid_through)) + 1)::timestamp AT TIME ZONE s.time_zone)
        FROM site_policy s WHERE s.site_id = c.site_id`);
      await tx.query('ALTER TABLE claim ALTER COLUMN lapses_at SET NOT NULL');
      await tx.query('DROP INDEX claim_due');
      await tx.query(`CREATE INDEX claim_due ON claim (lapses_at) WHERE status = 'open'`);
      await tx.query(`CREATE INDEX claim_to_warn ON claim (warn_at) WHERE status = 'open' AND warn_at IS NOT NULL`);
      await tx.query(`CREATE INDEX claim_of_consultant ON claim (consultant_id, lapses_at) WHERE status = 'open'`);
    },
  },
  {
    name: '20261201_24_earlier_buyers',
    up: async (tx) => {
      // `client_id` is the buyer of today; who closed the deal, and who was its buyer until a new name, stays known.
      await tx.query('ALTER TABLE purchase ADD COLUMN original_client_id uuid, ADD COLUMN buyer_since timestamptz');
      await tx.query('UPDATE purchase SET original_client_id = client_id, buyer_since = closed_at');
      await tx.query(`ALTER TABLE purchase ALTER COLUMN original_client_id SET NOT NULL,
        ALTER COLUMN buyer_since SET NOT NULL, ADD CHECK (buyer_since >= closed_at)`);
      await tx.query(`CREATE TABLE earlier_buyer (
        deal_id uuid NOT NULL REFERENCES purchase, client_id uuid NOT NULL, since timestamptz NOT NULL,
        until timestamptz NOT NULL CHECK (until >= since), PRIMARY KEY (deal_id, client_id, since))`);
      await tx.query('CREATE INDEX earlier_buyer_of_client ON earlier_buyer (client_id)');
    },
  },
];
