import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskPhone, readPhone } from './phone.ts';

describe('CR-2 a phone number is the same number however it is written', () => {
  it.each([
    ['13805521753', '13805521753'],
    ['138 0552 1753', '13805521753'],
    ['138-0552-1753', '13805521753'],
    ['+86-13805521753', '13805521753'],
    ['0086 138 0552 1753', '13805521753'],
    ['+86 (0)20', null],
    ['１３８０５５２１７５３', '13805521753'],
    ['020-8765 1234', '02087651234'],
    ['+852 9123 4567', '+85291234567'],
  ])('%s', (written, phone) => {
    expect(readPhone(written)).toBe(phone);
  });

  it.each(['', '12345', '12805521753', '138055217531', 'phone', '1380552175a', '+8613805', `1${'3'.repeat(60)}`])(
    'refuses %s',
    (written) => {
      expect(readPhone(written)).toBeNull();
    },
  );

  it('any writing of any mobile number reads back (I23)', () => {
    const number = fc.stringMatching(/^1[3-9]\d{9}$/);
    const separators = fc.array(fc.constantFrom('', ' ', '-', '　', '.'), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(number, separators, fc.constantFrom('', '+86', '+86-', '0086 '), (digits, gaps, prefix) => {
        const written = prefix + [...digits].map((digit, index) => digit + gaps[index]).join('');
        expect(readPhone(written)).toBe(digits);
      }),
    );
  });
});

describe('CR-2.03 masking', () => {
  it('keeps the first three and the last four digits of a mobile number, two of any other', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskPhone('02087651234')).toBe('****34');
    expect(maskPhone('+85291234567')).toBe('****67');
  });

  it('never shows more than seven digits and is idempotent (I24)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), (digits) => {
        const masked = maskPhone(digits);
        expect(masked.replace(/\D/g, '').length).toBeLessThanOrEqual(7);
        expect(maskPhone(masked)).toBe(masked);
      }),
    );
  });
});
