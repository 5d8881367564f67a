import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allRules } from '../rules/ruleCatalogue.ts';
import { accepted, firstRefusal, type Refusal, type Requirement, refused, unreachable } from './decision.ts';
import { reasoning } from './explanation.ts';
import { text } from './text.ts';

const decidedAt = new Date('2026-03-02T09:05:00+08:00');
const summary = text('由陈静接待。', 'Chen Jing receives.');
const rule = fc.constantFrom(...allRules.map(({ id }) => id));

describe('reasoning', () => {
  it('keeps what decided, what did not, the facts with their times, and the policy', () => {
    const explanation = reasoning(decidedAt)
      .apply('SR-1.20', 'SR-1.02')
      .reject('SR-3.07', text('未指明置业顾问。', 'No consultant was named.'))
      .fact('claim', null)
      .fact('arrived', 1, decidedAt)
      .under({ name: 'rotation', preset: 'one-month', version: 3 })
      .explain('assigned', summary);
    expect(explanation).toEqual({
      outcome: 'assigned',
      summary,
      applied: ['SR-1.20', 'SR-1.02'],
      rejected: [{ rule: 'SR-3.07', because: { zh: '未指明置业顾问。', en: 'No consultant was named.' } }],
      facts: [
        { name: 'claim', value: null },
        { name: 'arrived', value: 1, at: decidedAt },
      ],
      policies: [{ name: 'rotation', preset: 'one-month', version: 3 }],
      decidedAt,
    });
  });

  it('names each applied rule once, in the order in which they were first applied', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 30 }), (rules) => {
        const collected = reasoning(decidedAt);
        for (const one of rules) collected.apply(one);
        expect(collected.explain('done', summary).applied).toEqual([...new Set(rules)]);
      }),
    );
  });

  it('never names a rule both as applied and as rejected: what decided was not rejected', () => {
    const because = text('轮到者正忙。', 'The one due is busy.');
    const before = reasoning(decidedAt).reject('SR-1.21', because).apply('SR-1.21').reject('SR-1.20', because);
    const after = reasoning(decidedAt).apply('SR-1.21').reject('SR-1.21', because).reject('SR-1.20', because);
    for (const explanation of [before.explain('done', summary), after.explain('done', summary)]) {
      expect(explanation.applied).toEqual(['SR-1.21']);
      expect(explanation.rejected).toEqual([{ rule: 'SR-1.20', because }]);
    }
  });

  it('names a version of a policy once, and keeps nothing of it but its name', () => {
    const version = {
      name: 'rotation',
      preset: 'one-month',
      version: 3,
      effectiveFrom: decidedAt,
      params: { days: 1 },
    };
    const explained = reasoning(decidedAt)
      .under(version)
      .under(version)
      .under({ ...version, version: 4 });
    expect(explained.explain('done', summary).policies).toEqual([
      { name: 'rotation', preset: 'one-month', version: 3 },
      { name: 'rotation', preset: 'one-month', version: 4 },
    ]);
  });

  it('does not change an explanation that was already given', () => {
    const collected = reasoning(decidedAt).apply('SR-1.02');
    const given = collected.explain('first', summary);
    collected.apply('SR-1.03').fact('later', true).explain('second', summary);
    expect(given.applied).toEqual(['SR-1.02']);
    expect(given.facts).toEqual([]);
  });
});

describe('decision', () => {
  const refusal = (code: string): Refusal => ({ code, rule: 'SR-1.06', message: summary });
  const under =
    (limit: number): Requirement<number> =>
    (value) =>
      value < limit ? null : refusal(`NOT_UNDER_${limit}`);

  it('the first requirement that does not hold refuses', () => {
    const requirements = [under(30), under(10), under(20)];
    expect(firstRefusal(requirements, 9)).toBeNull();
    expect(firstRefusal(requirements, 25)?.code).toBe('NOT_UNDER_10');
    expect(firstRefusal(requirements, 30)?.code).toBe('NOT_UNDER_30');
    expect(firstRefusal([], 99)).toBeNull();
  });

  it('is accepted with events or refused with a refusal, each with its explanation', () => {
    const explanation = reasoning(decidedAt).explain('done', summary);
    expect(accepted(['event'], explanation)).toEqual({ outcome: 'accepted', events: ['event'], explanation });
    expect(refused(refusal('X'), explanation)).toEqual({ outcome: 'refused', refusal: refusal('X'), explanation });
  });

  it('a case that should not exist is a bug', () => {
    expect(() => unreachable('new case' as never)).toThrow(/new case/);
  });
});
