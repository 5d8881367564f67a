import { type Migration, reachIsEverywhere, type Tx, wallBy, wallBySite } from '@shouwen/database';

/** Points are a person's, wherever they were earned: seen where the person is known, by whichever of the records. */
const wallByPerson = (tx: Tx, table: string): Promise<void> =>
  wallBy(
    tx,
    table,
    `(${reachIsEverywhere} OR EXISTS (SELECT FROM person_site s WHERE s.client_id = ${table}.client_id))`,
  );

/** What the company sets is everybody's who looks at any site. */
const wallOfSiteOrCompany = (tx: Tx, table: string): Promise<void> =>
  wallBy(
    tx,
    table,
    `(site_id IS NULL AND coalesce(current_setting('shouwen.reach', true), '') <> '' OR ${reachIsEverywhere}
      OR site_id::text = ANY (string_to_array(current_setting('shouwen.reach', true), ',')))`,
  );

/** What points follow from: who brought whom to which event, and deals (CR-6.04). */
const facts: Migration = {
  name: '20261206_75_loyalty_facts',
  up: async (tx) => {
    await tx.query(`CREATE TABLE loyalty_guest (
      guest_id uuid PRIMARY KEY, event_id uuid NOT NULL, client_id uuid NOT NULL, site_id uuid NOT NULL,
      held_at timestamptz NOT NULL, held_on date NOT NULL, brought_by uuid CHECK (brought_by <> client_id),
      UNIQUE (event_id, client_id))`);
    await tx.query('CREATE INDEX loyalty_guest_of_client ON loyalty_guest (client_id)');
    await tx.query(`CREATE TABLE loyalty_deal (
      deal_id uuid PRIMARY KEY, client_id uuid NOT NULL, site_id uuid NOT NULL, closed_at timestamptz NOT NULL,
      closed_on date NOT NULL, price_fen bigint NOT NULL CHECK (price_fen >= 0), cancelled_on date)`);
    await tx.query('CREATE INDEX loyalty_deal_of_client ON loyalty_deal (client_id)');
    await wallBySite(tx, 'loyalty_guest');
    await wallBySite(tx, 'loyalty_deal');
  },
};

/**
 * The ledger (CR-6.04). Entries only grow and name nobody; a lot is what is left of points earned at one time. Last walls: no balance
 * below zero, no lot below zero, and no more taken from a lot than was in it.
 */
const ledger: Migration = {
  name: '20261206_76_points_ledger',
  appendOnly: ['points_entry'],
  up: async (tx) => {
    await tx.query(`CREATE TABLE points_account (
      client_id uuid PRIMARY KEY, balance int NOT NULL DEFAULT 0 CHECK (balance >= 0),
      owed int NOT NULL DEFAULT 0 CHECK (owed >= 0))`);
    await tx.query(`CREATE TABLE points_entry (
      entry_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES points_account,
      kind text NOT NULL CHECK (kind IN ('earned', 'spent', 'expired', 'corrected')), reason text NOT NULL,
      points int NOT NULL, owed int NOT NULL, reference_kind text NOT NULL, reference_id uuid NOT NULL,
      at timestamptz NOT NULL, by text NOT NULL, explanation_id uuid NOT NULL,
      CHECK (points <> 0 OR owed <> 0), CHECK (kind <> 'earned' OR points > 0),
      CHECK (kind NOT IN ('spent', 'expired') OR (points < 0 AND owed = 0)))`);
    await tx.query('CREATE INDEX points_entry_of_client ON points_entry (client_id, at DESC, entry_id DESC)');
    await tx.query(`CREATE TABLE points_lot (
      lot_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES points_account, reference_kind text NOT NULL,
      reference_id uuid NOT NULL, points int NOT NULL CHECK (points > 0), remaining int NOT NULL CHECK (remaining >= 0),
      expired int NOT NULL DEFAULT 0 CHECK (expired >= 0), revoked int NOT NULL DEFAULT 0 CHECK (revoked >= 0),
      taken_back int NOT NULL DEFAULT 0 CHECK (taken_back >= 0), through date,
      CHECK (remaining + expired <= points), CHECK (revoked <= points), CHECK (taken_back <= revoked))`);
    await tx.query('CREATE INDEX points_lot_of_client ON points_lot (client_id) WHERE remaining > 0');
    await tx.query('CREATE INDEX points_lot_due ON points_lot (through) WHERE remaining > 0');
    await tx.query('CREATE INDEX points_lot_of_reference ON points_lot (reference_id, reference_kind)');
    for (const table of ['points_account', 'points_entry', 'points_lot']) await wallByPerson(tx, table);
  },
};

/** The catalogue, what is redeemed and corrected, and the levels. Last wall: nobody confirms or signs the own. */
const acts: Migration = {
  name: '20261206_77_points_acts',
  appendOnly: ['points_levels'],
  up: async (tx) => {
    await tx.query(`CREATE TABLE points_reward (
      reward_id uuid PRIMARY KEY, site_id uuid, kind text NOT NULL CHECK (kind IN ('gift', 'service-voucher', 'priority')),
      zh text NOT NULL, en text NOT NULL, points int NOT NULL CHECK (points > 0), valid_from date NOT NULL,
      valid_through date CHECK (valid_through >= valid_from), set_by text NOT NULL, set_at timestamptz NOT NULL)`);
    await tx.query('CREATE INDEX points_reward_of_site ON points_reward (site_id, reward_id)');
    await tx.query(`CREATE TABLE points_act (
      act_id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('redemption', 'correction')), client_id uuid NOT NULL,
      site_id uuid NOT NULL, points int NOT NULL CHECK (points <> 0), reason text NOT NULL,
      reward_id uuid REFERENCES points_reward, quantity int CHECK (quantity > 0),
      state text NOT NULL CHECK (state IN ('pending', 'done', 'declined')), asked_by uuid NOT NULL,
      asked_at timestamptz NOT NULL, decided_by uuid CHECK (decided_by <> asked_by), explanation_id uuid NOT NULL,
      version int NOT NULL DEFAULT 1,
      CHECK ((kind = 'redemption') = (reward_id IS NOT NULL AND quantity IS NOT NULL AND points < 0)),
      CHECK (kind <> 'correction' OR state = 'pending' OR decided_by IS NOT NULL))`);
    await tx.query('CREATE INDEX points_act_of_site ON points_act (site_id, asked_at DESC, act_id DESC)');
    await tx.query('CREATE INDEX points_act_of_client ON points_act (client_id)');
    await tx.query(`CREATE TABLE points_levels (
      version int PRIMARY KEY CHECK (version > 0), levels jsonb NOT NULL, set_by text NOT NULL, set_at timestamptz NOT NULL)`);
    await wallOfSiteOrCompany(tx, 'points_reward');
    await wallBySite(tx, 'points_act');
    await wallBy(tx, 'points_levels', `(coalesce(current_setting('shouwen.reach', true), '') <> '')`);
  },
};

export const loyaltyMigrations: readonly Migration[] = [facts, ledger, acts];
