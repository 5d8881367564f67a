import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import type { UnitState } from '../units/index.ts';
import { decideCancelDeal } from './cancelDeal.decision.ts';
import { decideCloseDeal } from './closeDeal.decision.ts';
import type { ClosedDeal, Deal } from './deal.ts';
import { aDeposit, anAvailableUnit, depositAt, nobodyShares, twoPercentOff, wholeTo } from './depositFixture.ts';
import { schemePriceFen } from './priceScheme.ts';

const inState = (state: UnitState) =>
  aDeposit({ unit: { ...anAvailableUnit, state, dealId: 'other' } as unknown as typeof anAvailableUnit });

describe('SR-9.06 the formal deposit closes the deal', () => {
  it('and the deal keeps what was agreed and decided at that moment', () => {
    const reasons = given(aDeposit())
      .when(decideCloseDeal)
      .thenAccepted({ type: 'DealClosed' })
      .citingOnly('SR-9.01', 'SR-9.06', 'SR-3.18', 'SR-9.03', 'SR-9.05', 'SR-3.07')
      .rejecting('SR-3.11')
      .knowing({ unit: '1-0301', price: 147_896_000, validThrough: '2026-04-01', 'parts.owner.li': 100 });
    expect(reasons.explanation.decidedAt).toEqual(depositAt);
    const decision = decideCloseDeal(aDeposit());
    expect(decision).toMatchObject({
      events: [{ deal: { state: 'closed', closedAt: depositAt, closedOn: '2026-03-02', priceFen: 147_896_000 } }],
    });
  });
});

describe('SR-9.01 only available units can be subscribed', () => {
  it.each([
    ['reserved', 'UNIT_RESERVED', 'SR-3.18'],
    ['held', 'UNIT_HELD', 'SR-9.01'],
    ['subscribed', 'UNIT_TAKEN', 'SR-3.18'],
    ['contracted', 'UNIT_TAKEN', 'SR-3.18'],
    ['handed-over', 'UNIT_TAKEN', 'SR-3.18'],
  ] as const)('%s: %s', (state, code, rule) => {
    given(inState(state)).when(decideCloseDeal).thenRefused(code, rule).citing('SR-9.01').knowing({ unitState: state });
  });
});

describe('SR-3.18 two clients want one unit: the first deposit wins', () => {
  it('and the second is refused, whatever price it offers and whoever approves', () => {
    const late = { ...inState('subscribed'), mayApprovePrice: true };
    given(late).when(decideCloseDeal).thenRefused('UNIT_TAKEN', 'SR-3.18');
  });
});

describe('SR-9.03 the price is that of the scheme, and less only with approval', () => {
  const schemePrice = 144_938_080;

  it.each([
    [147_896_000, 0, 147_896_000],
    [147_896_000, 200, schemePrice],
    [25, 200, 24],
    [24, 200, 24],
    [100, 10_000, 0],
  ])('%d fen less %d basis points is %d: the discount is rounded half up', (list, basisPoints, price) => {
    expect(schemePriceFen(list, basisPoints)).toBe(price);
  });

  it.each([
    ['the list price, no scheme', 147_896_000, null, false],
    ['the scheme price', schemePrice, twoPercentOff, false],
    ['between scheme and list', schemePrice + 1, twoPercentOff, false],
    ['a fen below the scheme, by a manager', schemePrice - 1, twoPercentOff, true],
    ['a fen below the list, no scheme, by a manager', 147_895_999, null, true],
  ] as const)('accepted: %s', (_, priceFen, scheme, mayApprovePrice) => {
    given(aDeposit({ priceFen, scheme, mayApprovePrice })).when(decideCloseDeal).thenAccepted({ type: 'DealClosed' });
  });

  it.each([
    ['a fen below the scheme', schemePrice - 1, twoPercentOff],
    ['a fen below the list, no scheme', 147_895_999, null],
  ] as const)('needs approval: %s', (_, priceFen, scheme) => {
    given(aDeposit({ priceFen, scheme })).when(decideCloseDeal).thenRefused('PRICE_NEEDS_APPROVAL', 'SR-9.03');
  });

  it.each([
    ['a fen above the list', 147_896_001],
    ['nothing', 0],
    ['less than nothing', -1],
    ['parts of a fen', 0.1 + 0.2],
    ['an amount that is not exact', 10 ** 18],
  ])('S30 refused even for a manager: %s', (_, priceFen) => {
    given(aDeposit({ priceFen, mayApprovePrice: true }))
      .when(decideCloseDeal)
      .thenRefused('BAD_INPUT', 'SR-9.03');
  });

  it('the explanation names the scheme and its version', () => {
    const { explanation } = given(aDeposit({ scheme: twoPercentOff }))
      .when(decideCloseDeal)
      .thenAccepted()
      .knowing({ schemePrice, schemeDiscountBasisPoints: 200 });
    expect(explanation.policies).toContainEqual({ name: 'price-scheme', preset: 'one-month', version: 3 });
  });
});

describe('SR-9.05 the deal records the ownership decision in force', () => {
  it('a client whom nobody received and nobody owns has nobody to share', () => {
    given(aDeposit({ attribution: nobodyShares }))
      .when(decideCloseDeal)
      .thenRefused('NOBODY_TO_SHARE', 'SR-9.05');
  });

  it('but the company may arrange the deal without consultants', () => {
    given(aDeposit({ attribution: nobodyShares, channel: 'company-arranged-others' }))
      .when(decideCloseDeal)
      .thenAccepted({ type: 'DealClosed' });
  });
});

describe('a referral names an introducer who is somebody else', () => {
  it.each([
    ['a referral without one', 'employee-referral', null, 'INTRODUCER_MISSING'],
    ['another channel with one', 'company-introduced', 'qian', 'INTRODUCER_MISSING'],
    ['S30 oneself', 'employee-referral', 'li', 'SELF_REFERRAL'],
  ] as const)('refused: %s', (_, channel, introducerId, code) => {
    const deposit = aDeposit({ channel, introducerId, attribution: wholeTo('li') });
    given(deposit).when(decideCloseDeal).thenRefused(code, 'SR-5.05');
  });

  it('accepted: somebody else', () => {
    given(aDeposit({ channel: 'employee-referral', introducerId: 'qian' }))
      .when(decideCloseDeal)
      .thenAccepted();
  });
});

describe('a deal may be cancelled once, with its reason and whose fault', () => {
  const decision = decideCloseDeal(aDeposit());
  if (decision.outcome === 'refused' || !decision.events[0]) throw new Error('refused');
  const closed: ClosedDeal = decision.events[0].deal;
  const cancelledAt = new Date('2026-03-11T17:40:00+08:00');
  const facts = (deal: Deal) =>
    ({ deal, fault: 'client', reason: 'other', cancelledAt, cancelledOn: '2026-03-11', explanationId: 'why' }) as const;

  it('once', () => {
    given(facts(closed)).when(decideCancelDeal).thenAccepted({ fault: 'client', reason: 'other' }).citing('SR-9.02');
  });

  it('and not twice', () => {
    const cancelled: Deal = { ...closed, ...facts(closed), state: 'cancelled', cancelledWhy: 'why' };
    given(facts(cancelled)).when(decideCancelDeal).thenRefused('DEAL_NOT_OPEN', 'SR-9.02');
  });
});
