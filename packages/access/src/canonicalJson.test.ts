import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonicalJson.ts';

describe('canonical JSON', () => {
  it('is equal for equal values in whatever order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }));
    expect(canonicalJson({ b: 1, a: new Date('2026-03-02T01:00:00Z') })).toBe('{"a":"2026-03-02T01:00:00.000Z","b":1}');
  });

  it('keeps the order of lists and the difference of null and absent', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
    expect(canonicalJson({ a: null })).not.toBe(canonicalJson({ a: undefined }));
  });
});
