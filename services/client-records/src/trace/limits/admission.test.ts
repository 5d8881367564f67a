import { describe, expect, it } from '@jest/globals';
import { mayReadMore, maySearch } from './admission.decision.ts';

describe('CR-2 bulk reads outside custody are refused', () => {
  it.each([
    ['the last one of the hour', { before: 999, more: 1 }, true],
    ['one too many', { before: 1_000, more: 1 }, false],
    ['a page that goes over', { before: 950, more: 51 }, false],
    ['what was read before, read again', { before: 1_000, more: 0 }, true],
  ])('%s', (_, reads, allowed) => {
    expect(mayReadMore(reads, 1_000)).toBe(allowed);
  });
});

describe('S21 searches by phone are limited by person and by number', () => {
  const limits = { perPerson: 60, perPhone: 100 };
  it.each([
    ['the sixtieth of a person', { byPerson: 59, ofPhone: 0 }, true],
    ['the sixty-first', { byPerson: 60, ofPhone: 0 }, false],
    ['the hundredth for a number', { byPerson: 0, ofPhone: 99 }, true],
    ['the hundred and first', { byPerson: 0, ofPhone: 100 }, false],
  ])('%s', (_, made, allowed) => {
    expect(maySearch(made, limits)).toBe(allowed);
  });
});
