import { describe, expect, it } from '@jest/globals';
import { splitByParts } from '@shouwen/kernel';
import fc from 'fast-check';
import { type DueFacts, dueParts } from './dueParts.ts';

const seed = { seed: 20_261_201, numRuns: 300 };
const priceFen = 125_000_000;
const facts = (changes: Partial<DueFacts>): DueFacts => ({
  due: 'cash',
  priceFen,
  contractedAt: null,
  receivedFen: 0,
  ...changes,
});

describe('FI-1.01 due when the scheme says so', () => {
  const shares = [300_000, 350_000, 350_000];

  it.each([
    ['subscription: all of it at once', { due: 'subscription' as const }, shares],
    ['contract: nothing before it is signed', { due: 'contract' as const, receivedFen: priceFen }, [0, 0, 0]],
    ['contract: all of it when it is signed', { due: 'contract' as const, contractedAt: new Date(0) }, shares],
    ['cash: nothing before any came in, signed or not', { contractedAt: new Date(0) }, [0, 0, 0]],
    ['cash: a third', { receivedFen: priceFen / 5 }, [60_000, 70_000, 70_000]],
    ['cash: one fen less than all of it', { receivedFen: priceFen - 1 }, shares],
    ['cash: all of it', { receivedFen: priceFen }, shares],
    ['cash: more than the price', { receivedFen: priceFen * 2 }, shares],
    ['cash: more was paid back than came in', { receivedFen: -1 }, [0, 0, 0]],
  ])('%s', (_, changes, due) => {
    expect(dueParts(shares, facts(changes))).toEqual(due);
  });

  it.each([
    ['62 fen of 12,500: just below half a fen, down', 62, [0]],
    ['63 fen of 12,500: half a fen and more, up', 63, [1]],
  ])('rounds once, half up: %s', (_, receivedFen, due) => {
    expect(dueParts([100], facts({ priceFen: 12_500, receivedFen }))).toEqual(due);
  });

  it('I1 what is due is the commission in proportion of the cash, and all payments together make every share whole', () => {
    const deals = fc.record({
      shares: fc.array(fc.integer({ min: 0, max: 10 ** 10 }), { minLength: 1, maxLength: 5 }),
      price: fc.integer({ min: 1, max: 10 ** 13 }),
      payments: fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 12 }),
    });
    fc.assert(
      fc.property(deals, ({ shares: all, price, payments }) => {
        const total = all.reduce((sum, share) => sum + share, 0);
        const parts = splitByParts(price, payments);
        let received = 0;
        let before = all.map(() => 0);
        const posted = all.map(() => 0);
        for (const payment of parts) {
          received += payment;
          const due = dueParts(all, facts({ priceFen: price, receivedFen: received }));
          const exact = (BigInt(total) * BigInt(received) * 2n + BigInt(price)) / (2n * BigInt(price));
          expect(BigInt(due.reduce((sum, one) => sum + one, 0))).toBe(exact);
          due.forEach((one, index) => {
            expect(one).toBeGreaterThanOrEqual(0);
            expect(one).toBeLessThanOrEqual(all[index] ?? 0);
            posted[index] = (posted[index] ?? 0) + one - (before[index] ?? 0);
          });
          before = due;
        }
        expect(posted).toEqual(all);
      }),
      seed,
    );
  });
});
