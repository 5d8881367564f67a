import type { Migration } from '@shouwen/database';

export const siteMigrations: Migration[] = [
  {
    name: '20261123_01_site',
    up: async (tx) => {
      await tx.query(`CREATE TABLE site (
        id uuid PRIMARY KEY, name_zh text NOT NULL UNIQUE, name_en text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('sales', 'property')), sales_preset text, service_preset text,
        time_zone text NOT NULL, opened_on date NOT NULL, opened_at timestamptz NOT NULL,
        CHECK ((kind = 'sales') = (sales_preset IS NOT NULL)), CHECK ((kind = 'property') = (service_preset IS NOT NULL)))`);
    },
  },
];
