import { type Migration, siteWithinReach, wallBy } from '@shouwen/database';

/** Whoever keeps the archive, and whoever works where the request comes from. */
const eitherSite = (from: string): string => `(${siteWithinReach('site_id')} OR ${siteWithinReach(from)})`;

/** What belongs to a request is there for whom the request is there; that table is walled itself. */
const withRequest = (table: string): string => `EXISTS (SELECT FROM access_request r WHERE r.id = ${table}.request_id)`;

export const requestMigrations: readonly Migration[] = [
  {
    name: '20261206_42_requests',
    async up(tx) {
      await tx.query('CREATE SEQUENCE access_request_number_seq');
      await tx.query(`CREATE TABLE access_request (
        id uuid PRIMARY KEY, number text NOT NULL UNIQUE, kind text NOT NULL, state text NOT NULL CHECK (state IN
          ('draft', 'submitted', 'stamped', 'approved', 'refused', 'active', 'ended', 'withdrawn')),
        site_id uuid NOT NULL, from_site_id uuid, department text NOT NULL, headless boolean NOT NULL, by_head boolean NOT NULL,
        requester_id uuid NOT NULL, reader_id uuid NOT NULL, client_id uuid, described text, fields text[] NOT NULL,
        shows_client boolean NOT NULL, purpose text, reason text, until_on date, pages text, copies int CHECK (copies > 0),
        loan_days int CHECK (loan_days > 0), carrier_id uuid, safeguards text, plan text[] NOT NULL, next_step text,
        created_at timestamptz NOT NULL, submitted_at timestamptz, due_at timestamptz, escalate_at timestamptz,
        reminded_at timestamptz, escalated_at timestamptz, ended_at timestamptz, end_reason text,
        explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
        CHECK ((state = 'draft') = (submitted_at IS NULL) OR state = 'withdrawn'),
        CHECK (state = 'draft' OR state = 'withdrawn' OR (purpose IS NOT NULL AND reason IS NOT NULL AND until_on IS NOT NULL)),
        CHECK ((state IN ('submitted', 'stamped')) = (next_step IS NOT NULL)), CHECK ((state = 'ended') = (end_reason IS NOT NULL)),
        CHECK (next_step IS NULL OR next_step = ANY (plan)))`);
      await tx.query('CREATE INDEX access_request_of_requester ON access_request (requester_id, created_at, id)');
      await tx.query('CREATE INDEX access_request_of_reader ON access_request (reader_id, created_at, id)');
      await tx.query(`CREATE INDEX access_request_waiting ON access_request (next_step, submitted_at, id)
        WHERE state IN ('submitted', 'stamped')`);
      await tx.query(`CREATE INDEX access_request_due ON access_request (due_at)
        WHERE state IN ('submitted', 'stamped') AND reminded_at IS NULL`);
      await tx.query(`CREATE INDEX access_request_escalate ON access_request (escalate_at)
        WHERE state IN ('submitted', 'stamped') AND escalated_at IS NULL`);
      await tx.query(`CREATE INDEX access_request_running ON access_request (until_on)
        WHERE state IN ('submitted', 'stamped', 'approved', 'active')`);
      await wallBy(tx, 'access_request', eitherSite('from_site_id'));
    },
  },
  {
    name: '20261206_43_request_parts',
    async up(tx) {
      await tx.query(`CREATE TABLE request_file (
        request_id uuid NOT NULL REFERENCES access_request (id), file_id uuid NOT NULL, classified boolean NOT NULL,
        attached_by uuid NOT NULL, attached_at timestamptz NOT NULL, PRIMARY KEY (request_id, file_id))`);
      await wallBy(tx, 'request_file', withRequest('request_file'));
      // One decision for each step, and each by another person: the last wall of I22.
      await tx.query(`CREATE TABLE request_step (
        id uuid PRIMARY KEY, request_id uuid NOT NULL REFERENCES access_request (id), step text NOT NULL,
        verdict text NOT NULL CHECK (verdict IN ('approved', 'refused')), by_staff uuid NOT NULL, for_staff uuid,
        at timestamptz NOT NULL, reason text CHECK (verdict = 'approved' OR reason IS NOT NULL), explanation_id uuid NOT NULL,
        UNIQUE (request_id, step), UNIQUE (request_id, by_staff), CHECK (for_staff <> by_staff))`);
      await wallBy(tx, 'request_step', withRequest('request_step'));
      await tx.query(`CREATE TABLE request_reminder (
        request_id uuid NOT NULL REFERENCES access_request (id), step text NOT NULL, kind text NOT NULL CHECK (kind IN
          ('overdue', 'escalated')), at timestamptz NOT NULL, PRIMARY KEY (request_id, step, kind))`);
      await wallBy(tx, 'request_reminder', withRequest('request_reminder'));
      // Sealed under the key of the client whose file the outsider sees.
      await tx.query(`CREATE TABLE request_outsider (
        request_id uuid PRIMARY KEY REFERENCES access_request (id), client_id uuid NOT NULL, proof text NOT NULL CHECK (proof IN
          ('introduction-letter', 'work-card')), name_sealed bytea NOT NULL, proof_number_sealed bytea NOT NULL,
        identity_number_sealed bytea NOT NULL)`);
      await wallBy(tx, 'request_outsider', withRequest('request_outsider'));
    },
  },
  {
    name: '20261206_81_request_scope',
    async up(tx) {
      await tx.query(`ALTER TABLE access_request ADD COLUMN recipient text, ADD COLUMN scope jsonb,
        ADD CONSTRAINT export_says_what CHECK (state IN ('draft', 'withdrawn') OR kind NOT IN ('export', 'statistics') OR scope IS NOT NULL)`);
    },
  },
  {
    name: '20261206_47_request_ended_for',
    async up(tx) {
      await tx.query(`ALTER TABLE access_request ADD COLUMN ended_for text,
        ADD CONSTRAINT ended_for_a_reason CHECK (ended_for IS NULL OR end_reason = 'revoked')`);
    },
  },
  {
    name: '20261206_44_request_deputies',
    async up(tx) {
      await tx.query(`CREATE TABLE request_deputy (
        id uuid PRIMARY KEY, staff_id uuid NOT NULL, deputy_id uuid NOT NULL CHECK (deputy_id <> staff_id), from_on date NOT NULL,
        to_on date NOT NULL CHECK (to_on >= from_on), entitlements jsonb NOT NULL, post_ids uuid[] NOT NULL,
        named_at timestamptz NOT NULL, ended_at timestamptz, explanation_id uuid NOT NULL)`);
      await tx.query('CREATE INDEX request_deputy_of ON request_deputy (deputy_id, to_on) WHERE ended_at IS NULL');
      await tx.query('CREATE INDEX request_deputy_for ON request_deputy (staff_id, to_on)');
    },
  },
];
