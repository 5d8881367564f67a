import { type Migration, wallBySite } from '@shouwen/database';
import { findings } from './inspection.ts';

/** Inspections of the archive's rooms (CR-3.04). */
export const custodyMigrations: readonly Migration[] = [
  {
    name: '20261206_26_inspection',
    async up(tx) {
      await tx.query(`CREATE TABLE archive_inspection (
        id uuid PRIMARY KEY, site_id uuid NOT NULL, room text NOT NULL, classified boolean NOT NULL,
        started_at timestamptz NOT NULL, started_by uuid NOT NULL, explanation_id uuid NOT NULL REFERENCES explanation,
        completed_at timestamptz, completed_by uuid, humidity_percent int CHECK (humidity_percent BETWEEN 0 AND 100), mould boolean,
        next_due_on date, version int NOT NULL DEFAULT 1,
        CHECK ((completed_at IS NULL) = (completed_by IS NULL) AND (completed_at IS NULL) = (humidity_percent IS NULL)
          AND (completed_at IS NULL) = (mould IS NULL) AND (completed_at IS NULL) = (next_due_on IS NULL)))`);
      await tx.query(`CREATE UNIQUE INDEX archive_inspection_open ON archive_inspection (site_id, room, classified)
        WHERE completed_at IS NULL`);
      await tx.query('CREATE INDEX archive_inspection_of_site ON archive_inspection (site_id, started_at, id)');
      await wallBySite(tx, 'archive_inspection');
      await tx.query(`CREATE TABLE archive_inspection_line (
        inspection_id uuid NOT NULL REFERENCES archive_inspection (id), file_id uuid NOT NULL REFERENCES archive_file (id),
        site_id uuid NOT NULL, finding text NOT NULL CHECK (finding IN (${findings.map((one) => `'${one}'`).join(', ')})),
        note text, at timestamptz NOT NULL, by uuid NOT NULL, case_id uuid, PRIMARY KEY (inspection_id, file_id),
        CHECK (finding <> 'missing' OR case_id IS NOT NULL))`);
      await tx.query('CREATE INDEX archive_inspection_line_of_file ON archive_inspection_line (file_id)');
      await wallBySite(tx, 'archive_inspection_line');
      await tx.query(`CREATE TABLE archive_inspection_overdue (
        site_id uuid NOT NULL, room text NOT NULL, classified boolean NOT NULL, due_on date NOT NULL, noticed_at timestamptz NOT NULL,
        PRIMARY KEY (site_id, room, classified, due_on))`);
      await wallBySite(tx, 'archive_inspection_overdue');
    },
  },
];
