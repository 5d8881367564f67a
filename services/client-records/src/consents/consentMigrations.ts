import { type Migration, reachIsEverywhere, wallBy } from '@shouwen/database';

/** Rows of a client are seen where the client is known. */
const whereTheClientIs = (table: string): string =>
  `(${reachIsEverywhere} OR EXISTS (SELECT FROM client_site s WHERE s.client_id = ${table}.client_id))`;

/**
 * What clients agreed to (CR-2.06). The history only grows; beside it stands what holds now, with the mark of what is to follow from it.
 * The evidence is sealed under the client's key.
 */
export const consentMigrations: readonly Migration[] = [
  {
    name: '20261206_60_consent',
    appendOnly: ['client_consent'],
    up: async (tx) => {
      await tx.query(`CREATE TABLE client_consent (
        consent_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES client (id),
        purpose text NOT NULL CHECK (purpose IN ('marketing', 'care', 'survey')), given boolean NOT NULL,
        said_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL CHECK (recorded_at >= said_at),
        recorded_by text NOT NULL, how text NOT NULL CHECK (how IN ('written', 'spoken', 'phone', 'electronic')),
        site_id uuid NOT NULL, evidence_sealed bytea, explanation_id uuid NOT NULL,
        CHECK (NOT given OR evidence_sealed IS NOT NULL))`);
      await tx.query('CREATE INDEX consent_of_client ON client_consent (client_id, purpose, said_at DESC)');
      await tx.query('CREATE INDEX consent_in_order ON client_consent (client_id, recorded_at DESC, consent_id DESC)');
      await tx.query(`CREATE TABLE client_consent_now (
        client_id uuid NOT NULL REFERENCES client (id), purpose text NOT NULL, given boolean NOT NULL,
        since timestamptz NOT NULL, followed boolean NOT NULL, PRIMARY KEY (client_id, purpose))`);
      await tx.query('CREATE INDEX consent_to_follow ON client_consent_now (purpose, client_id) WHERE NOT followed');
      await tx.query('CREATE INDEX consent_given ON client_consent_now (purpose, client_id) WHERE given');
      await wallBy(tx, 'client_consent', whereTheClientIs('client_consent'));
      await wallBy(tx, 'client_consent_now', whereTheClientIs('client_consent_now'));
    },
  },
];
