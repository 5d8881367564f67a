import { describe, expect, it } from '@jest/globals';
import { addDays } from '@shouwen/kernel';
import fc from 'fast-check';
import {
  after,
  balanceAt,
  earn,
  expire,
  isOver,
  type Ledger,
  type Lot,
  type Posting,
  spend,
  takeBack,
} from './ledger.ts';

const today = '2026-05-20';
const lot = (lotId: string, remaining: number, through: string | null = null, clientId = 'a'): Lot => ({
  ...{ lotId, clientId, through, remaining },
});
const ledger = (lots: readonly Lot[], owed: Record<string, number> = {}): Ledger => after({ lots, owed }, []);
const points = (postings: readonly Posting[]) => postings.map(({ clientId, points: some }) => [clientId, some]);
const spending = { today, kind: 'spent', reason: 'redemption' } as const;

describe('the ledger of points', () => {
  it('counts points on their last day, and not on the day after', () => {
    const one = ledger([lot('1', 100, today), lot('2', 10)]);
    expect([balanceAt(one, today), balanceAt(one, '2026-05-21')]).toEqual([110, 10]);
    expect([expire(one, today), points(expire(one, '2026-05-21'))]).toEqual([[], [['a', -100]]]);
  });

  it('spends what expires first, of one record or two, and not a point more than there is', () => {
    const one = ledger([lot('1', 50), lot('2', 50, '2026-08-01'), lot('3', 50, '2026-06-01', 'b')]);
    const spent = spend(one, 70, spending) ?? [];
    expect(spent.map(({ clientId, takes }) => [clientId, takes])).toEqual([
      ['b', [{ lotId: '3', points: 50 }]],
      ['a', [{ lotId: '2', points: 20 }]],
    ]);
    expect(points(spend(one, 150, spending) ?? [])).toEqual([
      ['b', -50],
      ['a', -100],
    ]);
    expect(spend(one, 151, spending)).toBeNull();
    expect(spend(ledger([lot('1', 50, '2026-05-19')]), 1, spending)).toBeNull();
  });

  it('takes back to zero and no further: the rest is owed, and paid back out of what is earned next', () => {
    const one = ledger([lot('1', 30), lot('2', 40)]);
    const back = takeBack(one, { lotId: '2', clientId: 'a', points: 100, today });
    expect(back).toMatchObject([{ points: -70, owed: 30, takes: [{ lotId: '2' }, { lotId: '1' }] }]);
    const empty = after(one, back);
    expect(empty.owed).toEqual({ a: 30 });
    const earned = earn(empty, lot('3', 50), { kind: 'earned', reason: 'deal' });
    expect(earned).toMatchObject([
      { points: 50, owed: 0 },
      { points: -30, owed: -30, reason: 'owed-paid-back' },
    ]);
    const next = after(empty, earned);
    expect([balanceAt(next, today), next.owed]).toEqual([20, { a: 0 }]);
    expect(takeBack(ledger([]), { lotId: 'x', clientId: 'a', points: 5, today })).toMatchObject([
      { points: 0, owed: 5 },
    ]);
  });
});

type Step =
  | { readonly do: 'earn'; readonly points: number; readonly days: number | null; readonly clientId: string }
  | { readonly do: 'spend'; readonly points: number }
  | { readonly do: 'take-back'; readonly points: number; readonly clientId: string }
  | { readonly do: 'pass'; readonly days: number }
  | { readonly do: 'expire' };

const some = fc.integer({ min: 1, max: 300 });
const client = fc.constantFrom('a', 'b');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('earn' as const),
    points: some,
    days: fc.option(fc.integer({ min: 0, max: 40 })),
    clientId: client,
  }),
  fc.record({ do: fc.constant('spend' as const), points: some }),
  fc.record({ do: fc.constant('take-back' as const), points: some, clientId: client }),
  fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ do: fc.constant('expire' as const) }),
);

/** Takes a step, and answers the entries it wrote and the day after it. */
const take = (before: Ledger, one: Step, { day, at }: { readonly day: string; readonly at: number }) => {
  const over = one.do === 'pass' ? [] : expire(before, day);
  const now = after(before, over);
  const lotId = `lot-${String(at).padStart(3, '0')}`;
  switch (one.do) {
    case 'pass':
      return { entries: [] as Posting[], day: addDays(day, one.days) };
    case 'expire':
      return { entries: over, day };
    case 'earn': {
      const through = one.days === null ? null : addDays(day, one.days);
      const opened = { lotId, clientId: one.clientId, through, remaining: one.points };
      return { entries: [...over, ...earn(now, opened, { kind: 'earned', reason: 'deal' })], day };
    }
    case 'spend':
      return { entries: [...over, ...(spend(now, one.points, { ...spending, today: day }) ?? [])], day };
    case 'take-back':
      return { entries: [...over, ...takeBack(now, { ...one, lotId: 'lot-000', today: day })], day };
  }
};

describe('the ledger of points over any sequence', () => {
  it('never falls below zero, its entries add up to the balance, and what expires first goes first', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [book, day, at] = [ledger([]), today, 0];
        const sums = { points: 0, owed: 0 };
        for (const one of steps) {
          const { entries, day: next } = take(book, one, { day, at: at++ });
          for (const entry of entries) {
            sums.points += entry.points;
            sums.owed += entry.owed;
            if (entry.kind === 'spent') expectOldestFirst(book, entries, day);
          }
          [book, day] = [after(book, entries), next];
          const left = book.lots.reduce((sum, { remaining }) => sum + remaining, 0);
          expect(book.lots.every(({ remaining }) => remaining >= 0)).toBe(true);
          expect(Object.values(book.owed).every((owes) => owes >= 0)).toBe(true);
          expect([sums.points, sums.owed]).toEqual([left, Object.values(book.owed).reduce((a, b) => a + b, 0)]);
          expect(balanceAt(book, day)).toBeGreaterThanOrEqual(0);
          expect(balanceAt(book, day)).toBeLessThanOrEqual(left);
        }
      }),
      { seed: 604, numRuns: 300 },
    );
  });
});

/** Whatever was spent from, nothing that is left expires before it. */
const expectOldestFirst = (before: Ledger, entries: readonly Posting[], day: string): void => {
  const spentFrom = new Set(
    entries.filter(({ kind }) => kind === 'spent').flatMap(({ takes }) => takes.map((t) => t.lotId)),
  );
  const end = (one: Lot) => one.through ?? '9999-12-31';
  const left = after(before, entries).lots.filter((one) => one.remaining > 0 && !isOver(one, day));
  const last = before.lots
    .filter(({ lotId }) => spentFrom.has(lotId))
    .map(end)
    .sort()
    .at(-1);
  for (const one of left) expect(last === undefined || end(one) >= last).toBe(true);
};
