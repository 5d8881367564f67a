import { type Migration, reachIsEverywhere, wallBy, wallBySite } from '@shouwen/database';

/** Rows of a client are seen where the client is known, by whichever of the records. */
const wallByClient = (tx: Parameters<Migration['up']>[0], table: string): Promise<void> =>
  wallBy(
    tx,
    table,
    `(${reachIsEverywhere} OR EXISTS (SELECT FROM person_site s WHERE s.client_id = ${table}.client_id))`,
  );

/**
 * Greetings (CR-7.01). A day to congratulate on stands sealed, and as a blind index by which the planning finds it; `planned_year` is its
 * timer. Last wall: one greeting a client, occasion and year.
 */
const greetings: Migration = {
  name: '20261206_61_greetings',
  up: async (tx) => {
    await tx.query(`CREATE TABLE client_occasion (
      occasion_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES client (id),
      whose text NOT NULL CHECK (whose IN ('self', 'spouse', 'parent', 'child', 'other')),
      day_sealed bytea NOT NULL, day_index bytea NOT NULL CHECK (octet_length(day_index) = 32),
      recorded_at timestamptz NOT NULL, recorded_by text NOT NULL,
      planned_year int NOT NULL DEFAULT 0)`);
    await tx.query(`CREATE UNIQUE INDEX one_own_birthday ON client_occasion (client_id)
      WHERE whose = 'self'`);
    await tx.query(`CREATE INDEX occasion_by_day ON client_occasion (day_index, planned_year)`);
    await tx.query('CREATE INDEX occasion_of_client ON client_occasion (client_id)');
    await tx.query(`CREATE TABLE client_rank (
      client_id uuid PRIMARY KEY, tier text CHECK (tier IN ('A', 'B', 'C')), tier_decided_at timestamptz,
      vip boolean NOT NULL DEFAULT false, vip_decided_at timestamptz)`);
    await tx.query(`CREATE TABLE holiday_plan (
      holiday text NOT NULL, year int NOT NULL, on_day date NOT NULL, client_cursor uuid, done boolean NOT NULL,
      PRIMARY KEY (holiday, year))`);
    await tx.query(`CREATE TABLE greeting (
      greeting_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES client (id), site_id uuid,
      occasion_key text NOT NULL, year int NOT NULL,
      occasion text NOT NULL CHECK (occasion IN ('birthday', 'holiday')), whose text, holiday text,
      due_on date NOT NULL, through date NOT NULL CHECK (through >= due_on),
      rank text NOT NULL CHECK (rank IN ('vip', 'a', 'b', 'c')), kinds text[] NOT NULL CHECK (cardinality(kinds) > 0),
      state text NOT NULL CHECK (state IN ('planned', 'done', 'cancelled', 'missed')), planned_at timestamptz NOT NULL,
      closed_at timestamptz, closed_by text, reason text, done_kinds text[],
      result text CHECK (result IN ('reached', 'delivered', 'not-reached', 'declined')),
      cost_fen bigint CHECK (cost_fen >= 0), explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
      UNIQUE (client_id, occasion_key, year), CHECK ((state = 'planned') = (closed_at IS NULL)),
      CHECK ((state = 'done') = (result IS NOT NULL AND done_kinds IS NOT NULL)))`);
    await tx.query('CREATE INDEX greeting_by_day ON greeting (due_on, greeting_id)');
    await tx.query(`CREATE INDEX greeting_open ON greeting (through) WHERE state = 'planned'`);
    for (const table of ['client_occasion', 'client_rank', 'greeting']) await wallByClient(tx, table);
  },
};

/** What the other departments tell of clients: claims, deals and visits. Read for who is lost and for what an event brought (CR-7). */
const bonds: Migration = {
  name: '20261206_62_care_bonds',
  up: async (tx) => {
    await tx.query(`CREATE TABLE care_bond (
      basis_id uuid PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('claim', 'deal')), client_id uuid NOT NULL,
      site_id uuid NOT NULL, opened_on date NOT NULL, valid_through date, ended_on date, price_fen bigint)`);
    await tx.query('CREATE INDEX care_bond_of_client ON care_bond (client_id)');
    await tx.query(`CREATE TABLE care_visit (
      visit_id uuid PRIMARY KEY, client_id uuid NOT NULL, site_id uuid NOT NULL, received_at timestamptz NOT NULL)`);
    await tx.query('CREATE INDEX care_visit_of_client ON care_visit (client_id, received_at)');
    for (const table of ['care_bond', 'care_visit']) await wallBySite(tx, table);
  },
};

/** News, tours and events (CR-7.02). Last wall: one line a client and event. */
const events: Migration = {
  name: '20261206_63_care_events',
  up: async (tx) => {
    await tx.query(`CREATE TABLE care_event (
      event_id uuid PRIMARY KEY, site_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('news', 'site-tour', 'event')),
      title text NOT NULL, place text NOT NULL, at timestamptz NOT NULL,
      planned_cost_fen bigint NOT NULL CHECK (planned_cost_fen >= 0), actual_cost_fen bigint CHECK (actual_cost_fen >= 0),
      state text NOT NULL CHECK (state IN ('planned', 'held')), planned_by text NOT NULL, planned_at timestamptz NOT NULL,
      explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
      CHECK ((state = 'held') = (actual_cost_fen IS NOT NULL)))`);
    await tx.query('CREATE INDEX care_event_of_site ON care_event (site_id, at DESC, event_id DESC)');
    await tx.query(`CREATE TABLE care_guest (
      guest_id uuid PRIMARY KEY, event_id uuid NOT NULL REFERENCES care_event, site_id uuid NOT NULL,
      client_id uuid NOT NULL REFERENCES client (id), invited_at timestamptz, invited_by text, withdrawn_at timestamptz,
      came boolean, brought_by uuid REFERENCES client (id) CHECK (brought_by <> client_id),
      recorded_at timestamptz, recorded_by text, UNIQUE (event_id, client_id),
      CHECK ((came IS NULL) = (recorded_at IS NULL)), CHECK (invited_at IS NOT NULL OR came IS NOT NULL),
      CHECK (brought_by IS NULL OR came))`);
    await tx.query('CREATE INDEX care_guest_of_client ON care_guest (client_id)');
    await wallBySite(tx, 'care_event');
    await wallBySite(tx, 'care_guest');
  },
};

/** Lost clients and what was done to win them back (CR-7.04). Last wall: lost once at a time at a site. */
const lost: Migration = {
  name: '20261206_64_lost_clients',
  appendOnly: ['win_back_attempt'],
  up: async (tx) => {
    await tx.query(`CREATE TABLE lost_client (
      lost_id uuid PRIMARY KEY, client_id uuid NOT NULL, site_id uuid NOT NULL,
      cause text NOT NULL CHECK (cause IN ('lapsed', 'deal-cancelled', 'marked')), detail text, why text,
      ended_on date NOT NULL, listed_from date NOT NULL CHECK (listed_from >= ended_on), marked_by text,
      outcome text CHECK (outcome IN ('won', 'given-up', 'returned')), closed_on date, explanation_id uuid NOT NULL,
      version int NOT NULL DEFAULT 1, CHECK ((outcome IS NULL) = (closed_on IS NULL)))`);
    await tx.query(`CREATE UNIQUE INDEX lost_once ON lost_client (client_id, site_id)
      WHERE outcome IS NULL OR outcome = 'given-up'`);
    await tx.query('CREATE INDEX lost_by_day ON lost_client (listed_from, lost_id)');
    await tx.query(`CREATE TABLE win_back_attempt (
      attempt_id uuid PRIMARY KEY, lost_id uuid NOT NULL, site_id uuid NOT NULL, made_at timestamptz NOT NULL,
      made_by text NOT NULL, way text NOT NULL CHECK (way IN ('call', 'visit', 'message', 'offer')),
      result text NOT NULL CHECK (result IN ('open', 'won', 'given-up')), next_on date, explanation_id uuid NOT NULL)`);
    await tx.query('CREATE INDEX attempt_of_lost ON win_back_attempt (lost_id, made_at)');
    await wallBySite(tx, 'lost_client');
    await wallBySite(tx, 'win_back_attempt');
  },
};

export const careMigrations: readonly Migration[] = [greetings, bonds, events, lost];
