import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatYuan, parseYuan } from './yuan.ts';

describe('yuan', () => {
  it.each([
    [350_000, '3500.00'],
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [-120_034, '-1200.34'],
  ])('%d fen reads %s', (fen, yuan) => {
    expect(formatYuan(fen)).toBe(yuan);
  });

  it.each([
    ['3500', 350_000],
    ['3500.5', 350_050],
    ['3,500.05', 350_005],
    ['1,234,567.89', 123_456_789],
    ['￥ 3500', 350_000],
    ['３５００．００元', 350_000],
    ['-0.05', -5],
    ['-0', 0],
  ])('%s is read', (written, fen) => {
    expect(parseYuan(written)).toBe(fen);
  });

  it.each(['', '元', '3500.005', '3,50', '1e3', '0x10', '--1', '3500 0', '.5', '90071992547409.92'])(
    '%j is no amount',
    (written) => {
      expect(parseYuan(written)).toBeNull();
    },
  );

  it('refuses to write half a fen', () => {
    expect(() => formatYuan(0.5)).toThrow(RangeError);
  });

  it('reads back what it wrote', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (fen) => parseYuan(formatYuan(fen)) === fen));
  });
});
