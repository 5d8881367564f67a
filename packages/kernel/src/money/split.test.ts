import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Stage, splitByParts, splitStages } from './split.ts';

const sum = (shares: readonly number[]): bigint => shares.reduce((total, share) => total + BigInt(share), 0n);
const amount = fc.maxSafeInteger();
const weights = fc
  .array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 8 })
  .filter((parts) => parts.some((part) => part > 0));

describe('splitByParts', () => {
  it.each([
    ['even', 1000, [1, 1], [500, 500]],
    ['an odd fen goes to the first', 1001, [1, 1], [501, 500]],
    ['the largest remainder before the first', 100, [1, 1, 4], [17, 17, 66]],
    ['two fen left, two largest remainders', 5, [34, 33, 33], [2, 2, 1]],
    ['a party without parts gets nothing', 101, [0, 1, 1], [0, 51, 50]],
    ['nothing to divide', 0, [3, 7], [0, 0]],
    ['a counter-posting mirrors the posting', -1001, [1, 1], [-501, -500]],
    ['weights that overflow a double', 9_007_199_254_740_991, [1, 2], [3_002_399_751_580_330, 6_004_799_503_160_661]],
  ])('%s', (_, total, parts, shares) => {
    expect(splitByParts(total, parts)).toEqual(shares);
  });

  it.each([
    ['half a fen', () => splitByParts(0.5, [1])],
    ['no parts', () => splitByParts(100, [])],
    ['only empty parts', () => splitByParts(100, [0, 0])],
    ['negative parts', () => splitByParts(100, [2, -1])],
    ['broken parts', () => splitByParts(100, [0.7, 0.3])],
    ['an inexact total', () => splitByParts(2 ** 53, [1])],
  ])('refuses %s', (_, split) => {
    expect(split).toThrow(RangeError);
  });

  it('I1: the shares add up to the total, whatever the total and the weights', () => {
    fc.assert(fc.property(amount, weights, (total, parts) => sum(splitByParts(total, parts)) === BigInt(total)));
  });

  it('I1: every share is within one fen of the exact one, and on the right side of zero', () => {
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        const whole = sum(parts);
        splitByParts(total, parts).forEach((share, index) => {
          const distance = BigInt(share) * whole - BigInt(total) * BigInt(parts[index] ?? 0);
          expect(distance < whole && distance > -whole).toBe(true);
          expect(share * Math.sign(total)).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  it('I1: naming the parties in another order changes nobody by more than one fen', () => {
    const shuffled = weights.chain((parts) =>
      fc.tuple(fc.constant(parts), fc.shuffledSubarray([...parts.keys()], { minLength: parts.length })),
    );
    fc.assert(
      fc.property(amount, shuffled, (total, [parts, order]) => {
        const named = splitByParts(total, parts);
        const reordered = splitByParts(
          total,
          order.map((index) => parts[index] ?? 0),
        );
        order.forEach((index, position) => {
          expect(Math.abs((reordered[position] ?? 0) - (named[index] ?? 0))).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('I3: the counter-posting of a split returns every share to zero', () => {
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        const back = splitByParts(-total, parts);
        splitByParts(total, parts).forEach((share, index) => {
          expect(share + (back[index] ?? 0)).toBe(0);
        });
      }),
    );
  });
});

describe('splitStages', () => {
  const companyIntroduced: Stage = [30, { parts: 70, among: [50, 50] }];

  it.each([
    ['10,000.00', 1_000_000, [300_000, 350_000, 350_000]],
    ['100.01: the left fen goes to the first consultant, not to the pool', 10_001, [3_000, 3_501, 3_500]],
    ['100.01 taken back', -10_001, [-3_000, -3_501, -3_500]],
  ])('company introduced: pool, then two consultants, of %s', (_, total, shares) => {
    expect(splitStages(total, companyIntroduced)).toEqual(shares);
  });

  it('introducer 30, and of the consultants’ 70 the first 49, the designated 21', () => {
    expect(splitStages(10_000, [30, { parts: 70, among: [70, 30] }])).toEqual([3_000, 4_900, 2_100]);
  });

  it('rounds once: rounding each stage by itself would give the other consultant the fen', () => {
    expect(splitByParts(splitByParts(5, [30, 70])[1] ?? 0, [50, 50])).toEqual([2, 1]);
    expect(splitStages(5, companyIntroduced)).toEqual([1, 2, 2]);
  });

  it('refuses a stage without parts', () => {
    expect(() => splitStages(100, [30, { parts: 70, among: [] }])).toThrow(RangeError);
    expect(() => splitStages(100, [30, { parts: 70, among: [0, 0] }])).toThrow(RangeError);
  });

  it('I1: adds up over any two stages, and is the plain split when there is one', () => {
    fc.assert(
      fc.property(amount, weights, weights, fc.nat({ max: 100 }), (total, outer, inner, parts) => {
        expect(sum(splitStages(total, [...outer, { parts, among: inner }]))).toBe(BigInt(total));
        expect(splitStages(total, outer)).toEqual(splitByParts(total, outer));
      }),
    );
  });
});
