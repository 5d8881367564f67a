import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Performed } from '../deals/index.ts';
import { achievementOfSite, achievementsOf, nothing, tenthsOfPercent } from './achievement.ts';
import { daysOf } from './target.ts';

const shared = (amountFen: number, ...parts: [string, number][]): Performed => ({
  amountFen,
  consultants: parts.map(([staffId, weight]) => ({ staffId, parts: weight, role: 'owner' })),
});

const staff = fc.constantFrom('li', 'zhao', 'qian', 'sun');
const parts = fc.uniqueArray(fc.tuple(staff, fc.integer({ min: 1, max: 100 })), {
  selector: ([id]) => id,
  maxLength: 4,
});
const performed = (least: number) =>
  fc.tuple(fc.integer({ min: least, max: 1_000_000_000 }), parts).map(([amount, by]) => shared(amount, ...by));

describe('SR-8.04 what each consultant achieved', () => {
  it('a deal of one counts whole, one that is shared in its parts, and so does the cash', () => {
    const deals = [shared(100_000_001, ['li', 50], ['zhao', 50]), shared(200, ['li', 100])];
    const cash = [shared(101, ['li', 70], ['zhao', 30]), shared(-1, ['li', 100])];
    expect(achievementsOf({ deals, cash })).toEqual([
      { staffId: 'li', unitParts: 15_000, amountFen: 50_000_201, cashFen: 70 },
      { staffId: 'zhao', unitParts: 5_000, amountFen: 50_000_000, cashFen: 30 },
    ]);
  });

  it('a deal without consultants is the company’s', () => {
    expect(achievementsOf({ deals: [shared(5)], cash: [shared(3)] })).toEqual([
      { staffId: null, unitParts: 10_000, amountFen: 5, cashFen: 3 },
    ]);
  });

  it('all consultants together are the site, to the fen and to the part of a unit', () => {
    fc.assert(
      fc.property(
        fc.array(performed(1), { maxLength: 20 }),
        fc.array(performed(-1_000_000), { maxLength: 20 }),
        (deals, cash) => {
          const sum = achievementsOf({ deals, cash }).reduce(
            (all, one) => ({
              unitParts: all.unitParts + one.unitParts,
              amountFen: all.amountFen + one.amountFen,
              cashFen: all.cashFen + one.cashFen,
            }),
            nothing,
          );
          expect(sum).toEqual(achievementOfSite({ deals, cash }));
        },
      ),
      { numRuns: 200, seed: 20_261_201 },
    );
  });

  it.each([
    [0, 3, 0],
    [1, 3, 333],
    [3, 3, 1_000],
    [4, 3, 1_333],
    [-1, 3, -333],
    [5, 0, null],
  ])('%d of %d is %s tenths of a per cent', (achieved, goal, tenths) => {
    expect(tenthsOfPercent(achieved, goal)).toBe(tenths);
  });
});

describe('a period is a month or a year', () => {
  it.each([
    ['2026', { from: '2026-01-01', through: '2026-12-31' }],
    ['2026-02', { from: '2026-02-01', through: '2026-02-28' }],
    ['2028-02', { from: '2028-02-01', through: '2028-02-29' }],
    ['2026-12', { from: '2026-12-01', through: '2026-12-31' }],
    ['2026-13', null],
    ['2026-00', null],
    ['2026-1', null],
    ['1999', null],
    ['26', null],
    ['', null],
  ])('%s', (period, days) => {
    expect(daysOf(period)).toEqual(days);
  });
});
