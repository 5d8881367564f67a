import { type Migration, reachIsEverywhere, wallBy, wallBySite } from '@shouwen/database';
import { contentKinds } from './checks/index.ts';

const kinds = contentKinds.map((kind) => `'${kind}'`).join(', ');

/**
 * Electronic contents (CR-3.01): what lies in the store under which names, uploads on their way, and tickets to read. Keys and names are
 * sealed under the client's key: whoever destroys that has destroyed the contents.
 */
export const contentMigrations: readonly Migration[] = [
  {
    name: '20261206_30_file_upload',
    async up(tx) {
      await tx.query(`CREATE TABLE file_upload (
        id uuid PRIMARY KEY, content_id uuid NOT NULL UNIQUE, file_id uuid NOT NULL REFERENCES archive_file (id),
        client_id uuid NOT NULL REFERENCES client (id), site_id uuid NOT NULL, staff_id uuid NOT NULL,
        bytes bigint NOT NULL CHECK (bytes > 0), sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'), ending text NOT NULL,
        name_sealed bytea, key_sealed bytea,
        state text NOT NULL CHECK (state IN ('receiving', 'quarantined', 'attached', 'refused', 'abandoned')),
        kind text CHECK (kind IN (${kinds})), refused_for text, begun_at timestamptz NOT NULL, live_until timestamptz NOT NULL,
        ended_at timestamptz, cleared_at timestamptz, explanation_id uuid NOT NULL REFERENCES explanation,
        CHECK ((state IN ('receiving', 'quarantined')) = (ended_at IS NULL)), CHECK ((state = 'refused') = (refused_for IS NOT NULL)),
        CHECK (state NOT IN ('quarantined', 'attached') OR kind IS NOT NULL),
        CHECK (cleared_at IS NULL OR ended_at IS NOT NULL), CHECK ((key_sealed IS NULL) = (cleared_at IS NOT NULL) AND (name_sealed IS NULL) = (cleared_at IS NOT NULL)))`);
      await tx.query(`CREATE INDEX file_upload_live ON file_upload (live_until) WHERE state = 'receiving'`);
      await tx.query(`CREATE INDEX file_upload_of_staff ON file_upload (staff_id) WHERE state = 'receiving'`);
      await tx.query(`CREATE INDEX file_upload_quarantined ON file_upload (begun_at) WHERE state = 'quarantined'`);
      await tx.query('CREATE INDEX file_upload_uncleared ON file_upload (ended_at) WHERE cleared_at IS NULL');
      await wallBySite(tx, 'file_upload');
      await tx.query(`CREATE TABLE file_upload_part (
        upload_id uuid NOT NULL REFERENCES file_upload (id), part int NOT NULL CHECK (part >= 0), site_id uuid NOT NULL,
        object_name text NOT NULL UNIQUE, received_at timestamptz NOT NULL, PRIMARY KEY (upload_id, part))`);
      await wallBySite(tx, 'file_upload_part');
    },
  },
  {
    name: '20261206_31_file_content',
    async up(tx) {
      await tx.query(`CREATE TABLE file_content (
        id uuid PRIMARY KEY, file_id uuid NOT NULL UNIQUE REFERENCES archive_file (id), client_id uuid NOT NULL REFERENCES client (id),
        site_id uuid NOT NULL, bytes bigint NOT NULL CHECK (bytes > 0), sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        kind text NOT NULL CHECK (kind IN (${kinds})), parts text[] NOT NULL CHECK (cardinality(parts) > 0),
        name_sealed bytea, key_sealed bytea, attached_at timestamptz NOT NULL, attached_by uuid NOT NULL,
        destroyed_at timestamptz, objects_destroyed int,
        CHECK ((destroyed_at IS NULL) = (key_sealed IS NOT NULL) AND (destroyed_at IS NULL) = (name_sealed IS NOT NULL)
          AND (destroyed_at IS NULL) = (objects_destroyed IS NULL)))`);
      await wallBySite(tx, 'file_content');
    },
  },
  {
    name: '20261206_32_content_ticket',
    async up(tx) {
      await tx.query(`CREATE TABLE content_ticket (
        id uuid PRIMARY KEY, file_id uuid NOT NULL REFERENCES archive_file (id), staff_id uuid NOT NULL, session_id text NOT NULL,
        issued_at timestamptz NOT NULL, good_until timestamptz NOT NULL CHECK (good_until > issued_at), used_at timestamptz)`);
      await tx.query('CREATE INDEX content_ticket_over ON content_ticket (good_until)');
      // A file may be granted to somebody of another site, so tickets are looked for past the sites, and by the person alone.
      await wallBy(tx, 'content_ticket', reachIsEverywhere);
    },
  },
];
