import { describe, expect, it } from '@jest/globals';
import { uuidV7 } from '@shouwen/kernel';
import fc from 'fast-check';
import { indexNumberOf } from './indexNumber.ts';

describe('CR-3.02 an index number betrays nothing', () => {
  const at = new Date('2026-03-02T09:00:00+08:00');
  const chance = fc.uint8Array({ minLength: 10, maxLength: 10 });

  it('names the client and is drawn by chance alone: not by the time, not by what was there before', () => {
    fc.assert(
      fc.property(chance, fc.integer({ min: 0, max: 10 ** 10 }), (random, later) => {
        const number = indexNumberOf('C000001', uuidV7(at, random));
        expect(number).toMatch(/^C000001-[0-9A-HJKMNP-TV-Z]{6}$/);
        expect(indexNumberOf('C000001', uuidV7(new Date(at.getTime() + later), random))).toBe(number);
      }),
    );
  });

  it('two files have the same one as seldom as chance wills', () => {
    const numbers = Array.from({ length: 1000 }, (_, i) => {
      const random = new Uint8Array(10).map((_, j) => (i * 2_654_435_761 * (j + 3)) >>> (j % 24));
      return indexNumberOf('C1', uuidV7(at, random));
    });
    expect(new Set(numbers).size).toBeGreaterThan(990);
  });
});
