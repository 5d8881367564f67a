import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '@shouwen/kernel';
import { given } from '@shouwen/testing';
import type { LoyaltyParams } from '../policies/index.ts';
import { type Deal, earningsOf, type Guest, lastDayOf, newGuestOf, pointsForSale } from './earning.decision.ts';
import { areLevelsSound, levelOf, usualLevels } from './level.ts';
import { decideOnAct, decideRedemption, type RedemptionFacts } from './pointsAct.decision.ts';

const now = new Date('2026-05-20T09:00:00+08:00');
const params: LoyaltyParams = {
  ...{ 'points.newClient': 100, 'points.perThousandYuan': 100, 'points.perDeal': 70, 'points.eventDays': 2 },
  ...{ 'points.expireMonths': 12, 'points.confirmAbove': 500 },
};
const policy: PolicyVersion<LoyaltyParams> = {
  ...{ name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0), params },
};
const guest = (over: Partial<Guest> = {}): Guest => ({
  ...{ guestId: 'g1', siteId: 's', clientId: 'new', broughtBy: 'old', heldOn: '2026-05-10', policy, ...over },
});
const deal = (over: Partial<Deal> = {}): Deal => ({
  ...{
    dealId: 'd1',
    siteId: 's',
    clientId: 'new',
    closedOn: '2026-05-10',
    priceFen: 100_000,
    cancelledOn: null,
    policy,
  },
  ...over,
});
const earned = (guests: readonly Guest[], deals: readonly Deal[]) =>
  earningsOf({ now, guests, deals }).map(({ reason, clientId, points }) => [reason, clientId, points]);

describe('points for what is sold', () => {
  it.each([
    [99_999, 0],
    [100_000, 100],
    [199_999, 100],
    [200_000, 200],
    [0, 0],
  ])('%d fen: %d points', (fen, points) => {
    expect(pointsForSale(fen, 100)).toBe(points);
  });

  it.each([
    ['before the event', '2026-05-09', 0],
    ['on its day', '2026-05-10', 100],
    ['on the last day that counts', '2026-05-11', 100],
    ['the day after', '2026-05-12', 0],
  ])('a deal closed %s', (_, closedOn, points) => {
    const sale = earned([guest()], [deal({ closedOn })]).find(([reason]) => reason === 'event-sale');
    expect(sale?.[2]).toBe(points);
  });

  it('says no more of the deal to who brought the client than the points do', () => {
    const facts = { now, guests: [guest()], deals: [deal({ priceFen: 123_456_789 })] };
    const sale = earningsOf(facts).find(({ reason }) => reason === 'event-sale');
    expect(sale?.points).toBe(123_400);
    expect(JSON.stringify(sale?.explanation)).not.toContain('123456789');
  });

  it('at another site, or cancelled, is none at the event', () => {
    expect(earned([guest()], [deal({ siteId: 'other' })])).toContainEqual(['event-sale', null, 0]);
    expect(earned([guest()], [deal({ cancelledOn: '2026-05-11' })])).toEqual([
      ['new-client-brought', 'old', 100],
      ['deal', 'new', 0],
      ['event-sale', 'old', 0],
    ]);
  });
});

describe('who is a new client', () => {
  it('is brought for the first time, and bought nothing before the day of the event', () => {
    expect(newGuestOf({ guests: [guest()], deals: [deal()] })?.guestId).toBe('g1');
    expect(newGuestOf({ guests: [guest()], deals: [deal({ closedOn: '2026-05-09' })] })).toBeNull();
    const cancelled = deal({ closedOn: '2026-05-09', cancelledOn: '2026-05-09' });
    expect(newGuestOf({ guests: [guest()], deals: [cancelled] })?.guestId).toBe('g1');
    expect(newGuestOf({ guests: [guest({ broughtBy: null })], deals: [] })).toBeNull();
  });

  it('is new once: at the earlier event, whichever was recorded first', () => {
    const later = guest({ guestId: 'g0', heldOn: '2026-05-11', broughtBy: 'other' });
    expect(earned([later, guest()], [])).toEqual([
      ['new-client-brought', 'other', 0],
      ['new-client-brought', 'old', 100],
    ]);
  });
});

describe('how long points count', () => {
  it.each([
    ['2026-03-15', 12, '2027-03-14'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-03-15', 0, null],
  ])('earned on %s for %d months: through %s', (on, months, through) => {
    expect(lastDayOf(on, months)).toBe(through);
  });
});

describe('redeeming points', () => {
  const redeem = (over: Partial<RedemptionFacts> = {}) =>
    given({
      ...{ now, today: '2026-05-20', quantity: 1, balance: 1_000, policy },
      ...{ reward: { points: 500, validFrom: '2026-05-20', validThrough: '2026-05-20' }, ...over },
    }).when(decideRedemption);
  const reward = { points: 501, validFrom: '2026-05-20', validThrough: null };

  it('needs another person above the limit', () => {
    redeem().thenAccepted({ points: 500, needsConfirmation: false }).citingOnly('CR-6.04');
    redeem({ reward }).thenAccepted({ points: 501, needsConfirmation: true });
  });

  it('needs the points, and the days of the catalogue', () => {
    redeem({ balance: 500 }).thenAccepted();
    redeem({ balance: 499 }).thenRefused('POINTS_INSUFFICIENT', 'CR-6.04');
    redeem({ quantity: 3 }).thenRefused('POINTS_INSUFFICIENT');
    redeem({ quantity: 0 }).thenRefused('BAD_INPUT');
    redeem({ today: '2026-05-19' }).thenRefused('REWARD_NOT_VALID');
    redeem({ today: '2026-05-21' }).thenRefused('REWARD_NOT_VALID');
  });

  const act = { state: 'pending', kind: 'correction', askedBy: 'li', points: -100 } as const;
  const decide = (over: object) =>
    given({ now, act, by: 'zhao', approve: true, balance: 100, ...over }).when(decideOnAct);

  it('and correcting them: nobody signs the own, nothing twice, never below zero', () => {
    decide({}).thenAccepted();
    decide({ by: 'li' }).thenRefused('POINTS_NEED_ANOTHER_PERSON');
    decide({ balance: 99 }).thenRefused('POINTS_INSUFFICIENT');
    decide({ balance: 99, approve: false }).thenAccepted();
    decide({ act: { ...act, state: 'done' } }).thenRefused('POINTS_ACT_DECIDED');
  });
});

describe('levels', () => {
  it.each([
    [0, 0, 'member'],
    [49_999_999, 1, 'member'],
    [50_000_000, 0, 'member'],
    [50_000_000, 1, 'silver'],
    [300_000_000, 1, 'silver'],
    [300_000_000, 2, 'gold'],
  ])('%d fen and %d deals: %s', (amountFen, deals, key) => {
    expect(levelOf(usualLevels, { amountFen, deals })?.key).toBe(key);
  });

  it('rise in their order', () => {
    expect(areLevelsSound(usualLevels)).toBe(true);
    expect(areLevelsSound([...usualLevels].reverse())).toBe(false);
    expect(areLevelsSound([])).toBe(false);
  });
});
