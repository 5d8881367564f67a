import { describe, expect, it } from '@jest/globals';
import { hasNumberInWords } from './numbersInWords.ts';

describe('CR-2.02 numbers of persons in words', () => {
  it.each([
    ['电话13800000000', true],
    ['138 0000 0000', true],
    ['１３８-００００-００００', true],
    ['证件11010519491231002X', true],
    ['٠١٢٣٤٥٦٧٨٩', true],
    ['合同号 2026-0312', false],
    ['九位 123456789', false],
    [null, false],
  ])('%s: %s', (words, found) => {
    expect(hasNumberInWords(words)).toBe(found);
  });
});
