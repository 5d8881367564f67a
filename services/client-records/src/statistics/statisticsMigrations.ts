import { type Migration, reachIsEverywhere, siteWithinReach, wallBy } from '@shouwen/database';

/**
 * Reports in figures (CR-4.09): one for a request and period, prepared by the clock, issued by a person; what was issued is never changed,
 * only followed by a version in which one figure was set right.
 */
export const statisticsMigrations: readonly Migration[] = [
  {
    name: '20261206_83_statistics',
    appendOnly: ['statistics_version'],
    async up(tx) {
      await tx.query(`CREATE TABLE statistics_report (
        id uuid PRIMARY KEY, request_id uuid NOT NULL REFERENCES access_request (id), site_id uuid NOT NULL, from_site_id uuid,
        department text NOT NULL, period_from date NOT NULL, period_through date NOT NULL CHECK (period_through > period_from),
        state text NOT NULL CHECK (state IN ('prepared', 'issued', 'rejected')), figures jsonb NOT NULL,
        prepared_at timestamptz NOT NULL, checked_at timestamptz, checked_by uuid, reason text, explanation_id uuid NOT NULL,
        CHECK ((state = 'prepared') = (checked_by IS NULL) AND (checked_by IS NULL) = (checked_at IS NULL)),
        CHECK (state <> 'rejected' OR reason IS NOT NULL))`);
      await tx.query(
        `CREATE UNIQUE INDEX statistics_once_a_period ON statistics_report (request_id, period_from) WHERE state <> 'rejected'`,
      );
      await tx.query('CREATE INDEX statistics_of_site ON statistics_report (site_id, period_from DESC, id DESC)');
      const either = `(${reachIsEverywhere} OR ${siteWithinReach('site_id')} OR ${siteWithinReach('from_site_id')})`;
      await wallBy(tx, 'statistics_report', either);
      const ofReport = (table: string) => `EXISTS (SELECT FROM statistics_report r WHERE r.id = ${table}.report_id)`;
      await tx.query(`CREATE TABLE statistics_correction (
        id uuid PRIMARY KEY, report_id uuid NOT NULL REFERENCES statistics_report (id), figure_group text NOT NULL, figure_key text NOT NULL,
        from_value int NOT NULL, to_value int NOT NULL CHECK (to_value >= 0 AND to_value <> from_value), reason text NOT NULL,
        proposed_by uuid NOT NULL, proposed_at timestamptz NOT NULL, verdict text CHECK (verdict IN ('approved', 'refused')),
        decided_by uuid CHECK (decided_by <> proposed_by), decided_at timestamptz, decided_why text, filed_at timestamptz,
        explanation_id uuid NOT NULL,
        CHECK ((verdict IS NULL) = (decided_by IS NULL) AND (verdict IS NULL) = (decided_at IS NULL)),
        CHECK ((verdict IS NOT DISTINCT FROM 'approved') = (filed_at IS NOT NULL)))`);
      await tx.query(
        'CREATE UNIQUE INDEX statistics_one_correction ON statistics_correction (report_id) WHERE verdict IS NULL',
      );
      await wallBy(tx, 'statistics_correction', ofReport('statistics_correction'));
      await tx.query(`CREATE TABLE statistics_version (
        report_id uuid NOT NULL REFERENCES statistics_report (id), version int NOT NULL CHECK (version > 0), figures jsonb NOT NULL,
        issued_at timestamptz NOT NULL, issued_by uuid NOT NULL, correction_id uuid UNIQUE REFERENCES statistics_correction (id),
        PRIMARY KEY (report_id, version), CHECK ((version = 1) = (correction_id IS NULL)))`);
      await wallBy(tx, 'statistics_version', ofReport('statistics_version'));
    },
  },
];
