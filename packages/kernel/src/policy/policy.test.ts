import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NoPolicyInForce, type PolicyVersion, policyAt } from './policy.ts';

const version = (number: number, effectiveFrom: string): PolicyVersion<{ days: number }> => ({
  name: 'claims',
  preset: 'one-month',
  version: number,
  effectiveFrom: new Date(effectiveFrom),
  params: { days: number },
});

const versions = [version(2, '2026-03-01T00:00:00+08:00'), version(1, '2026-01-01T00:00:00+08:00')];

describe('policyAt', () => {
  it.each([
    ['2026-01-01T00:00:00+08:00', 1],
    ['2026-02-28T23:59:59.999+08:00', 1],
    ['2026-03-01T00:00:00+08:00', 2],
    ['2030-01-01T00:00:00+08:00', 2],
  ])('a fact of %s is judged by version %d', (time, number) => {
    expect(policyAt(versions, new Date(time)).version).toBe(number);
  });

  it('a correction effective from the same instant counts', () => {
    const corrected = version(3, '2026-03-01T00:00:00+08:00');
    const time = new Date('2026-03-02T00:00:00Z');
    expect(policyAt([corrected, ...versions], time).version).toBe(3);
    expect(policyAt([...versions, corrected], time).version).toBe(3);
  });

  it('throws when nothing was in force yet', () => {
    expect(() => policyAt(versions, new Date('2025-12-31T15:59:59.999Z'))).toThrow(NoPolicyInForce);
    expect(() => policyAt([], new Date('2026-12-31T00:00:00Z'))).toThrow(NoPolicyInForce);
    expect(() => policyAt(versions, new Date(Number.NaN))).toThrow(NoPolicyInForce);
  });

  it('a version added later never changes what was judged before it takes effect', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 6 }), moment, moment, (moments, time, later) => {
        fc.pre(time < later);
        const known = moments.map((at, index) => version(index + 2, at.toISOString()));
        const before = [version(1, '2026-01-01T00:00:00Z'), ...known];
        const after = [...before, version(99, later.toISOString())];
        expect(policyAt(after, time)).toBe(policyAt(before, time));
      }),
    );
  });
});
