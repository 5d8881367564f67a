import { type Migration, siteWithinReach, wallBy } from '@shouwen/database';

export const loanMigrations: readonly Migration[] = [
  {
    name: '20261206_45_loans',
    async up(tx) {
      await tx.query('CREATE SEQUENCE loan_number_seq');
      await tx.query(`CREATE TABLE loan (
        id uuid PRIMARY KEY, number text NOT NULL UNIQUE, request_id uuid NOT NULL REFERENCES access_request (id), file_id uuid NOT NULL,
        site_id uuid NOT NULL, borrower_id uuid NOT NULL, borrower_site_id uuid, department text NOT NULL, headless boolean NOT NULL,
        copies int NOT NULL CHECK (copies > 0), entered_at timestamptz NOT NULL, entered_by uuid NOT NULL CHECK (entered_by <> borrower_id),
        valid_until timestamptz NOT NULL, signed_at timestamptz, lent_on date, due_on date CHECK (due_on >= lent_on), head_on date,
        returned_at timestamptz, returned_by uuid CHECK (returned_by <> borrower_id), condition text, reminded_at timestamptz,
        head_told_at timestamptz, explanation_id uuid NOT NULL, UNIQUE (request_id, file_id),
        CHECK (num_nulls(signed_at, lent_on, due_on, head_on) IN (0, 4)), CHECK ((returned_at IS NULL) = (returned_by IS NULL)),
        CHECK (returned_at IS NULL OR signed_at IS NOT NULL))`);
      // A paper is in one hand.
      await tx.query(
        'CREATE UNIQUE INDEX loan_out_once ON loan (file_id) WHERE signed_at IS NOT NULL AND returned_at IS NULL',
      );
      await tx.query('CREATE INDEX loan_of_borrower ON loan (borrower_id, entered_at, id)');
      await tx.query('CREATE INDEX loan_at_site ON loan (site_id, entered_at, id)');
      await tx.query('CREATE INDEX loan_to_remind ON loan (due_on) WHERE returned_at IS NULL AND reminded_at IS NULL');
      await tx.query('CREATE INDEX loan_to_tell ON loan (head_on) WHERE returned_at IS NULL AND head_told_at IS NULL');
      await wallBy(tx, 'loan', `(${siteWithinReach('site_id')} OR ${siteWithinReach('borrower_site_id')})`);
    },
  },
];
