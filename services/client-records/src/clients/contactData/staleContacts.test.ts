import { describe, expect, it } from '@jest/globals';
import { checkDueOn, staleBefore } from './staleContacts.ts';

const checked = new Date('2026-01-10T15:00:00+08:00');
const isStale = (now: string, days = 180) => checked < staleBefore(new Date(now), days);

describe('CR-1.06 contact data is checked at regular intervals', () => {
  it.each([
    ['the last minute of the 180th day', '2026-07-09T23:59:00+08:00', false],
    ['the first of the day after', '2026-07-10T00:00:00+08:00', true],
  ])('%s', (_, now, stale) => {
    expect(isStale(now)).toBe(stale);
    expect(checkDueOn(checked, 180)).toBe('2026-07-09');
  });

  it('every day: yesterday’s check holds today, and no longer tomorrow', () => {
    expect(isStale('2026-01-11T23:59:00+08:00', 1)).toBe(false);
    expect(isStale('2026-01-12T00:00:00+08:00', 1)).toBe(true);
  });
});
