import type { Migration } from '@shouwen/database';

export const termMigrations: readonly Migration[] = [
  {
    name: '20261201_62_lease_terms',
    up: async (tx) => {
      await tx.query(`CREATE TABLE lease_quote (
        quote_id uuid PRIMARY KEY, enquiry_id uuid NOT NULL REFERENCES lease_enquiry, space_id uuid NOT NULL REFERENCES lease_space,
        given_by uuid NOT NULL, given_at timestamptz NOT NULL, months int NOT NULL CHECK (months > 0),
        rent_fen bigint NOT NULL CHECK (rent_fen > 0), management_fee_fen bigint, phone_fen bigint, parking_fen bigint,
        total_fen bigint NOT NULL, cautious boolean NOT NULL, signed boolean NOT NULL, explanation_id uuid NOT NULL,
        CHECK (total_fen = rent_fen + coalesce(management_fee_fen, 0) + coalesce(phone_fen, 0) + coalesce(parking_fen, 0)),
        CHECK (NOT (signed AND cautious)))`);
      await tx.query('CREATE INDEX lease_quote_of_enquiry ON lease_quote (enquiry_id, given_at)');
      await tx.query('CREATE UNIQUE INDEX lease_quote_one_signed ON lease_quote (enquiry_id) WHERE signed');
      await tx.query(`CREATE TABLE lease_application (
        application_id uuid PRIMARY KEY, site_id uuid NOT NULL, enquiry_id uuid NOT NULL REFERENCES lease_enquiry,
        space_id uuid NOT NULL REFERENCES lease_space, months int NOT NULL CHECK (months > 0),
        tenant_rent_fen bigint NOT NULL CHECK (tenant_rent_fen > 0), grounds text NOT NULL,
        applied_by uuid NOT NULL, applied_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'approved', 'refused')), ruled_by uuid, ruled_at timestamptz,
        explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
        CHECK ((state = 'open') = (ruled_at IS NULL)), CHECK ((ruled_by IS NULL) = (ruled_at IS NULL)),
        CHECK (ruled_by IS NULL OR ruled_by <> applied_by))`);
      await tx.query(`CREATE UNIQUE INDEX lease_application_one_open ON lease_application (enquiry_id, space_id)
        WHERE state = 'open'`);
      await tx.query(
        'CREATE INDEX lease_application_of_site ON lease_application (site_id, applied_at, application_id)',
      );
    },
  },
];
