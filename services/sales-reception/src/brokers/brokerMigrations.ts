import type { Migration } from '@shouwen/database';
import { brokerKinds } from './broker.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

export const brokersMigrations: readonly Migration[] = [
  {
    name: '20261201_63_broker',
    up: async (tx) => {
      await tx.query('CREATE TABLE known_partner (partner_id uuid PRIMARY KEY, ended_at timestamptz)');
      await tx.query(`CREATE TABLE broker (
        broker_id uuid PRIMARY KEY, site_id uuid NOT NULL, partner_id uuid NOT NULL, name text NOT NULL,
        kind text NOT NULL CHECK (kind IN (${oneOf(brokerKinds)})), since timestamptz NOT NULL, ended_at timestamptz,
        explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1)`);
      await tx.query('CREATE UNIQUE INDEX broker_one_at_site ON broker (site_id, partner_id) WHERE ended_at IS NULL');
      await tx.query(`CREATE TABLE site_brochure (
        site_id uuid PRIMARY KEY, reference text NOT NULL, published_at timestamptz NOT NULL)`);
      await tx.query(`CREATE TABLE broker_viewing (
        viewing_id uuid PRIMARY KEY, broker_id uuid NOT NULL REFERENCES broker, listing_id uuid NOT NULL,
        at timestamptz NOT NULL, requested_at timestamptz NOT NULL, UNIQUE (broker_id, listing_id, at),
        CHECK (at > requested_at))`);
    },
  },
];
