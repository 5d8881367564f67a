import type { Migration } from '@shouwen/database';
import { products, unitStates } from './unit.ts';

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
];
