import { type Migration, wallBySite } from '@shouwen/database';
import { methods } from './destruction.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** The register of destructions (CR-3.05). Its checks are the last wall of "another person", and of never selling waste paper. */
export const destructionMigrations: readonly Migration[] = [
  {
    name: '20261206_24_destruction',
    async up(tx) {
      await tx.query(`CREATE TABLE archive_destruction (
        id uuid PRIMARY KEY, site_id uuid NOT NULL, reason text NOT NULL,
        proposed_by uuid NOT NULL, proposed_at timestamptz NOT NULL, explanation_id uuid NOT NULL REFERENCES explanation,
        state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'carried-out')),
        decided_by uuid CHECK (decided_by <> proposed_by), decided_at timestamptz, decided_reason text,
        method text CHECK (method IN (${oneOf(methods)})), witnessed_by uuid, witnessed_at timestamptz,
        version int NOT NULL DEFAULT 1,
        CHECK (witnessed_by <> proposed_by AND witnessed_by <> decided_by),
        CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
        CHECK ((state = 'carried-out') = (witnessed_by IS NOT NULL) AND (witnessed_by IS NULL) = (witnessed_at IS NULL)
          AND (witnessed_by IS NULL) = (method IS NULL)))`);
      await tx.query('CREATE INDEX archive_destruction_of_site ON archive_destruction (site_id, proposed_at, id)');
      await wallBySite(tx, 'archive_destruction');
      await tx.query(`CREATE TABLE archive_destruction_file (
        destruction_id uuid NOT NULL REFERENCES archive_destruction (id), file_id uuid NOT NULL REFERENCES archive_file (id),
        site_id uuid NOT NULL, standing boolean NOT NULL, PRIMARY KEY (destruction_id, file_id))`);
      await tx.query(
        'CREATE UNIQUE INDEX archive_destruction_once ON archive_destruction_file (file_id) WHERE standing',
      );
      await wallBySite(tx, 'archive_destruction_file');
    },
  },
];
