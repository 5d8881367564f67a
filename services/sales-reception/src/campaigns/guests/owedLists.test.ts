import { describe, expect, it } from '@jest/globals';
import { oneMonth } from '../../policies/index.ts';
import { decideListing, type ListingFacts } from './listGuest.decision.ts';
import { owedLists } from './owedLists.ts';

const at = (time: string) => new Date(`2026-03-08T${time}+08:00`);
const zone = 'Asia/Shanghai';

describe('SR-7.07 when lists are due', () => {
  const dueOn = (heldOn: string, session: 'afternoon' | 'evening', plannedOn = heldOn) =>
    owedLists({ heldOn, session, plannedOn }, oneMonth, zone).map(
      ({ owedOn, dueAt }) => `${owedOn} ${dueAt.toISOString()}`,
    );

  it('on the day: at ten for an afternoon event, at four for an evening one', () => {
    expect(dueOn('2026-03-08', 'afternoon')).toEqual(['2026-03-08 2026-03-08T02:00:00.000Z']);
    expect(dueOn('2026-03-08', 'evening')).toEqual(['2026-03-08 2026-03-08T08:00:00.000Z']);
  });

  it('in the week before: each day’s list by the end of the day, from the planning on, over 29 February', () => {
    const leap = dueOn('2028-03-02', 'evening', '2028-02-01');
    expect(leap).toHaveLength(8);
    expect(leap[0]).toBe('2028-02-24 2028-02-24T16:00:00.000Z');
    expect(leap[5]).toBe('2028-02-29 2028-02-29T16:00:00.000Z');
    expect(dueOn('2026-02-23', 'evening', '2026-02-21')).toHaveLength(3);
  });
});

describe('SR-7.07 whose guest a client is', () => {
  const facts = (change: Partial<ListingFacts>): ListingFacts => ({
    department: 'sales',
    dueAt: at('10:00:00'),
    handedInAt: at('09:00:00'),
    standing: null,
    ruling: null,
    ...change,
  });
  const standing = (late: boolean) => ({ department: 'leasing', late, listedAt: at('08:00:00') });

  it.each([
    ['nobody listed the client', {}, 'LISTED'],
    ['their own entry stands', { standing: { ...standing(false), department: 'sales' } }, 'LISTED'],
    ['another department listed the client in time', { standing: standing(false) }, 'OTHERS'],
    ['ten sharp is in time', { standing: standing(true), handedInAt: at('10:00:00.000') }, 'TAKEN_OVER'],
    [
      'a moment later is late, as the other was',
      { standing: standing(true), handedInAt: at('10:00:00.001') },
      'CONFLICT',
    ],
    ['late, and confirmed elsewhere in time', { standing: standing(false), handedInAt: at('10:00:00.001') }, 'OTHERS'],
    [
      'the other was late, and it was ruled theirs',
      { standing: standing(true), ruling: { ruledBy: 'x', ruledAt: at('08:30:00'), department: 'leasing' } },
      'OTHERS',
    ],
  ] as const)('%s', (_, change, outcome) => {
    const listing = decideListing(facts(change));
    expect([listing.outcome, listing.explanation.outcome, listing.explanation.applied]).toEqual([
      outcome,
      outcome,
      ['SR-7.07'],
    ]);
  });
});
