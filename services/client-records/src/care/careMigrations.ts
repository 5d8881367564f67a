import { type Migration, reachIsEverywhere, wallBy } from '@shouwen/database';

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
      recorded_at timestamptz NOT NULL, recorded_by text NOT NULL, removed_at timestamptz,
      planned_year int NOT NULL DEFAULT 0)`);
    await tx.query(`CREATE UNIQUE INDEX one_own_birthday ON client_occasion (client_id)
      WHERE whose = 'self' AND removed_at IS NULL`);
    await tx.query(
      `CREATE INDEX occasion_by_day ON client_occasion (day_index, planned_year) WHERE removed_at IS NULL`,
    );
    await tx.query('CREATE INDEX occasion_of_client ON client_occasion (client_id)');
    await tx.query(`CREATE TABLE client_rank (
      client_id uuid PRIMARY KEY, tier text NOT NULL CHECK (tier IN ('A', 'B', 'C')), decided_at timestamptz NOT NULL)`);
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

export const careMigrations: readonly Migration[] = [greetings];
