import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '@shouwen/kernel';
import type { CareParams } from '../../policies/index.ts';
import { lossOf, returnOf } from './loss.decision.ts';
import { decideWinBack, type WinBackFacts } from './winBack.decision.ts';

const now = new Date('2026-05-08T09:00:00+08:00');
const policy = {
  ...{ name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0) },
  params: { 'lost.afterDays': 7 },
} as unknown as PolicyVersion<CareParams>;

describe('a client is lost', () => {
  const facts = {
    now,
    cause: 'lapsed',
    detail: 'freshness-over',
    endedOn: '2026-05-01',
    isBound: false,
    policy,
  } as const;
  it('seven days after the last bond ended, and not while another binds', () => {
    expect(lossOf(facts)?.listedFrom).toBe('2026-05-08');
    expect(lossOf(facts)?.explanation.applied).toEqual(['CR-7.04']);
    expect(lossOf({ ...facts, isBound: true })).toBeNull();
  });

  it.each([
    ['before the bond ended', '2026-04-30', 'before'],
    ['on the day it ended', '2026-05-01', 'never-lost'],
    ['the day before the list', '2026-05-07', 'never-lost'],
    ['the first day of the list', '2026-05-08', 'returned'],
  ])('coming %s: %s', (_, on, what) => {
    expect(returnOf({ endedOn: '2026-05-01', listedFrom: '2026-05-08' }, on)).toBe(what);
  });
});

describe('an attempt to win back', () => {
  const attempt = (changes: Partial<WinBackFacts>) => {
    const loss = { outcome: null, listedFrom: '2026-05-08' };
    const asked = { way: 'call', result: 'open', nextOn: null, refusedOffers: false } as const;
    const decision = decideWinBack({ now, today: '2026-05-08', loss, ...asked, ...changes });
    return decision.outcome === 'refused' ? decision.refusal.code : decision.events[0]?.outcome;
  };
  it.each<[string, Partial<WinBackFacts>, string | null]>([
    ['on the first day', {}, null],
    ['the day before', { today: '2026-05-07' }, 'CLIENT_NOT_LOST'],
    ['won', { result: 'won' }, 'won'],
    ['given up', { result: 'given-up' }, 'given-up'],
    ['of one who is back', { loss: { outcome: 'returned', listedFrom: '2026-05-08' } }, 'LOST_CLIENT_CLOSED'],
    ['of one who said no to being addressed', { refusedOffers: true }, 'CONSENT_MISSING'],
    ['to be repeated tomorrow', { nextOn: '2026-05-09' }, null],
    ['to be repeated today', { nextOn: '2026-05-08' }, 'BAD_INPUT'],
    ['won, and to be repeated', { result: 'won', nextOn: '2026-05-09' }, 'BAD_INPUT'],
  ])('%s', (_, changes, outcome) => {
    expect(attempt(changes)).toBe(outcome);
  });
});
