import { describe, expect, it } from '@jest/globals';
import { type Explanation, reasoning, text } from '@shouwen/kernel';
import { toGraphExplanation, toGraphMoney, toGraphRefusal } from './toGraph.ts';

const decidedAt = new Date('2026-03-02T01:30:00Z');
const policy = { name: 'rotation', preset: 'one-month', version: 3 };
const explanation = reasoning(decidedAt)
  .apply('SR-1.01')
  .reject('SR-3.02', text('没有到期', 'not yet due'))
  .fact('onDuty', 3)
  .fact('present', ['a', 'b'])
  .fact('owner', null)
  .fact('arrived', true, decidedAt)
  .under(policy)
  .explain('received', text('接待', 'Received.'));

describe('an explanation in the graph', () => {
  it('cites rules with their text, and tells facts as text', () => {
    const told = toGraphExplanation(explanation, 'explanation-1');
    expect(told).toMatchObject({ id: 'explanation-1', outcome: 'received', decidedAt, policies: [policy] });
    expect(told.applied).toEqual([
      {
        id: 'SR-1.01',
        chapter: expect.any(String),
        text: expect.objectContaining({ zh: expect.any(String) }),
        source: expect.any(String),
      },
    ]);
    expect(told.rejected[0]).toMatchObject({ rule: { id: 'SR-3.02' }, because: { en: 'not yet due' } });
    expect(told.facts).toEqual([
      { name: 'onDuty', value: '3', at: null },
      { name: 'present', value: 'a, b', at: null },
      { name: 'owner', value: null, at: null },
      { name: 'arrived', value: 'true', at: decidedAt },
    ]);
  });

  it('is the same when it was kept as JSON in between', () => {
    const kept = JSON.parse(JSON.stringify(explanation)) as Explanation;
    expect(toGraphExplanation(kept)).toEqual(toGraphExplanation(explanation));
  });
});

describe('a refusal in the graph', () => {
  it('names its rule and whether to try again', () => {
    const refusal = { code: 'CLAIM_HELD', rule: 'SR-3.02', message: text('有主', 'Owned.'), retryable: true } as const;
    expect(toGraphRefusal(refusal, explanation)).toMatchObject({
      __typename: 'Refusal',
      code: 'CLAIM_HELD',
      retryable: true,
      rule: { id: 'SR-3.02' },
      explanation: { outcome: 'received' },
    });
  });

  it('of plain bad input has no rule, and trying again does not help', () => {
    const refusal = { code: 'BAD_INPUT', rule: null, message: text('不对', 'Wrong.') };
    expect(toGraphRefusal(refusal, explanation)).toMatchObject({ rule: null, retryable: false });
  });
});

describe('money in the graph', () => {
  it.each([
    [350_000, '3500.00'],
    [-5, '-0.05'],
    ['9007199254740991', '90071992547409.91'],
    [12n, '0.12'],
  ])('%p fen is %s yuan', (fen, yuan) => {
    expect(toGraphMoney(fen)).toEqual({ __typename: 'Money', fen: Number(fen), yuan });
  });

  it.each([0.5, '9007199254740993', 'many', Number.NaN])('is never made of %p', (fen) => {
    expect(() => toGraphMoney(fen)).toThrow(RangeError);
  });
});
