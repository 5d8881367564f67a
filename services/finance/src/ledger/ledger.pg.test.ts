import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accessMigrations, saveExplanation, systemViewer } from '@shouwen/access';
import { type Database, openDatabase, type Tx } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { closeMonth } from './closeMonth.ts';
import { ledgerMigrations } from './ledgerMigrations.ts';
import { accountSeenBy, balanceAt } from './ledgerQueries.ts';
import { NoSuchBook, openBook, standingTransactions } from './ledgerStore.ts';
import { postTransaction } from './postTransaction.ts';
import { counterEntries, type Entry, type TransactionDraft } from './transaction.ts';

let count = 0;
const newId = () => `00000000-0000-7000-8000-${String(++count).padStart(12, '0')}`;
const site = newId();
const deal = newId();
const li = newId();
const march = new Date('2026-03-10T10:00:00+08:00');
const april = new Date('2026-04-10T10:00:00+08:00');
const may = new Date('2026-05-02T10:00:00+08:00');
const finance = systemViewer('finance');

const expense = { kind: 'commission-expense', siteId: site, holderId: null } as const;
const payable = { kind: 'commission-payable', siteId: site, holderId: li } as const;
const commission = (fen: number): Entry[] => [
  { account: expense, amountFen: fen },
  { account: payable, amountFen: -fen },
];

describe('the ledger', () => {
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await testDatabase({ service: 'finance', migrations: [...accessMigrations, ...ledgerMigrations] });
    db = await openDatabase({ url: database.appUrl, entities: [], applicationName: 'test' });
  });
  afterAll(async () => {
    await db.close();
    await database.drop();
  });

  const draftOf = async (tx: Tx, changes: Partial<TransactionDraft> = {}): Promise<TransactionDraft> => {
    const explanationId = newId();
    const explanation = reasoning(march).apply('FI-2.01').explain('commission', text('佣金', 'commission'));
    await saveExplanation(tx, { id: explanationId, subject: { type: 'deal', id: deal }, siteId: site, explanation });
    return {
      id: newId(),
      cause: `cause:${newId()}`,
      kind: 'commission',
      siteId: site,
      dealId: deal,
      occurredAt: march,
      reversesId: null,
      explanationId,
      entries: commission(100),
      ...changes,
    };
  };
  const post = (changes: Partial<TransactionDraft> = {}) =>
    db.transaction(async (tx) => postTransaction(tx, await draftOf(tx, changes), newId));
  const balance = (account: typeof expense | typeof payable, at: Date) =>
    db.read(async (tx) => {
      const found = await accountSeenBy(tx, finance, account);
      return found && balanceAt(tx, found, at);
    });
  const raw = (sql: string, parameters: unknown[] = []) => db.transaction((tx) => tx.query(sql, parameters));

  describe('FI-2.01 double entry, append-only, idempotent by its cause', () => {
    beforeEach(() => db.transaction((tx) => openBook(tx, site, 'Asia/Shanghai')));

    it('posts a cause once, also when it is told many times at the same moment', async () => {
      const cause = 'deal:1:closed';
      const answers = await Promise.all(Array.from({ length: 8 }, () => post({ cause })));
      expect(answers.filter(({ outcome }) => outcome === 'posted')).toHaveLength(1);
      expect(answers.filter(({ outcome }) => outcome === 'already-posted')).toHaveLength(7);
      const [row] = await raw('select count(*)::int as n from ledger_transaction where cause = $1', [cause]);
      expect(row).toEqual({ n: 1 });
    });

    it.each([
      ['out of balance by a fen', [100, -99]],
      ['with one side only', [100]],
      ['with no entry', []],
    ])('the database refuses a transaction %s, whoever writes it', async (_, amounts) => {
      const writing = db.transaction(async (tx) => {
        const draft = await draftOf(tx);
        await insertBare(tx, draft);
        for (const [index, fen] of amounts.entries()) await insertEntry(tx, draft.id, { line: index + 1, fen });
      });
      await expect(writing).rejects.toThrow(/entries that add up to/);
    });

    it('refuses entries added to what was posted before, even balanced ones', async () => {
      const posted = await post();
      if (posted.outcome !== 'posted') throw new Error(posted.outcome);
      const adding = db.transaction((tx) => insertEntry(tx, posted.transaction.id, { line: 3, fen: 1 }));
      await expect(adding).rejects.toThrow(/together with their transaction/);
    });

    it.each(['ledger_transaction', 'ledger_entry', 'ledger_account'])(
      '%s only grows, for the application',
      async (table) => {
        await post();
        await expect(raw(`delete from ${table}`)).rejects.toThrow(/permission denied/);
        await expect(raw(`update ${table} set id = id`)).rejects.toThrow(/permission denied/);
        await expect(raw(`truncate ${table} cascade`)).rejects.toThrow(/permission denied/);
      },
    );

    it.each(['ledger_transaction', 'ledger_entry', 'ledger_account'])(
      '%s only grows, for its owner too',
      async (table) => {
        const owner = await openDatabase({ url: database.ownerUrl, entities: [], applicationName: 'test' });
        const writing = owner.transaction((tx) => tx.query(`delete from ${table}`));
        await expect(writing)
          .rejects.toThrow(/only grows/)
          .finally(() => owner.close());
      },
    );

    it('a site nobody heard of has no book', async () => {
      await expect(post({ siteId: newId() })).rejects.toThrow(NoSuchBook);
    });
  });

  describe('I3 a counter-posting returns every balance', () => {
    it('once, mirrored exactly, and never twice', async () => {
      const before = [await balance(expense, may), await balance(payable, may)];
      const posted = await post({ entries: commission(777) });
      if (posted.outcome !== 'posted') throw new Error(posted.outcome);
      const { id, entries } = posted.transaction;
      const counter = {
        kind: 'cancellation',
        reversesId: id,
        entries: counterEntries(entries),
        occurredAt: april,
      } as const;
      await expect(post({ ...counter, entries: commission(-776) })).rejects.toThrow(/does not mirror/);
      await post(counter);
      expect([await balance(expense, may), await balance(payable, may)]).toEqual(before);
      await expect(post(counter)).rejects.toThrow(/reverses_id/);
      const standing = await db.read((tx) => standingTransactions(tx, deal));
      expect(standing.map((one) => one.id)).not.toContain(id);
    });
  });

  describe('FI-2.02 any balance at any past time can be told', () => {
    it('counts what happened by then, the moment itself included', async () => {
      const noon = new Date('2026-04-12T12:00:00+08:00');
      const before = (await balance(payable, noon)) ?? 0;
      await post({ occurredAt: noon, entries: commission(500) });
      expect(await balance(payable, new Date(noon.getTime() - 1))).toBe(before);
      expect(await balance(payable, noon)).toBe(before + 500);
      expect(await balance(expense, may)).toBe(await balance(payable, may));
    });
  });

  describe('FI-2.03 closing a month locks it', () => {
    const close = (month: string, now: Date) =>
      closeMonth({ db, viewer: finance, now, newId }, { idempotencyKey: newId(), siteId: site, month });

    it('a posting for a closed month counts from the first instant of the next', async () => {
      const march31 = new Date('2026-03-31T23:59:59+08:00');
      const told = await balance(payable, march31);
      expect(await close('2026-03', may)).toMatchObject({ outcome: 'accepted', result: { month: '2026-03' } });
      const posted = await post({ occurredAt: march, entries: commission(300) });
      expect(posted).toMatchObject({ effectiveAt: new Date('2026-04-01T00:00:00+08:00') });
      expect(await balance(payable, march31)).toBe(told);
      expect(await balance(payable, new Date('2026-04-01T00:00:00+08:00'))).toBe((told ?? 0) + 300);
    });

    it('the database refuses what enters a closed month, and opening it again', async () => {
      const writing = db.transaction(async (tx) => insertBare(tx, await draftOf(tx)));
      await expect(writing).rejects.toThrow(/is closed/);
      await expect(raw('update site_book set locked_through = null')).rejects.toThrow(/stays closed/);
      await expect(raw(`update site_book set locked_through = '2026-02'`)).rejects.toThrow(/stays closed/);
      await expect(raw('delete from site_book')).rejects.toThrow(/stays closed/);
    });

    it('a month closes once, when it is over, by whoever may', async () => {
      expect(await close('2026-03', may)).toMatchObject({ refusal: { code: 'MONTH_ALREADY_CLOSED', rule: 'FI-2.03' } });
      expect(await close('2026-05', may)).toMatchObject({ refusal: { code: 'MONTH_NOT_OVER', rule: 'FI-2.03' } });
      const viewer = { kind: 'staff', staffId: li, sessionId: li, grants: { [site]: ['ledger.read'] } } as const;
      const input = { idempotencyKey: newId(), siteId: site, month: '2026-04' };
      await expect(closeMonth({ db, viewer, now: may, newId }, input)).rejects.toThrow(/not permitted/);
    });
  });

  /** As a careless program would write it, past all our code. */
  const insertBare = (tx: Tx, { id, cause, siteId, dealId, explanationId }: TransactionDraft) =>
    tx.query(
      `insert into ledger_transaction (id, cause, kind, site_id, deal_id, occurred_at, effective_at, book_month, explanation_id)
       values ($1, $2, 'commission', $3, $4, $5, $5, '2026-03', $6)`,
      [id, cause, siteId, dealId, march, explanationId],
    );

  const insertEntry = (tx: Tx, transactionId: string, { line, fen }: { line: number; fen: number }) =>
    tx.query(
      `insert into ledger_entry (id, transaction_id, account_id, line, amount_fen)
       select $1, $2, id, $3::int, $4::bigint from ledger_account order by id limit 1 offset ($3::int - 1) % 2`,
      [newId(), transactionId, line, fen],
    );
});
