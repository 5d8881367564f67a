import type { Migration } from '@shouwen/database';
import { wallByClient } from '../../clients/index.ts';

/** VIP clients and what they are promised (CR-6.03). Last wall: one living promise a client. */
export const vipMigrations: readonly Migration[] = [
  {
    name: '20261206_74_client_vip',
    async up(tx) {
      await tx.query(`CREATE TABLE client_vip (
        vip_id uuid PRIMARY KEY, client_id uuid NOT NULL REFERENCES client (id), site_id uuid NOT NULL,
        carer text NOT NULL CHECK (carer IN ('account-manager', 'stationed')), carer_id uuid NOT NULL,
        services text[] NOT NULL CHECK (cardinality(services) > 0 AND services <@ ARRAY['priority', 'discounts', 'extras']),
        promised_sealed bytea, since date NOT NULL, until date CHECK (until >= since), made_at timestamptz NOT NULL,
        made_by text NOT NULL, ended_on date, ended_by text, explanation_id uuid NOT NULL,
        CHECK ((ended_on IS NULL) = (ended_by IS NULL)))`);
      await tx.query('CREATE UNIQUE INDEX one_vip_promise ON client_vip (client_id) WHERE ended_on IS NULL');
      await tx.query('CREATE INDEX client_vip_until ON client_vip (until) WHERE ended_on IS NULL');
      await tx.query('CREATE INDEX client_vip_of_client ON client_vip (client_id)');
      await wallByClient(tx, 'client_vip');
    },
  },
];
