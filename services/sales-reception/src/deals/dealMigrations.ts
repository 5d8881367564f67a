import type { Migration } from '@shouwen/database';
import { channels, faults } from './deal.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Deals. The partial unique index is the last wall of SR-9.01: one unit, one deal that stands. */
export const dealMigrations: readonly Migration[] = [
  {
    name: '20261122_41_deal',
    up: async (tx) => {
      await tx.query(`create table deal (
        deal_id uuid primary key, site_id uuid not null, client_id uuid not null, unit_id uuid not null references unit,
        visit_id uuid, price_fen bigint not null check (price_fen > 0), list_price_fen bigint not null,
        product text not null, channel text not null check (channel in (${oneOf(channels)})), introducer_id uuid,
        consultants jsonb not null, rules jsonb not null, closed_at timestamptz not null, closed_on date not null,
        recorded_by text not null, explanation_id uuid not null references explanation,
        state text not null check (state in ('closed', 'cancelled')), cancelled_at timestamptz, cancelled_on date,
        fault text check (fault in (${oneOf(faults)})), reason text, cancelled_why uuid references explanation,
        version int not null default 1, check (price_fen <= list_price_fen),
        check ((channel = 'employee-referral') = (introducer_id is not null)),
        check ((state = 'cancelled') = (cancelled_at is not null and cancelled_on is not null and fault is not null
          and reason is not null and cancelled_why is not null)))`);
      await tx.query(`create unique index one_standing_deal on deal (unit_id) where state = 'closed'`);
      await tx.query('create index deal_of_client on deal (client_id, closed_at)');
      await tx.query('create index deal_of_site on deal (site_id, closed_at, deal_id)');
    },
  },
];
