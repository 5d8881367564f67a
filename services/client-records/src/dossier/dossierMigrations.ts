import { type Migration, wallBySite } from '@shouwen/database';
import { wallByClient } from '../clients/index.ts';

/**
 * A site's versions of the form, and what was entered into it: one value for a field and a client, whichever site entered it, with the
 * version it was entered under.
 */
export const dossierMigrations: readonly Migration[] = [
  {
    name: '20261206_05_dossier',
    appendOnly: ['dossier_form'],
    async up(tx) {
      await tx.query(`
        CREATE TABLE dossier_form (
          site_id uuid NOT NULL,
          version int NOT NULL CHECK (version >= 1),
          fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'array'),
          made_at timestamptz NOT NULL,
          made_by text NOT NULL,
          explanation_id uuid NOT NULL,
          PRIMARY KEY (site_id, version)
        )`);
      await wallBySite(tx, 'dossier_form');
      await tx.query(`
        CREATE TABLE dossier_value (
          client_id uuid NOT NULL REFERENCES client (id),
          key text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 60),
          value_sealed bytea NOT NULL,
          form_site_id uuid NOT NULL,
          form_version int NOT NULL CHECK (form_version >= 0),
          entered_at timestamptz NOT NULL,
          entered_by text NOT NULL,
          PRIMARY KEY (client_id, key)
        )`);
      await wallByClient(tx, 'dossier_value');
    },
  },
];
