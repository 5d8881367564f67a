import type { Migration, Tx } from '@shouwen/database';

/** What finance knows of deals (their latest shares; the ledger has the history), and performance by deal and consultant. */
export const commissionMigrations: readonly Migration[] = [
  {
    name: '20261122_30_commission',
    up: async (tx: Tx) => {
      await tx.query(`create table deal_commission (
        deal_id uuid primary key, site_id uuid not null, client_id uuid not null, unit_id uuid not null,
        price_fen bigint not null check (price_fen > 0), commission_fen bigint not null check (commission_fen >= 0),
        basis_points int not null check (basis_points between 0 and 10000), due text not null,
        closed_at timestamptz not null, closed_on date not null, subscribed_on date not null, product text not null,
        channel text not null, introducer_id uuid, consultants jsonb not null, rules jsonb not null,
        state text not null check (state in ('posted', 'cancelled')), explanation_id uuid not null references explanation,
        version int not null default 1)`);
      await tx.query('create index deal_commission_client on deal_commission (client_id)');
      await tx.query(`create table performance_share (
        deal_id uuid not null references deal_commission, staff_id uuid not null,
        amount_fen bigint not null check (amount_fen >= 0), primary key (deal_id, staff_id))`);
      await tx.query('create index performance_share_staff on performance_share (staff_id)');
    },
  },
];
