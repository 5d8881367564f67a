import type { Migration } from '@shouwen/database';
import { products, reservationReasons, unitStates } from './unit.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Units (SR-9.01). The CHECK ties a sold unit to its deal, so that no unit is sold without one. */
export const unitMigrations: readonly Migration[] = [
  {
    name: '20261122_40_unit',
    up: async (tx) => {
      await tx.query(`create table unit (
        unit_id uuid primary key, site_id uuid not null, building text not null, floor int not null,
        number text not null, name text not null generated always as (building || '-' || number) stored,
        layout text not null, area_hundredths int not null check (area_hundredths > 0), orientation text not null,
        list_price_fen bigint not null check (list_price_fen > 0), product text not null check (product in (${oneOf(products)})),
        state text not null check (state in (${oneOf(unitStates)})), deal_id uuid, version int not null default 1,
        unique (site_id, building, number),
        check ((state in ('subscribed', 'contracted', 'handed-over')) = (deal_id is not null)))`);
      await tx.query('create index unit_of_site on unit (site_id, name)');
    },
  },
  {
    name: '20261201_40_unit_keeping',
    // A hold of before had neither a client nor an end, so it is over; a reservation of before lasts until it is released.
    up: async (tx) => {
      await tx.query(`create table unit_keeping (
        keeping_id uuid primary key, unit_id uuid not null references unit, site_id uuid not null,
        kind text not null check (kind in ('reserved', 'held')), staff_id uuid, client_id uuid,
        reason text check (reason in (${oneOf(reservationReasons)})), kept_at timestamptz not null, ends_at timestamptz,
        ended_at timestamptz, outcome text check (outcome in ('over', 'released', 'subscribed')),
        explanation_id uuid references explanation, ended_why uuid references explanation,
        check ((ended_at is null) = (outcome is null)), check (ends_at > kept_at),
        check ((kind = 'held') = (client_id is not null)), check ((kind = 'reserved') = (reason is not null)),
        check (kind = 'reserved' or (ends_at is not null and staff_id is not null)))`);
      await tx.query('create unique index one_keeping on unit_keeping (unit_id) where ended_at is null');
      await tx.query('create index keeping_due on unit_keeping (ends_at) where ended_at is null');
      await tx.query(
        `create index holds_of on unit_keeping (staff_id, site_id) where ended_at is null and kind = 'held'`,
      );
      await tx.query('alter table unit add column keeping_id uuid references unit_keeping');
      await tx.query(`update unit set state = 'available' where state = 'held'`);
      await tx.query(`insert into unit_keeping (keeping_id, unit_id, site_id, kind, reason, kept_at)
        select gen_random_uuid(), unit_id, site_id, 'reserved', 'other', now() from unit where state = 'reserved'`);
      await tx.query(`update unit u set keeping_id = k.keeping_id from unit_keeping k where k.unit_id = u.unit_id`);
      await tx.query(`alter table unit add check ((state in ('reserved', 'held')) = (keeping_id is not null))`);
    },
  },
  {
    name: '20261201_41_list_price',
    up: async (tx) => {
      await tx.query(`create table unit_list_price (
        unit_id uuid not null references unit, number int not null check (number > 0),
        list_price_fen bigint not null check (list_price_fen > 0), since timestamptz, changed_by text not null,
        primary key (unit_id, number), check (number = 1 or since is not null))`);
      await tx.query(`insert into unit_list_price (unit_id, number, list_price_fen, changed_by)
        select unit_id, 1, list_price_fen, 'system:sales-reception' from unit`);
    },
  },
];
