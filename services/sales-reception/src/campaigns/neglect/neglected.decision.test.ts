import { describe, expect, it } from '@jest/globals';
import { oneMonth } from '../../policies/index.ts';
import { decideNeglect, type NeglectFacts } from './neglected.decision.ts';

const facts = (change: Partial<NeglectFacts>, params: Partial<typeof oneMonth> = {}): NeglectFacts => ({
  invitedAt: new Date('2026-06-01T10:00:00+08:00'),
  today: '2026-06-01',
  inviterId: 'zhao',
  note: '客户愿意来',
  owner: { staffId: 'li', since: '2025-01-01' },
  lastCame: null,
  lastVisited: null,
  consultants: ['li', 'zhao'],
  policy: {
    ...{ name: 'sales-reception', preset: 'one-month', version: 1, effectiveFrom: new Date('2024-01-01') },
    params: { ...oneMonth, 'club.enabled': true, ...params },
  },
  ...change,
});
const judged = (change: Partial<NeglectFacts>, params: Partial<typeof oneMonth> = {}): string => {
  const decision = decideNeglect(facts(change, params));
  return decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome;
};

describe('SR-3.19 a client whom the owner neglected may be invited by another department', () => {
  it.each([
    ['15 March', '2026-03-15', '2026-06-14', '2026-06-15'],
    ['30 November before a leap day', '2023-11-30', '2024-02-29', '2024-03-01'],
    ['29 November before a leap day', '2023-11-29', '2024-02-28', '2024-02-29'],
    ['30 November without one', '2025-11-30', '2026-02-28', '2026-03-01'],
    ['29 February', '2024-02-29', '2024-05-28', '2024-05-29'],
    ['31 January', '2026-01-31', '2026-04-30', '2026-05-01'],
    ['the National Day week', '2026-10-07', '2027-01-06', '2027-01-07'],
  ])('last came and was visited on %s (%s): cared for through %s, not on %s', (_, last, through, after) => {
    const owner = { staffId: 'li', since: '2023-01-01' };
    const both = { owner, lastCame: last, lastVisited: last };
    expect(judged({ ...both, today: through })).toBe('STILL_CARED_FOR');
    expect(judged({ ...both, today: after })).toBe('MAY_BE_INVITED');
  });

  it('one of the three is enough: not invited, or in vain, or not visited', () => {
    expect(judged({ lastCame: '2026-05-01', lastVisited: '2026-05-01' })).toBe('STILL_CARED_FOR');
    expect(judged({ lastCame: null, lastVisited: '2026-05-01' })).toBe('MAY_BE_INVITED');
    expect(judged({ lastCame: '2026-05-01', lastVisited: null })).toBe('MAY_BE_INVITED');
  });

  it('a new owner has three months from the day the client became theirs', () => {
    const owner = { staffId: 'li', since: '2026-03-01' };
    expect(judged({ owner, today: '2026-05-31' })).toBe('STILL_CARED_FOR');
    expect(judged({ owner, today: '2026-06-01' })).toBe('MAY_BE_INVITED');
  });

  it('the months are the site’s parameter', () => {
    const last = { lastCame: '2026-04-30', lastVisited: '2026-04-30' };
    expect(judged(last, { 'club.monthsUninvited': 1 })).toBe('MAY_BE_INVITED');
    expect(judged(last, { 'club.monthsUninvited': 2 })).toBe('STILL_CARED_FOR');
  });

  it.each([
    ['no club', {}, { 'club.enabled': false }, 'CLUB_DISABLED'],
    ['nobody’s client', { owner: null }, {}, 'NOBODYS_CLIENT'],
    ['the own client', { inviterId: 'li' }, {}, 'OWN_CLIENT'],
    ['a stranger', { inviterId: 'wu' }, {}, 'STAFF_UNKNOWN'],
    ['no word of why', { note: ' ' }, {}, 'BAD_INPUT'],
  ] as const)('%s: refused', (_, change, params, code) => {
    expect(judged(change, params)).toBe(code);
  });
});
