import type { Migration, Tx } from '@shouwen/database';
import { accountKinds, personalKinds } from './account.ts';
import { transactionKinds } from './transaction.ts';

/** What the first release knew; what came later is added by a migration of its own. */
const firstAccountKinds = [
  'commission-expense',
  'commission-payable',
  'introducer-payable',
  'commission-pool',
  'set-off-claim',
  'cash',
];
const firstTransactionKinds = ['commission', 'attribution-change', 'cancellation', 'set-off', 'payment'];

/**
 * The ledger (FI-2). What the code promises is held here once more: entries balance at commit, nothing posted changes, no cause
 * posts twice, nothing enters a closed month, a counter-posting mirrors what it takes back.
 */
export const ledgerMigrations: readonly Migration[] = [
  { name: '20261122_20_site_book', up: (tx) => makeSiteBook(tx) },
  {
    name: '20261122_21_ledger',
    appendOnly: ['ledger_account', 'ledger_transaction', 'ledger_entry'],
    up: async (tx) => {
      await makeTables(tx);
      await onlyGrow(tx);
      await guardTransactions(tx);
      await guardEntries(tx);
      await demandBalance(tx);
    },
  },
  { name: '20261201_70_ledger_kinds', up: (tx) => widenKinds(tx) },
];

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

const makeSiteBook = async (tx: Tx): Promise<void> => {
  await tx.query(`create table site_book (
    site_id uuid primary key, time_zone text not null,
    locked_through char(7) check (locked_through ~ '^2[0-9]{3}-(0[1-9]|1[0-2])$'))`);
  await tx.query(`create function site_book_keeps_locked() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' or (old.locked_through is not null
          and (new.locked_through is null or new.locked_through < old.locked_through)) then
        raise exception 'a closed month stays closed' using errcode = '42501';
      end if;
      return new;
    end $$`);
  await tx.query(`create trigger site_book_keeps_locked before update or delete on site_book
    for each row execute function site_book_keeps_locked()`);
};

const makeTables = async (tx: Tx): Promise<void> => {
  await tx.query(`create table ledger_account (
    id uuid primary key, kind text not null check (kind in (${oneOf(firstAccountKinds)})), site_id uuid not null,
    holder_id uuid, unique nulls not distinct (kind, site_id, holder_id),
    check ((kind in ('commission-payable', 'introducer-payable', 'set-off-claim')) = (holder_id is not null)))`);
  await tx.query(`create table ledger_transaction (
    id uuid primary key, cause text not null unique, kind text not null check (kind in (${oneOf(firstTransactionKinds)})),
    site_id uuid not null references site_book, deal_id uuid,
    occurred_at timestamptz not null, effective_at timestamptz not null, book_month char(7) not null,
    reverses_id uuid unique references ledger_transaction, explanation_id uuid not null references explanation,
    recorded_at timestamptz not null default clock_timestamp(), recorded_in xid8 not null default pg_current_xact_id(),
    check (effective_at >= occurred_at))`);
  await tx.query('create index ledger_transaction_deal on ledger_transaction (deal_id)');
  await tx.query('create index ledger_transaction_book on ledger_transaction (site_id, book_month)');
  await tx.query(`create table ledger_entry (
    id uuid primary key, transaction_id uuid not null references ledger_transaction,
    account_id uuid not null references ledger_account, line smallint not null check (line > 0),
    amount_fen bigint not null check (amount_fen <> 0 and abs(amount_fen) <= 9007199254740991),
    unique (transaction_id, line), unique (transaction_id, account_id))`);
  await tx.query('create index ledger_entry_account on ledger_entry (account_id)');
};

const widenKinds = async (tx: Tx): Promise<void> => {
  await tx.query(`alter table ledger_account drop constraint ledger_account_kind_check, drop constraint ledger_account_check,
    add constraint ledger_account_kind_check check (kind in (${oneOf(accountKinds)})),
    add constraint ledger_account_check check ((kind in (${oneOf(personalKinds)})) = (holder_id is not null))`);
  await tx.query(`alter table ledger_transaction drop constraint ledger_transaction_kind_check,
    add constraint ledger_transaction_kind_check check (kind in (${oneOf(transactionKinds)}))`);
  await tx.query('create index ledger_account_holder on ledger_account (holder_id, site_id)');
};

const onlyGrow = async (tx: Tx): Promise<void> => {
  for (const table of ['ledger_account', 'ledger_transaction', 'ledger_entry'])
    await tx.query(`create trigger ${table}_only_grows before update or delete or truncate on ${table}
      for each statement execute function refuse_change()`);
};

/** The share lock lets postings run side by side and makes closing wait for them, and them for closing. */
const guardTransactions = async (tx: Tx): Promise<void> => {
  await tx.query(`create function ledger_transaction_enters_open_month() returns trigger language plpgsql as $$
    declare book site_book;
    begin
      select * into strict book from site_book where site_id = new.site_id for share;
      if new.book_month <> to_char(new.effective_at at time zone book.time_zone, 'YYYY-MM') then
        raise exception 'month % is not that of the posting', new.book_month using errcode = '23514';
      end if;
      if new.book_month <= book.locked_through then
        raise exception 'month % is closed', new.book_month using errcode = '23514';
      end if;
      new.recorded_at := clock_timestamp();
      new.recorded_in := pg_current_xact_id();
      return new;
    end $$`);
  await tx.query(`create trigger ledger_transaction_enters_open_month before insert on ledger_transaction
    for each row execute function ledger_transaction_enters_open_month()`);
};

const guardEntries = async (tx: Tx): Promise<void> => {
  await tx.query(`create function ledger_entry_comes_with_its_transaction() returns trigger language plpgsql as $$
    begin
      if not exists (select from ledger_transaction
          where id = new.transaction_id and recorded_in = pg_current_xact_id()) then
        raise exception 'entries are posted together with their transaction' using errcode = '42501';
      end if;
      return new;
    end $$`);
  await tx.query(`create trigger ledger_entry_comes_with_its_transaction before insert on ledger_entry
    for each row execute function ledger_entry_comes_with_its_transaction()`);
};

/** Checked at commit, when all entries are there. */
const demandBalance = async (tx: Tx): Promise<void> => {
  await tx.query(`create function ledger_transaction_balances() returns trigger language plpgsql as $$
    declare entries int; total numeric;
    begin
      select count(*), coalesce(sum(amount_fen), 0) into entries, total from ledger_entry where transaction_id = new.id;
      if entries < 2 or total <> 0 then
        raise exception 'transaction % has % entries that add up to %', new.id, entries, total using errcode = '23514';
      end if;
      if new.reverses_id is not null and exists (
          select account_id, sum(amount_fen) from ledger_entry where transaction_id in (new.id, new.reverses_id)
          group by account_id having sum(amount_fen) <> 0) then
        raise exception 'transaction % does not mirror %', new.id, new.reverses_id using errcode = '23514';
      end if;
      return null;
    end $$`);
  await tx.query(`create constraint trigger ledger_transaction_balances after insert on ledger_transaction
    deferrable initially deferred for each row execute function ledger_transaction_balances()`);
};
