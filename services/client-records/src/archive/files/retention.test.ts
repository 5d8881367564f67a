import { describe, expect, it } from '@jest/globals';
import { isRetention, isRetentionOver, keptThrough } from './retention.ts';

describe('CR-3.01 how long a file is kept', () => {
  it.each([
    ['five years', '2026-03-15', 5, '2031-03-14'],
    ['from the first day of a year', '2026-01-01', 1, '2026-12-31'],
    ['from 29 February to a common year', '2024-02-29', 1, '2025-02-28'],
    ['from 29 February to a leap year', '2024-02-29', 4, '2028-02-28'],
    ['from 1 March, over a leap day', '2023-03-01', 1, '2024-02-29'],
    ['for ever', '2026-03-15', null, null],
  ])('%s', (_, from, years, through) => {
    expect(keptThrough({ from, years })).toBe(through);
  });

  it.each([
    ['a hundred years', '2026-03-15', 100, true],
    ['more than that', '2026-03-15', 101, false],
    ['none at all', '2026-03-15', 0, false],
    ['half a year', '2026-03-15', 0.5, false],
    ['from no day', '2026-02-30', 5, false],
    ['for ever', '2026-03-15', null, true],
  ])('%s: is a retention: %s from %s', (_, from, years, fine) => {
    expect(isRetention({ from, years })).toBe(fine);
  });
});

describe('CR-3.05 never before its time', () => {
  it.each([
    ['the day before the last', '2031-03-14', '2031-03-13', false],
    ['the last day', '2031-03-14', '2031-03-14', false],
    ['the day after', '2031-03-14', '2031-03-15', true],
    ['for ever', null, '2999-01-01', false],
  ])('%s', (_, through, today, over) => {
    expect(isRetentionOver(through, today)).toBe(over);
  });
});
