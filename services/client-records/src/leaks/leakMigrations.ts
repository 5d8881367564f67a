import { type Migration, wallBy, wallBySite } from '@shouwen/database';

/**
 * Cases about leaked client data (CR-5.01). What was seen and done is sealed under a key of the case's own, since names stand in it.
 * `leak_trace` names the lines of the audit trail that were about the clients when it was raised. `leak_watch` is the line up to which
 * the trail was searched for patterns.
 */
export const leaksMigration: Migration = {
  name: '20261206_51_leaks',
  appendOnly: ['leak_remedy', 'leak_trace'],
  async up(tx) {
    await tx.query('CREATE SEQUENCE leak_case_number_seq');
    await tx.query(`
      CREATE TABLE leak_case (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        site_id uuid,
        raised_by text NOT NULL CHECK (raised_by IN ('staff', 'pattern', 'inspection')),
        reported_by text NOT NULL,
        reporter_id uuid,
        reported_at timestamptz NOT NULL,
        accused_id uuid,
        pattern text,
        pattern_day date,
        key_id text NOT NULL,
        wrapped_key bytea NOT NULL,
        what_sealed bytea NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'closed')),
        closed_by uuid,
        closed_at timestamptz,
        conclusion_sealed bytea,
        explanation_id uuid NOT NULL,
        CHECK ((raised_by = 'pattern') = (pattern IS NOT NULL AND pattern_day IS NOT NULL AND accused_id IS NOT NULL)
          OR (raised_by <> 'pattern' AND pattern IS NULL AND pattern_day IS NULL)),
        CHECK ((state = 'closed') = (closed_by IS NOT NULL)
          AND (closed_by IS NULL) = (closed_at IS NULL) AND (closed_by IS NULL) = (conclusion_sealed IS NULL)),
        CHECK (closed_by IS NULL OR (closed_by IS DISTINCT FROM reporter_id AND closed_by IS DISTINCT FROM accused_id))
      )`);
    await tx.query(`CREATE UNIQUE INDEX leak_case_once_a_day ON leak_case (accused_id, pattern, pattern_day)
      WHERE pattern IS NOT NULL`);
    await tx.query('CREATE INDEX leak_case_newest ON leak_case (reported_at DESC, id DESC)');
    await tx.query('CREATE INDEX leak_case_by_reporter ON leak_case (reporter_id, reported_at DESC, id DESC)');
    await wallBySite(tx, 'leak_case');
    await tx.query(`CREATE TABLE leak_client (
      case_id uuid NOT NULL REFERENCES leak_case (id), client_id uuid NOT NULL, PRIMARY KEY (case_id, client_id))`);
    await tx.query(`
      CREATE TABLE leak_remedy (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL REFERENCES leak_case (id),
        what_sealed bytea NOT NULL,
        done_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL CHECK (recorded_at >= done_at),
        recorded_by uuid NOT NULL
      )`);
    await tx.query('CREATE INDEX leak_remedy_by_case ON leak_remedy (case_id, done_at, id)');
    await tx.query(`CREATE TABLE leak_trace (
      case_id uuid NOT NULL REFERENCES leak_case (id), seq bigint NOT NULL REFERENCES audit_entry (seq),
      PRIMARY KEY (case_id, seq))`);
    await tx.query('CREATE TABLE leak_watch (seq bigint NOT NULL)');
    await tx.query('CREATE UNIQUE INDEX leak_watch_single ON leak_watch ((true))');
    await tx.query('INSERT INTO leak_watch SELECT coalesce(max(seq), 0) FROM audit_entry');
    for (const table of ['leak_client', 'leak_remedy', 'leak_trace'])
      await wallBy(tx, table, `EXISTS (SELECT FROM leak_case c WHERE c.id = ${table}.case_id)`);
  },
};
