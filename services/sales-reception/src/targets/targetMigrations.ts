import type { Migration } from '@shouwen/database';

/** Targets (SR-8.04): one for each consultant and period, and one for the site itself. */
export const targetsMigrations: readonly Migration[] = [
  {
    name: '20261201_45_sales_target',
    up: async (tx) => {
      await tx.query(`create table sales_target (
        site_id uuid not null, staff_id uuid, period text not null check (period ~ '^\\d{4}(-(0[1-9]|1[0-2]))?$'),
        units int not null check (units >= 0), amount_fen bigint not null check (amount_fen >= 0),
        cash_fen bigint not null check (cash_fen >= 0), set_by text not null, set_at timestamptz not null,
        unique nulls not distinct (site_id, period, staff_id))`);
    },
  },
];
