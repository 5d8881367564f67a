import type { Migration } from '@shouwen/database';

/** FI-1.08: who asked for what from the pool, and who else decided. */
export const poolMigrations: readonly Migration[] = [
  {
    name: '20261201_73_pool_spending',
    up: async (tx) => {
      await tx.query(`create table pool_spending (
        id uuid primary key, site_id uuid not null references site_book, amount_fen bigint not null check (amount_fen > 0),
        purpose text not null, state text not null check (state in ('requested', 'approved', 'declined')),
        requested_by uuid not null, requested_at timestamptz not null, ruled_by uuid, ruled_at timestamptz,
        explanation_id uuid not null references explanation, version int not null default 1,
        check (ruled_by <> requested_by), check ((state = 'requested') = (ruled_by is null)))`);
      await tx.query('create index pool_spending_site on pool_spending (site_id, requested_at)');
    },
  },
];
