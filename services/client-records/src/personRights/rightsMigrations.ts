import { type Migration, reachIsEverywhere, wallBy, wallBySite } from '@shouwen/database';
import { askers, proofs, rightsKinds, rightsStates } from './rightsRequest.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/**
 * Requests of persons about their own data (CR-2.06). Last walls: one open request of a kind and person, and nobody approves the own
 * erasure. `look_at` is the timer of an erasure, `due_at` that of the answer.
 */
const requests: Migration = {
  name: '20261206_86_rights_request',
  async up(tx) {
    await tx.query('CREATE SEQUENCE rights_request_number_seq');
    await tx.query(`CREATE TABLE rights_request (
      id uuid PRIMARY KEY, number text NOT NULL UNIQUE, kind text NOT NULL CHECK (kind IN (${oneOf(rightsKinds)})),
      state text NOT NULL CHECK (state IN (${oneOf(rightsStates)})), site_id uuid NOT NULL,
      client_id uuid NOT NULL REFERENCES client (id), asked_by text NOT NULL CHECK (asked_by IN (${oneOf(askers)})),
      proof text NOT NULL CHECK (proof IN (${oneOf(proofs)})), asker_sealed bytea, proof_sealed bytea, wish_sealed bytea,
      answer_sealed bytea, registered_at timestamptz NOT NULL, registered_by uuid NOT NULL, due_at timestamptz NOT NULL,
      overdue_at timestamptz, proposed_by uuid, proposed_at timestamptz,
      decided_by uuid CHECK (decided_by <> registered_by AND decided_by <> proposed_by), decided_at timestamptz,
      duties text[] NOT NULL DEFAULT '{}', look_at timestamptz, closed_at timestamptz, closed_by uuid,
      copy_taken_at timestamptz, explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
      CHECK ((state IN ('frozen', 'approved')) = (look_at IS NOT NULL)),
      CHECK (state NOT IN ('frozen', 'approved') OR decided_by IS NOT NULL),
      CHECK ((state = 'proposed') <= (proposed_by IS NOT NULL)),
      CHECK ((state IN ('done', 'refused')) = (closed_at IS NOT NULL)),
      CHECK (kind = 'deletion' OR num_nonnulls(proposed_by, decided_by, look_at) = 0))`);
    await tx.query(`CREATE UNIQUE INDEX rights_request_open_once ON rights_request (client_id, kind)
      WHERE state NOT IN ('done', 'refused')`);
    await tx.query('CREATE INDEX rights_request_at_site ON rights_request (registered_at DESC, id DESC)');
    await tx.query('CREATE INDEX rights_request_of_client ON rights_request (client_id)');
    await tx.query('CREATE INDEX rights_request_to_look_at ON rights_request (look_at) WHERE look_at IS NOT NULL');
    await tx.query(`CREATE INDEX rights_request_overdue ON rights_request (due_at)
      WHERE state IN ('registered', 'proposed') AND overdue_at IS NULL`);
    await wallBySite(tx, 'rights_request');
    await tx.query(`CREATE TABLE rights_dispute (
      dispute_id uuid NOT NULL, deal_id uuid NOT NULL, frozen_at timestamptz NOT NULL, released_at timestamptz,
      PRIMARY KEY (dispute_id, deal_id))`);
    await tx.query('CREATE INDEX rights_dispute_of_deal ON rights_dispute (deal_id) WHERE released_at IS NULL');
    await wallBy(tx, 'rights_dispute', reachIsEverywhere);
  },
};

/** What was destroyed, when, by which request and whom (CR-2.06, S34): only ids, numbers and counts. */
const proof: Migration = {
  name: '20261206_87_erasure_proof',
  appendOnly: ['erasure_proof'],
  async up(tx) {
    await tx.query(`CREATE TABLE erasure_proof (
      id uuid PRIMARY KEY, request_id uuid NOT NULL, client_ids uuid[] NOT NULL CHECK (cardinality(client_ids) > 0),
      client_numbers text[] NOT NULL, erased_at timestamptz NOT NULL, proposed_by uuid, approved_by uuid,
      again boolean NOT NULL, destroyed jsonb NOT NULL, hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'))`);
    await tx.query('CREATE INDEX erasure_proof_of_request ON erasure_proof (request_id, erased_at)');
    await wallBy(
      tx,
      'erasure_proof',
      `(${reachIsEverywhere} OR EXISTS (SELECT FROM rights_request r WHERE r.id = erasure_proof.request_id))`,
    );
  },
};

/**
 * What an erasure has to reach in tables that only grow or that demanded a key: the case about a leak loses its key, and the reasons that
 * somebody typed into a file's history are emptied, by this function and nothing else.
 */
const reach: Migration = {
  name: '20261206_88_erasure_reach',
  async up(tx) {
    await tx.query(`ALTER TABLE leak_case ALTER COLUMN wrapped_key DROP NOT NULL,
      ADD CONSTRAINT leak_case_key CHECK ((key_id = 'destroyed') = (wrapped_key IS NULL))`);
    await tx.query(`CREATE FUNCTION empty_file_history(records uuid[]) RETURNS bigint LANGUAGE sql SECURITY DEFINER
      SET search_path = pg_catalog, public AS $$
        WITH emptied AS (
          UPDATE archive_file_history h SET reason = '' FROM archive_file f, client c
          WHERE f.id = h.file_id AND c.id = f.client_id AND f.client_id = ANY (records) AND h.reason <> '' AND c.key_id = 'destroyed'
          RETURNING h.id)
        SELECT count(*) FROM emptied $$`);
  },
};

export const rightsMigrations: readonly Migration[] = [requests, proof, reach];
