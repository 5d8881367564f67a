import type { Migration } from '@shouwen/database';

/** FI-4: what organization told of the attendance; the penalties are fines like others. */
export const attendanceMigrations: readonly Migration[] = [
  {
    name: '20261201_82_told_deviation',
    up: async (tx) => {
      await tx.query(`create table told_deviation (
        deviation_id uuid primary key, site_id uuid not null, staff_id uuid not null, deviated_on date not null,
        kind text not null check (kind in ('late', 'left-early', 'absent')), minutes int check (minutes > 0),
        half_days int check (half_days > 0), grave boolean not null, recorded_by uuid not null, excused_at timestamptz,
        check ((kind = 'absent') = (minutes is null) and (kind = 'absent') = (half_days is not null)))`);
      await tx.query('create index told_deviation_month on told_deviation (site_id, staff_id, deviated_on)');
    },
  },
];
