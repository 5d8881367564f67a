import { type Migration, reachIsEverywhere, siteWithinReach, wallBy } from '@shouwen/database';

/**
 * Files that were exported (CR-4.08): sealed under a key of their own until they are fetched, once, or over; then the key is gone. One for a
 * request: the last wall of "once".
 */
export const exportMigrations: readonly Migration[] = [
  {
    name: '20261206_82_client_export',
    async up(tx) {
      await tx.query(`CREATE TABLE client_export (
        id uuid PRIMARY KEY, request_id uuid NOT NULL UNIQUE REFERENCES access_request (id), grant_id uuid NOT NULL UNIQUE,
        site_id uuid NOT NULL, reader_id uuid NOT NULL, made_at timestamptz NOT NULL, rows int NOT NULL CHECK (rows >= 0),
        filter_hash text NOT NULL CHECK (filter_hash ~ '^[0-9a-f]{64}$'), approved_hash text NOT NULL, fields text[] NOT NULL,
        in_full boolean NOT NULL, name text NOT NULL, media_type text NOT NULL, bytes int NOT NULL,
        content_sealed bytea, key_id text, wrapped_key bytea,
        good_until timestamptz NOT NULL CHECK (good_until > made_at), fetched_at timestamptz, ended_at timestamptz,
        explanation_id uuid NOT NULL,
        CHECK (num_nulls(content_sealed, key_id, wrapped_key) IN (0, 3) AND (content_sealed IS NULL) = (ended_at IS NOT NULL)),
        CHECK (fetched_at IS NULL OR (fetched_at < good_until AND ended_at IS NOT NULL)))`);
      await tx.query('CREATE INDEX client_export_over ON client_export (good_until) WHERE ended_at IS NULL');
      // The reader may work elsewhere; whoever knows of the request knows of its export.
      const ofRequest = 'EXISTS (SELECT FROM access_request r WHERE r.id = client_export.request_id)';
      await wallBy(tx, 'client_export', `(${reachIsEverywhere} OR ${siteWithinReach('site_id')} OR ${ofRequest})`);
    },
  },
];
