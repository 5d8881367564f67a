import type { Migration, Tx } from '@shouwen/database';
import { amountBases, fineKinds, fineStates } from './fine.ts';

/** FI-3 and FI-4: what was violated, what it costs, what became of it. The checks are the last wall behind the decisions. */
export const sanctionsMigrations: readonly Migration[] = [
  { name: '20261201_80_fines', appendOnly: ['fine_step'], up: (tx) => makeTables(tx) },
];

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

const makeTables = async (tx: Tx): Promise<void> => {
  await tx.query(`create table recorded_violation (
    violation_id uuid primary key, site_id uuid not null, staff_id uuid not null, code text,
    occurred_at timestamptz not null, reported_by uuid, subject_type text, subject_id uuid, deal_id uuid,
    occurrences int not null check (occurrences > 0), grave boolean not null, reason text not null,
    explanation_id uuid not null references explanation, check ((subject_type is null) = (subject_id is null)))`);
  await tx.query('create index recorded_violation_site on recorded_violation (site_id, occurred_at)');
  await tx.query(`create table fine (
    id uuid primary key, site_id uuid not null, staff_id uuid not null, kind text not null check (kind in (${oneOf(fineKinds)})),
    code text, violation_id uuid references recorded_violation, deviation_id uuid unique,
    subject_type text, subject_id uuid, occurred_at timestamptz not null, occurred_on date not null, deal_id uuid,
    occurrences int not null check (occurrences > 0), grave boolean not null,
    reported_by uuid, proposed_by uuid, proposed_at timestamptz not null,
    state text not null check (state in (${oneOf(fineStates)})), basis text not null check (basis in (${oneOf(amountBases)})),
    least_fen bigint not null check (least_fen >= 0), most_fen bigint not null check (most_fen <= 9007199254740991),
    amount_fen bigint check (amount_fen between least_fen and most_fen),
    pay_half_days int not null default 0 check (pay_half_days >= 0), pay_fen bigint check (pay_fen >= 0),
    effects text[] not null default '{}', confirmed_by uuid, confirmed_at timestamptz, ruled_by uuid, ruled_at timestamptz,
    statement_id uuid, explanation_id uuid not null references explanation, version int not null default 1,
    check ((kind = 'fine') = (violation_id is not null)), check ((kind = 'attendance') = (deviation_id is not null)),
    check (state not in ('confirmed', 'contested', 'deducted')
      or (amount_fen is not null and confirmed_by is not null and confirmed_at is not null)),
    check ((state = 'deducted') = (statement_id is not null)),
    check (confirmed_by <> staff_id and confirmed_by is distinct from reported_by and confirmed_by is distinct from proposed_by
      or confirmed_by is null),
    check (ruled_by is null or (ruled_by <> staff_id and ruled_by is distinct from confirmed_by)))`);
  await tx.query(`create unique index fine_of_violation on fine (violation_id)
    where state in ('proposed', 'confirmed', 'contested', 'deducted')`);
  await tx.query('create index fine_site on fine (site_id, occurred_at, id)');
  await tx.query('create index fine_staff on fine (staff_id, site_id, occurred_at, id)');
  await tx.query(`create table fine_step (
    id uuid primary key, fine_id uuid not null references fine, step text not null, at timestamptz not null, by_staff uuid,
    amount_fen bigint, reason text, explanation_id uuid not null references explanation)`);
  await tx.query('create index fine_step_fine on fine_step (fine_id, at, id)');
  await tx.query(`create table suspension (
    id uuid primary key, fine_id uuid not null references fine, site_id uuid not null, staff_id uuid not null,
    from_on date not null, through_on date, imposed_at timestamptz not null, imposed_by uuid not null,
    lifted_at timestamptz, lifted_by uuid, explanation_id uuid not null references explanation,
    check (through_on >= from_on), check (imposed_by <> staff_id),
    check ((lifted_at is null) = (lifted_by is null)), check (lifted_by is distinct from staff_id))`);
  await tx.query('create index suspension_site on suspension (site_id, from_on)');
  await tx.query('create unique index suspension_of_fine on suspension (fine_id) where lifted_at is null');
};
