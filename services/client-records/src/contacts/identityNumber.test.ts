import { describe, expect, it } from '@jest/globals';
import { readIdentityNumber } from './identityNumber.ts';
import { readPhone } from './phone.ts';
import { similarPhones } from './similarPhones.ts';

describe('SR-2.06 identity numbers', () => {
  it.each([
    ['11010519491231002X', '11010519491231002X'],
    ['１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
    ['110105 1949-1231 002x', '11010519491231002X'],
    ['440524188001010014', '440524188001010014'],
    ['E12345678', 'E12345678'],
    ['110105194912310021', null],
    ['1101051949123100', '1101051949123100'],
    ['abcdef', null],
    ['1234', null],
    ['许丽', null],
    ['', null],
  ])('%s is read as %s', (written, number) => {
    expect(readIdentityNumber(written)).toBe(number);
  });
});

describe('SR-2.06 phone numbers that a slip makes of another', () => {
  const phone = readPhone('13805521753');
  const similar = phone === null ? [] : similarPhones(phone);

  it.each(['13805521754', '13805512753', '18305521753', '13905521753'])('%s is similar', (one) => {
    expect(similar).toContain(one);
  });

  it.each(['13805521753', '13805521764', '12805521753', '1380552175'])('%s is not', (one) => {
    expect(similar).not.toContain(one);
  });

  it('is the same both ways', () => {
    for (const one of similar) expect(similarPhones(one)).toContain(phone);
  });
});
