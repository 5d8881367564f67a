import type { Migration, Tx } from '@shouwen/database';
import { statementStates } from './statement.ts';

/** Statements, objections and freezes. The walls of FI-1.07: nothing stands in two statements, and an approved one never changes. */
export const statementsMigrations: readonly Migration[] = [
  {
    name: '20261201_74_statement',
    up: async (tx: Tx) => {
      await makeStatements(tx);
      await keepApproved(tx);
      await keepLines(tx);
      await makeObjections(tx);
    },
  },
];

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

const makeStatements = async (tx: Tx): Promise<void> => {
  await tx.query(`create table statement (
    id uuid primary key, site_id uuid not null references site_book, staff_id uuid not null, month char(7) not null,
    state text not null check (state in (${oneOf(statementStates)})), total_fen bigint not null,
    drafted_by uuid not null, drafted_at timestamptz not null, checked_by uuid, checked_at timestamptz,
    approved_by uuid, approved_at timestamptz, paid_by uuid, paid_at timestamptz,
    paid_fen bigint check (paid_fen >= 0), carried_fen bigint check (carried_fen <= 0),
    explanation_id uuid not null references explanation, version int not null default 1,
    check (checked_by <> drafted_by), check (approved_by not in (drafted_by, checked_by)),
    check (staff_id not in (checked_by, approved_by, paid_by)),
    check (state <> 'checked' or checked_by is not null),
    check (state not in ('approved', 'paid') or (checked_by is not null and approved_by is not null)),
    check ((state = 'paid') = (paid_by is not null and paid_fen is not null and carried_fen is not null)))`);
  await tx.query(
    `create unique index statement_once on statement (site_id, staff_id, month) where state <> 'returned'`,
  );
  await tx.query(`create unique index statement_open_once on statement (site_id, staff_id)
    where state in ('drafted', 'checked', 'approved')`);
  await tx.query('create index statement_staff on statement (staff_id, month)');
  await tx.query(`create table statement_line (
    id uuid primary key, statement_id uuid not null references statement, position int not null check (position > 0),
    source text not null check (source in ('posting', 'deduction', 'carry-over')), source_id uuid not null,
    kind text not null, account_kind text, deal_id uuid, amount_fen bigint not null check (amount_fen <> 0),
    occurred_at timestamptz not null, explanation_id uuid not null references explanation,
    state text not null check (state in ('counted', 'frozen', 'held-back')), taken boolean not null,
    check (state = 'counted' or not taken), unique (statement_id, position))`);
  await tx.query('create unique index statement_line_taken_once on statement_line (source, source_id) where taken');
  await tx.query('create index statement_line_deal on statement_line (deal_id) where taken');
};

const keepApproved = async (tx: Tx): Promise<void> => {
  await tx.query(`create function statement_keeps_approved() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or old.state in ('paid', 'returned') or (old.state = 'approved' and (new.state <> 'paid'
          or (new.total_fen, new.month, new.staff_id, new.site_id, new.drafted_by, new.checked_by, new.approved_by)
            is distinct from
            (old.total_fen, old.month, old.staff_id, old.site_id, old.drafted_by, old.checked_by, old.approved_by))) then
        raise exception 'an approved statement never changes' using errcode = '42501';
      end if;
      return new;
    end $$`);
  await tx.query(`create trigger statement_keeps_approved before update or delete on statement
    for each row execute function statement_keeps_approved()`);
};

/** A line is written with its draft; afterwards it can only be taken out: frozen before the approval, held back after it. */
const keepLines = async (tx: Tx): Promise<void> => {
  await tx.query(`create function statement_line_keeps() returns trigger language plpgsql as $$
    declare stage text;
    begin
      if tg_op = 'DELETE' then raise exception 'a line stays' using errcode = '42501'; end if;
      select state into strict stage from statement where id = new.statement_id;
      if tg_op = 'INSERT' then
        if stage <> 'drafted' then raise exception 'lines come with their draft' using errcode = '42501'; end if;
        return new;
      end if;
      if new.amount_fen <> old.amount_fen or new.source_id <> old.source_id or new.statement_id <> old.statement_id
          or (new.taken and not old.taken) or stage in ('paid', 'returned')
          or (stage = 'approved' and new.state <> 'held-back') then
        raise exception 'a line of a % statement does not change', stage using errcode = '42501';
      end if;
      return new;
    end $$`);
  await tx.query(`create trigger statement_line_keeps before insert or update or delete on statement_line
    for each row execute function statement_line_keeps()`);
};

const makeObjections = async (tx: Tx): Promise<void> => {
  await tx.query(`create table objection (
    id uuid primary key, line_id uuid not null references statement_line, site_id uuid not null, staff_id uuid not null,
    source text not null, source_id uuid not null, reason text not null,
    state text not null check (state in ('open', 'dismissed', 'upheld')), contested_at timestamptz not null,
    ruled_by uuid, ruled_at timestamptz, ruling text, correct_fen bigint,
    explanation_id uuid not null references explanation, version int not null default 1,
    check (ruled_by <> staff_id), check ((state = 'open') = (ruled_by is null)),
    check ((state = 'upheld') = (correct_fen is not null)))`);
  await tx.query(`create unique index objection_open_once on objection (source, source_id) where state = 'open'`);
  await tx.query('create index objection_site on objection (site_id, contested_at)');
  await tx.query('create index objection_line on objection (line_id)');
  await tx.query(`create table deal_freeze (
    dispute_id uuid not null, deal_id uuid not null, frozen_at timestamptz, released_at timestamptz,
    primary key (dispute_id, deal_id))`);
  await tx.query('create index deal_freeze_deal on deal_freeze (deal_id) where released_at is null');
};
