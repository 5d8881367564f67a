import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideWithholdings, explainWithholding } from './decideWithholding.decision.ts';
import type { OwedLine, Withholding, WithholdingScope } from './withholding.ts';

const at = new Date('2026-04-10T09:00:00+08:00');
const one = (id: string, scope: WithholdingScope, changes: Partial<Withholding> = {}): Withholding => ({
  ...{ id, sanctionId: `fine-${id}`, scope, code: 'V-32', releasedAt: null, withheldFen: 0 },
  ...changes,
});
const ofDeal = (dealId: string): WithholdingScope => ({ of: 'deal', dealId });
const line = (dealId: string, month: string, amountFen: number): OwedLine => ({ dealId, month, amountFen });
const lines = [line('a', '2026-03', 700), line('b', '2026-03', 200), line('a', '2026-04', -100)];

const changes = (withholdings: readonly Withholding[], owedFen: number, about: readonly OwedLine[] = lines) =>
  decideWithholdings({ withholdings, lines: about, owedFen }).map(({ withholding, changeFen }) => [
    withholding.id,
    changeFen,
  ]);

describe('FI-1.06 what a sanction keeps back', () => {
  it.each([
    ['a deal: all its months', [one('1', ofDeal('a'))], [['1', 600]]],
    ['a month: all its deals', [one('1', { of: 'month', month: '2026-03' })], [['1', 900]]],
    ['all: what is owed', [one('1', { of: 'all' })], [['1', 800]]],
    ['a deal nothing was earned with', [one('1', ofDeal('c'))], []],
    ['what is kept back already', [one('1', ofDeal('a'), { withheldFen: 600 })], []],
    ['more than what is left of it now: gives back', [one('1', ofDeal('a'), { withheldFen: 700 })], [['1', -100]]],
    [
      'a deal and its month: each line once',
      [one('1', { of: 'month', month: '2026-03' }), one('2', ofDeal('a'))],
      [
        ['2', 600],
        ['1', 200],
      ],
    ],
    ['a deal twice: the older one', [one('1', ofDeal('a')), one('2', ofDeal('a'))], [['1', 600]]],
    [
      'a deal, and all that remains',
      [one('1', ofDeal('a')), one('2', { of: 'all' })],
      [
        ['1', 600],
        ['2', 200],
      ],
    ],
  ])('%s', (_, withholdings, expected) => {
    expect(changes(withholdings, 800)).toEqual(expected);
  });

  it('released, it gives back what it took; what else stands takes over', () => {
    const released = one('1', ofDeal('a'), { releasedAt: at, withheldFen: 600 });
    expect(changes([released], 200)).toEqual([['1', -600]]);
    expect(changes([released, one('2', { of: 'all' })], 200)).toEqual([
      ['1', -600],
      ['2', 800],
    ]);
    expect(changes([released, one('2', ofDeal('a'))], 200)).toEqual([
      ['1', -600],
      ['2', 600],
    ]);
  });

  it('of a deal that was cancelled nothing is kept back', () => {
    expect(changes([one('1', ofDeal('a'), { withheldFen: 700 })], -700, [line('a', '2026-03', 0)])).toEqual([
      ['1', -700],
    ]);
  });

  it('all gives back no more than it took', () => {
    expect(changes([one('1', { of: 'all' }, { withheldFen: 300 })], -500)).toEqual([['1', -300]]);
  });

  it('is never negative, settles in one step, and with all of it nothing is owed', () => {
    const scopes = fc.oneof(
      fc.constantFrom('a', 'b').map((deal): WithholdingScope => ofDeal(deal)),
      fc.constantFrom('2026-03', '2026-04').map((month): WithholdingScope => ({ of: 'month', month })),
      fc.constant<WithholdingScope>({ of: 'all' }),
    );
    const orders = fc.array(fc.record({ scope: scopes, isReleased: fc.boolean(), withheldFen: fc.nat(1_000) }), {
      maxLength: 5,
    });
    const owed = fc.array(
      fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('2026-03', '2026-04'), fc.integer({ min: -500, max: 1_000 })),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(orders, owed, fc.integer({ min: -2_000, max: 2_000 }), (all, of, owedFen) => {
        const about = of.map(([deal, month, fen]) => line(deal, month, fen));
        const before = all.map(({ scope, isReleased, withheldFen }, index) =>
          one(`${index}`, scope, { withheldFen, releasedAt: isReleased ? at : null }),
        );
        const decided = decideWithholdings({ withholdings: before, lines: about, owedFen });
        const change = (id: string) => decided.find(({ withholding }) => withholding.id === id)?.changeFen ?? 0;
        const after = before.map((order) => ({ ...order, withheldFen: order.withheldFen + change(order.id) }));
        for (const { withheldFen, releasedAt } of after) {
          expect(withheldFen).toBeGreaterThanOrEqual(0);
          if (releasedAt) expect(withheldFen).toBe(0);
        }
        const left = owedFen - decided.reduce((sum, { changeFen }) => sum + changeFen, 0);
        const keepsAll = after.some(({ scope, releasedAt }) => scope.of === 'all' && !releasedAt);
        if (keepsAll) expect(left).toBeLessThanOrEqual(0);
        expect(decideWithholdings({ withholdings: after, lines: about, owedFen: left })).toEqual([]);
      }),
      { seed: 20_261_201, numRuns: 300 },
    );
  });

  it('says which sanction, how much before and after', () => {
    const explanation = explainWithholding({ withholding: one('1', ofDeal('a')), changeFen: 600 }, at);
    expect(explanation).toMatchObject({
      outcome: 'withheld',
      applied: ['FI-1.06'],
      summary: { zh: '因处罚扣发 6.00 元。', en: '6.00 is withheld by a sanction.' },
    });
    expect(explanation.facts).toContainEqual({ name: 'withheldAfter', value: 600 });
  });
});
