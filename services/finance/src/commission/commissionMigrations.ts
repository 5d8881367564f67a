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
  {
    name: '20261201_71_deal_progress',
    up: async (tx: Tx) => {
      await tx.query('alter table deal_commission add column closed_by uuid');
      await tx.query(`alter table performance_share add column unit_thousandths int not null default 0
        check (unit_thousandths between 0 and 1000)`);
      // Units were not counted before: each deal is one, divided as its amount.
      await tx.query(`update performance_share p set unit_thousandths = round(1000.0 * p.amount_fen / d.price_fen)
        from deal_commission d where d.deal_id = p.deal_id`);
      await tx.query('create index deal_commission_site on deal_commission (site_id, closed_on)');
      await tx.query(`create table deal_contract (deal_id uuid primary key, contracted_at timestamptz not null)`);
      await tx.query(`create table deal_payment (payment_id uuid primary key, deal_id uuid not null,
        amount_fen bigint not null, received_at timestamptz not null)`);
      await tx.query('create index deal_payment_deal on deal_payment (deal_id)');
      await tx.query(`create table staff_leave (leave_id uuid primary key, site_id uuid not null, staff_id uuid not null,
        kind text not null, from_on date not null, through_on date not null check (through_on >= from_on),
        withdrawn_at timestamptz)`);
      await tx.query('create index staff_leave_of on staff_leave (site_id, staff_id) where withdrawn_at is null');
    },
  },
  {
    name: '20261201_72_withholding',
    up: async (tx: Tx) => {
      await tx.query(`create table withholding (
        id uuid primary key, sanction_id uuid not null, site_id uuid not null references site_book, staff_id uuid not null,
        scope text not null check (scope in ('deal', 'month', 'all')), deal_id uuid, month char(7), code text,
        since timestamptz not null, released_at timestamptz check (released_at >= since),
        withheld_fen bigint not null default 0 check (withheld_fen >= 0),
        check ((scope = 'deal') = (deal_id is not null)), check ((scope = 'month') = (month is not null)),
        unique nulls not distinct (sanction_id, scope, deal_id, month))`);
      await tx.query('create index withholding_of on withholding (site_id, staff_id)');
    },
  },
];
