import { describe, expect, it } from '@jest/globals';
import { isPolicyFault, type PolicyVersion, resolvePolicy } from '@shouwen/kernel';
import { recordsPolicy, type TierParams } from '../../policies/index.ts';
import { paymentRecord, proposeTier, type TierFacts } from './proposeTier.decision.ts';

const now = new Date('2027-03-25T09:00:00+08:00');
const policyOf = (overrides: Partial<TierParams> = {}): PolicyVersion<TierParams> => {
  const params = resolvePolicy(recordsPolicy, { preset: 'records-strict', companyOverrides: overrides });
  if (isPolicyFault(params)) throw new Error(params.message.en);
  return { name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0), params };
};
const million = 100_000_000;
const facts: TierFacts = {
  ...{
    clientId: 'xu',
    soldFen: 3 * million,
    deals: 1,
    pricePercent: 105,
    matureFen: 3 * million,
    paidFen: 3 * million,
  },
  ...{ credit: 'A', overdueDays: 0 },
};
const proposed = (changes: Partial<TierFacts>, overrides: Partial<TierParams> = {}) => {
  const { tier, points } = proposeTier({ ...facts, ...changes }, now, policyOf(overrides));
  return [points, tier];
};

describe('CR-6.01 what is proposed rests on sales, price level, payment and credit', () => {
  it.each<[string, Partial<TierFacts>, [number, string]]>([
    ['everything at its best', {}, [100, 'A']],
    ['one fen short of the highest sales', { soldFen: 3 * million - 1 }, [84, 'A']],
    ['one fen short of the middle sales', { soldFen: million - 1 }, [72, 'B']],
    ['no sales', { soldFen: 0, deals: 0, pricePercent: null, matureFen: 0, paidFen: 0 }, [30, 'C']],
    ['a price just below the highest level', { pricePercent: 104 }, [92, 'A']],
    ['a price at the middle level', { pricePercent: 95 }, [92, 'A']],
    ['a price just below it', { pricePercent: 94 }, [84, 'A']],
    ['95 per cent paid', { paidFen: 2.85 * million }, [100, 'A']],
    ['one fen less', { paidFen: 2.85 * million - 1 }, [88, 'A']],
    ['credit B', { credit: 'B' }, [94, 'A']],
    ['credit not graded', { credit: null }, [90, 'A']],
    ['middle sales and ungraded', { soldFen: million, credit: null }, [74, 'B']],
    ['middle sales and credit B', { soldFen: million, credit: 'B' }, [78, 'A']],
  ])('%s', (_, changes, expected) => {
    expect(proposed(changes)).toEqual(expected);
  });

  it.each([
    ['75 points are enough for A', 75, 'A'],
    ['with 76 asked they are not', 76, 'B'],
  ] as const)('%s', (_, aPoints, tier) => {
    // 40 + 20 + 8 + 7: paid slowly, graded C.
    expect(proposed({ paidFen: 0, credit: 'C' }, { 'tier.aPoints': aPoints })).toEqual([75, tier]);
  });

  it.each([
    ['45 points are enough for B', 45, 'B'],
    ['with 46 asked they are not', 46, 'C'],
  ] as const)('%s', (_, bPoints, tier) => {
    // 24 + 4 + 10 + 7.
    const modest = { soldFen: million, pricePercent: 1, matureFen: 0, paidFen: 0, credit: 'C' } as const;
    expect(proposed(modest, { 'tier.bPoints': bPoints })).toEqual([45, tier]);
  });

  it('who is graded D or has payments overdue is never in tier A, and the explanation says so', () => {
    const [overdue, d] = [{ overdueDays: 1 }, { credit: 'D' } as const].map((changes) =>
      proposeTier({ ...facts, ...changes }, now, policyOf()),
    );
    expect([overdue?.points, overdue?.tier, overdue?.neverA]).toEqual([80, 'B', 'payment-overdue']);
    expect([d?.points, d?.tier, d?.neverA]).toEqual([80, 'B', 'credit-d']);
    expect(d?.explanation).toMatchObject({ outcome: 'B', applied: ['CR-6.01'], decidedAt: now });
    expect(d?.explanation.facts).toContainEqual({ name: 'neverA', value: 'credit-d' });
    expect(d?.explanation.facts).toContainEqual({ name: 'points.sales', value: 40 });
  });

  it('weights are parameters, and add up to the whole', () => {
    const onlySales = {
      ...{ 'tier.weightSales': 100, 'tier.weightPrice': 0, 'tier.weightPayment': 0, 'tier.weightCredit': 0 },
    };
    expect(proposed({ soldFen: million, credit: null, pricePercent: 1 }, onlySales)).toEqual([60, 'B']);
    expect(() => policyOf({ 'tier.weightSales': 41 })).toThrow('must add up to 100 %');
    expect(() => policyOf({ 'tier.aPoints': 45 })).toThrow('tier.bPoints');
    expect(() => policyOf({ 'review.to': '03-24' })).toThrow('review.to');
    expect(() => policyOf({ 'tier.salesMiddleYuan': 3_000_001 })).toThrow('tier.salesMiddleYuan');
    expect(() => policyOf({ 'tier.priceMiddlePercent': 106 })).toThrow('tier.priceMiddlePercent');
  });
});

describe('CR-6.01 the payment record', () => {
  it.each([
    ['nothing to look at yet', { matureFen: 0, paidFen: 0, overdueDays: 0 }, 'none'],
    ['finance says overdue, whatever was paid', { matureFen: 100, paidFen: 100, overdueDays: 1 }, 'overdue'],
    ['paid in full', { matureFen: 100, paidFen: 100, overdueDays: 0 }, 'prompt'],
    ['paid as far as asked', { matureFen: 100, paidFen: 95, overdueDays: 0 }, 'prompt'],
    ['paid less', { matureFen: 100, paidFen: 94, overdueDays: 0 }, 'slow'],
  ])('%s', (_, told, record) => {
    expect(paymentRecord(told, 95)).toBe(record);
  });
});
