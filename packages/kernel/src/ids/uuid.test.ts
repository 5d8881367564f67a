import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isUuid, uuidV7 } from './uuid.ts';

const chance = fc.uint8Array({ minLength: 10, maxLength: 10 });
const time = fc.date({ min: new Date(0), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true });

describe('uuidV7', () => {
  it('is the example of RFC 9562, A.6', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(new Date('2022-02-22T19:22:22.000Z'), random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('is a UUID, sorts by time, and leaves the given bytes alone', () => {
    fc.assert(
      fc.property(time, time, chance, chance, (one, other, a, b) => {
        const before = a.slice();
        const [first, second] = [uuidV7(one, a), uuidV7(other, b)];
        expect(isUuid(first)).toBe(true);
        expect(a).toEqual(before);
        if (one.getTime() < other.getTime()) expect(first < second).toBe(true);
      }),
    );
  });

  it('keeps all the chance there is room for', () => {
    const at = new Date('2026-03-02T01:00:00Z');
    const made = new Set(
      Array.from({ length: 10 }, (_, index) => uuidV7(at, new Uint8Array(10).fill(1).fill(2, index))),
    );
    expect(made.size).toBe(10);
  });

  it('refuses too little chance and a time that does not fit', () => {
    expect(() => uuidV7(new Date(0), new Uint8Array(9))).toThrow(RangeError);
    expect(() => uuidV7(new Date(-1), new Uint8Array(10))).toThrow(RangeError);
    expect(() => uuidV7(new Date(Number.NaN), new Uint8Array(10))).toThrow(RangeError);
  });

  it('takes an id in one writing only, so that equal ids are equal texts', () => {
    const id = '019b8a00-0002-7000-8000-00000000000f';
    expect([isUuid(id), isUuid(id.toUpperCase())]).toEqual([true, false]);
  });

  it.each(['', 'no', '017f22e279b07cc398c4dc0c0c07398f', '017f22e2-79b0-7cc3-18c4-dc0c0c07398f', 7, null])(
    '%j is no UUID',
    (value) => {
      expect(isUuid(value)).toBe(false);
    },
  );
});
