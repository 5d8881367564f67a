import { type Migration, reachIsEverywhere, wallBy, wallBySite } from '@shouwen/database';
import { carriers, classifiedLevels, fileKinds, fileLevels, fileStates } from './file.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** What belongs to a client is there for whoever works at a site that knows the client. `client_site` is walled itself. */
const withClient = (table: string): string =>
  `(${reachIsEverywhere} OR EXISTS (SELECT FROM client_site s WHERE s.client_id = ${table}.client_id))`;

/** The archive of a client, its files and the shelves they lie on (CR-3.01–CR-3.03). */
export const archiveMigrations: readonly Migration[] = [
  {
    name: '20261206_20_archive',
    async up(tx) {
      await tx.query(`CREATE TABLE archive (
        id uuid PRIMARY KEY, client_id uuid NOT NULL UNIQUE REFERENCES client (id), site_id uuid NOT NULL,
        opened_at timestamptz NOT NULL, opened_by uuid NOT NULL, opened_why uuid NOT NULL REFERENCES explanation,
        approve_by date NOT NULL, approved_at timestamptz, approved_by uuid, approved_why uuid REFERENCES explanation,
        CHECK ((approved_at IS NULL) = (approved_by IS NULL) AND (approved_at IS NULL) = (approved_why IS NULL)),
        CHECK (approved_by <> opened_by))`);
      await tx.query('CREATE INDEX archive_unapproved ON archive (site_id, opened_at, id) WHERE approved_at IS NULL');
      await wallBy(tx, 'archive', withClient('archive'));
    },
  },
  {
    name: '20261206_21_archive_file',
    appendOnly: ['archive_file_history'],
    async up(tx) {
      await tx.query(`CREATE TABLE archive_shelf (
        id uuid PRIMARY KEY, site_id uuid NOT NULL, room text NOT NULL, cabinet text NOT NULL, shelf int NOT NULL CHECK (shelf > 0),
        classified boolean NOT NULL, since date NOT NULL,
        UNIQUE (site_id, room, cabinet, shelf), UNIQUE (id, classified))`);
      await wallBySite(tx, 'archive_shelf');
      // Titles of classified files are sealed, and such files lie on shelves of their own: the checks are the last wall of CR-3.02.
      await tx.query(`CREATE TABLE archive_file (
        id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES archive (client_id), site_id uuid NOT NULL,
        index_number text NOT NULL, kind text NOT NULL CHECK (kind IN (${oneOf(fileKinds)})),
        level text NOT NULL CHECK (level IN (${oneOf(fileLevels)})),
        classified boolean NOT NULL GENERATED ALWAYS AS (level IN (${oneOf(classifiedLevels)})) STORED,
        title text, title_sealed bytea, carrier text NOT NULL CHECK (carrier IN (${oneOf(carriers)})),
        shelf_id uuid, position int CHECK (position > 0),
        object_id text, checksum text CHECK (checksum ~ '^[0-9a-f]{64}$'), bytes bigint CHECK (bytes >= 0), content_at timestamptz,
        custodian_id uuid NOT NULL, retention_from date NOT NULL, retention_years int CHECK (retention_years > 0), keep_through date,
        state text NOT NULL CHECK (state IN (${oneOf(fileStates)})),
        filed_at timestamptz NOT NULL, filed_by uuid NOT NULL, version int NOT NULL DEFAULT 1,
        explanation_id uuid NOT NULL REFERENCES explanation,
        UNIQUE (client_id, index_number), FOREIGN KEY (shelf_id, classified) REFERENCES archive_shelf (id, classified),
        CHECK ((title IS NULL) = (title_sealed IS NOT NULL)), CHECK (classified = (title_sealed IS NOT NULL)),
        CHECK ((shelf_id IS NULL) = (position IS NULL)), CHECK ((carrier = 'paper') = (shelf_id IS NOT NULL) OR state = 'destroyed'),
        CHECK (carrier = 'electronic' OR object_id IS NULL),
        CHECK ((object_id IS NULL) = (checksum IS NULL) AND (object_id IS NULL) = (bytes IS NULL)
          AND (object_id IS NULL) = (content_at IS NULL)),
        CHECK ((retention_years IS NULL) = (keep_through IS NULL)))`);
      await tx.query(
        `CREATE UNIQUE INDEX archive_file_place ON archive_file (shelf_id, position) WHERE state <> 'destroyed'`,
      );
      await tx.query('CREATE INDEX archive_file_of_client ON archive_file (client_id, filed_at, id)');
      await tx.query('CREATE INDEX archive_file_of_site ON archive_file (site_id, filed_at, id)');
      await tx.query('CREATE INDEX archive_file_of_custodian ON archive_file (custodian_id, site_id)');
      await wallBySite(tx, 'archive_file');
      await tx.query(`CREATE TABLE archive_file_history (
        id uuid PRIMARY KEY, file_id uuid NOT NULL REFERENCES archive_file (id), site_id uuid NOT NULL, act text NOT NULL,
        at timestamptz NOT NULL, by uuid NOT NULL, was jsonb, becomes jsonb, reason text,
        explanation_id uuid NOT NULL REFERENCES explanation)`);
      await tx.query('CREATE INDEX archive_file_history_of_file ON archive_file_history (file_id, at, id)');
      await wallBySite(tx, 'archive_file_history');
    },
  },
  {
    name: '20261206_22_archive_hold',
    async up(tx) {
      await tx.query(`CREATE TABLE file_lock (
        file_id uuid NOT NULL REFERENCES archive_file (id), site_id uuid NOT NULL, reason text NOT NULL CHECK (reason = 'loan'),
        ref uuid NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (file_id, reason, ref))`);
      await wallBySite(tx, 'file_lock');
      await tx.query(`CREATE TABLE archive_hold (
        id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES client (id), file_id uuid REFERENCES archive_file (id),
        reason text NOT NULL, placed_at timestamptz NOT NULL, placed_by uuid NOT NULL, explanation_id uuid NOT NULL REFERENCES explanation,
        released_at timestamptz, released_by uuid, release_reason text,
        CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL)))`);
      await tx.query('CREATE INDEX archive_hold_of_client ON archive_hold (client_id, placed_at, id)');
      await tx.query('CREATE INDEX archive_hold_standing ON archive_hold (client_id) WHERE released_at IS NULL');
      await wallBy(tx, 'archive_hold', withClient('archive_hold'));
    },
  },
];
