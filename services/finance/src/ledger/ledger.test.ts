import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AccountRef, accountKey, accountKinds, naturalFen, raiseBy } from './account.ts';
import { decideClosing } from './decideClosing.decision.ts';
import { decideReversal } from './decideReversal.decision.ts';
import { effectiveTime } from './effectiveTime.ts';
import { firstDayAfter, isMonth } from './month.ts';
import {
  balanced,
  balancesOf,
  differenceOf,
  type Entry,
  type TransactionDraft,
  UnbalancedTransaction,
} from './transaction.ts';

const seed = { seed: 20_261_122, numRuns: 300 };
const at = new Date('2026-04-10T09:00:00+08:00');

const account = (kind: AccountRef['kind'], holderId: string | null = null): AccountRef => ({
  kind,
  siteId: 's',
  holderId,
});
const expense = account('commission-expense');
const li = account('commission-payable', 'li');
const zhao = account('commission-payable', 'zhao');

const draft = (entries: readonly Entry[]): TransactionDraft => ({
  id: 't',
  cause: 'deal:1:closed',
  kind: 'commission',
  siteId: 's',
  dealId: '1',
  occurredAt: at,
  reversesId: null,
  explanationId: 'e',
  entries,
});

describe('FI-2.01 double entry', () => {
  it('a transaction adds up to 0', () => {
    const entries = [
      { account: expense, amountFen: 100 },
      { account: li, amountFen: -100 },
    ];
    expect(balanced(draft(entries))?.entries).toEqual(entries);
  });

  it.each([
    ['one fen too much', [100, -99]],
    ['one fen too little', [100, -101]],
    ['one side only', [100]],
    ['parts of a fen', [0.1, -0.1]],
    ['an amount that is not exact', [2 ** 53, -(2 ** 53)]],
  ])('%s is a bug, not a posting', (_, amounts) => {
    const entries = amounts.map((amountFen, index) => ({ account: index === 0 ? expense : li, amountFen }));
    expect(() => balanced(draft(entries))).toThrow(UnbalancedTransaction);
  });

  it('lines of one account are merged, lines of nothing vanish, and nothing at all posts nothing', () => {
    const lines = [expense, li, li, zhao].map((one, index) => ({
      account: one,
      amountFen: [100, -60, -40, 0][index] ?? 0,
    }));
    expect(balanced(draft(lines))?.entries.map(({ amountFen }) => amountFen)).toEqual([100, -100]);
    expect(balanced(draft([{ account: expense, amountFen: 0 }]))).toBeNull();
  });

  it('debts and the pool grow by credits, an expense and a claim by debits', () => {
    expect(raiseBy('commission-payable', 100)).toBe(-100);
    expect(raiseBy('commission-expense', 100)).toBe(100);
    for (const kind of accountKinds) expect(naturalFen(kind, raiseBy(kind, 7))).toBe(7);
  });
});

const accounts = fc.constantFrom(expense, li, zhao, account('commission-pool'));
const postings = fc
  .array(fc.tuple(accounts, accounts, fc.integer({ min: 1, max: 10 ** 12 })), { minLength: 1, maxLength: 8 })
  .map((moves) =>
    moves.flatMap(([from, to, fen]) => [
      { account: from, amountFen: -fen },
      { account: to, amountFen: fen },
    ]),
  );

const sumOf = (entries: readonly Entry[]) => entries.reduce((sum, { amountFen }) => sum + amountFen, 0);
const withoutZeros = (balances: Map<string, number>) => new Map([...balances].filter(([, fen]) => fen !== 0));

describe('I2 every transaction adds up to 0', () => {
  it('and merging its lines changes no balance', () => {
    fc.assert(
      fc.property(postings, (entries) => {
        const posted = balanced(draft(entries))?.entries ?? [];
        expect(sumOf(posted)).toBe(0);
        expect(balancesOf(posted)).toEqual(withoutZeros(balancesOf(entries)));
      }),
      seed,
    );
  });

  it('posting the difference leads exactly from the old shares to the new', () => {
    fc.assert(
      fc.property(postings, postings, (before, after) => {
        const difference = differenceOf(before, after);
        expect(sumOf(difference)).toBe(0);
        expect(withoutZeros(balancesOf([...before, ...difference]))).toEqual(withoutZeros(balancesOf(after)));
      }),
      seed,
    );
  });
});

describe('I3 a reversal returns every balance to what it was', () => {
  const posted = (entries: readonly Entry[]) => ({ id: 't', entries, reversesId: null, reversedById: null });

  it('for any balances before and any posting', () => {
    fc.assert(
      fc.property(postings, postings, (before, entries) => {
        const decision = decideReversal(posted(entries), at);
        const counter = decision.outcome === 'accepted' ? (decision.events[0]?.entries ?? []) : [];
        const after = balancesOf([...before, ...entries, ...counter]);
        expect(withoutZeros(after)).toEqual(withoutZeros(balancesOf(before)));
      }),
      seed,
    );
  });

  it.each([
    ['ALREADY_REVERSED', { reversedById: 'r' }],
    ['NOT_REVERSIBLE', { reversesId: 'o' }],
  ])('%s: what was taken back, or takes back, is not taken back again', (code, changes) => {
    expect(decideReversal({ ...posted([]), ...changes }, at)).toMatchObject({ outcome: 'refused', refusal: { code } });
  });
});

describe('FI-2.03 closing a month locks it', () => {
  const facts = { siteId: 's', currentMonth: '2026-05', lockedThrough: '2026-03', now: at };

  it.each([
    ['2026-03', 'MONTH_ALREADY_CLOSED'],
    ['2026-04', 'accepted'],
    ['2026-05', 'MONTH_NOT_OVER'],
  ])('closing %s: %s', (month, answer) => {
    const decision = decideClosing({ ...facts, month });
    expect(decision.outcome === 'refused' ? decision.refusal.code : decision.outcome).toBe(answer);
  });

  const book = { timeZone: 'Asia/Shanghai', lockedThrough: '2026-03' };
  it.each([
    ['the last second of the closed month', '2026-03-31T23:59:59+08:00', '2026-04-01T00:00:00+08:00', '2026-04'],
    ['the first of the open month', '2026-04-01T00:00:00+08:00', '2026-04-01T00:00:00+08:00', '2026-04'],
    ['long before', '2025-12-31T12:00:00+08:00', '2026-04-01T00:00:00+08:00', '2026-04'],
    ['later', '2026-05-02T12:00:00+08:00', '2026-05-02T12:00:00+08:00', '2026-05'],
  ])('%s', (_, occurredAt, effectiveAt, bookMonth) => {
    expect(effectiveTime(new Date(occurredAt), book)).toEqual({ effectiveAt: new Date(effectiveAt), bookMonth });
  });

  it('the month is that of the site, not of Greenwich', () => {
    const open = { timeZone: 'Asia/Shanghai', lockedThrough: null };
    expect(effectiveTime(new Date('2026-03-31T16:00:00Z'), open).bookMonth).toBe('2026-04');
    expect(effectiveTime(new Date('2026-03-31T15:59:59Z'), open).bookMonth).toBe('2026-03');
  });

  it.each([
    ['2026-01', true],
    ['2026-12', true],
    ['2026-13', false],
    ['2026-00', false],
    ['1999-01', false],
    ['2026-1', false],
    ['2026-01-01', false],
  ])('%s is a month: %s', (value, answer) => {
    expect(isMonth(value)).toBe(answer);
  });

  it('a year ends', () => {
    expect(firstDayAfter('2026-12')).toBe('2027-01-01');
    expect(accountKey(li)).toBe('commission-payable/s/li');
  });
});
