import { describe, expect, it } from '@jest/globals';
import { given } from '@shouwen/testing';
import type { UnitState } from '../../units/index.ts';
import { schemePriceFen } from '../priceScheme.ts';
import { decideCloseDeal } from './closeDeal.decision.ts';
import {
  aDeposit,
  anAvailableUnit,
  approvedAt,
  depositAt,
  nobodyShares,
  twoPercentOff,
  wholeTo,
} from './closingFixture.ts';

const hold = {
  kind: 'held',
  keepingId: 'k',
  staffId: 'zhao',
  clientId: 'another',
  reason: null,
  since: depositAt,
  until: new Date(depositAt.getTime() + 1),
} as const;
const inState = (state: UnitState, keeping: unknown = null) =>
  aDeposit({ unit: { ...anAvailableUnit, state, dealId: 'other', keeping } as unknown as typeof anAvailableUnit });
const signed = { act: 'contract', paymentMethod: 'mortgage', drawnBy: 'li', checkedBy: 'zhou' } as const;

describe('SR-9.06 the formal deposit or the signed contract closes the deal', () => {
  it('and the deal keeps what was agreed and decided at that moment', () => {
    const reasons = given(aDeposit({ closedBy: 'zhao' }))
      .when(decideCloseDeal)
      .thenAccepted({ type: 'DealClosed' })
      .citingOnly('SR-9.01', 'SR-9.06', 'SR-3.18', 'SR-9.03', 'SR-9.05', 'SR-3.07')
      .rejecting('SR-3.11')
      .knowing({ unit: '1-0301', price: 147_896_000, validThrough: '2026-04-01', 'parts.owner.li': 100 });
    expect(reasons.explanation.decidedAt).toEqual(depositAt);
    expect(decideCloseDeal(aDeposit({ closedBy: 'zhao' }))).toMatchObject({
      events: [
        {
          deal: {
            ...{ state: 'closed', closedAt: depositAt, closedOn: '2026-03-02', priceFen: 147_896_000 },
            ...{ stage: 'subscribed', paymentMethod: null, paidFen: 0, closedBy: 'zhao', originalClientId: 'client' },
          },
        },
      ],
    });
  });

  it('a contract that is signed before any deposit closes it as well, by all that a deposit must meet', () => {
    const deal = { stage: 'contracted', paymentMethod: 'mortgage', paidFen: 0 };
    given(aDeposit({ by: signed }))
      .when(decideCloseDeal)
      .thenAccepted({ deal: expect.objectContaining(deal) as never })
      .citing('SR-9.04', 'SR-9.06')
      .knowing({ closedByThe: 'contract', drawnBy: 'li', checkedBy: 'zhou' });
    given({ ...inState('reserved'), by: signed })
      .when(decideCloseDeal)
      .thenRefused('UNIT_RESERVED');
  });

  it('earnest money that was paid before becomes part of it', () => {
    const deposit = aDeposit({ earnestFen: 2_000_000, by: { act: 'deposit', amountFen: 5_000_000 } });
    given(deposit)
      .when(decideCloseDeal)
      .thenAccepted({ deal: expect.objectContaining({ paidFen: 7_000_000 }) as never })
      .knowing({ earnestMoney: 2_000_000, deposit: 5_000_000 });
  });

  it.each([
    ['all of the price', 147_896_000, 0, null],
    ['a fen more than the price', 147_896_001, 0, 'PAYMENT_TOO_HIGH'],
    ['with the earnest money all of the price', 147_895_999, 1, null],
    ['with the earnest money a fen more', 147_896_000, 1, 'PAYMENT_TOO_HIGH'],
    ['nothing', 0, 0, 'BAD_INPUT'],
    ['less than nothing', -1, 0, 'BAD_INPUT'],
    ['half a fen', 0.5, 0, 'BAD_INPUT'],
  ] as const)('S30 a deposit of %s', (_, amountFen, earnestFen, code) => {
    const outcome = given(aDeposit({ by: { act: 'deposit', amountFen }, earnestFen })).when(decideCloseDeal);
    if (code === null) outcome.thenAccepted();
    else outcome.thenRefused(code);
  });
});

describe('SR-9.01 only available units can be subscribed', () => {
  it.each([
    ['reserved', 'UNIT_RESERVED', 'SR-3.18'],
    ['subscribed', 'UNIT_TAKEN', 'SR-3.18'],
    ['contracted', 'UNIT_TAKEN', 'SR-3.18'],
    ['handed-over', 'UNIT_TAKEN', 'SR-3.18'],
  ] as const)('%s: %s', (state, code, rule) => {
    given(inState(state)).when(decideCloseDeal).thenRefused(code, rule).citing('SR-9.01').knowing({ unitState: state });
  });

  it('held: by the client for whom it is held, and by no other', () => {
    given(inState('held', hold)).when(decideCloseDeal).thenRefused('UNIT_HELD', 'SR-9.01').citing('SR-9.01');
    given(inState('held', { ...hold, clientId: 'client' }))
      .when(decideCloseDeal)
      .thenAccepted();
  });
});

describe('SR-3.18 two clients want one unit: the first deposit wins', () => {
  it('and the second is refused, whatever price it offers and whatever was approved', () => {
    const late = { ...inState('subscribed'), approval: approvedAt(1) };
    given(late).when(decideCloseDeal).thenRefused('UNIT_TAKEN', 'SR-3.18');
  });
});

describe('SR-9.03 the price is that of the scheme, and less only with approval beforehand', () => {
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
    ['the list price, no scheme', 147_896_000, null, null],
    ['the scheme price', schemePrice, twoPercentOff, null],
    ['between scheme and list', schemePrice + 1, twoPercentOff, null],
    ['the price that was approved', schemePrice - 5, twoPercentOff, approvedAt(schemePrice - 5)],
    ['above the price that was approved', schemePrice - 4, twoPercentOff, approvedAt(schemePrice - 5)],
    ['approved below the list, no scheme', 147_895_999, null, approvedAt(147_895_999)],
  ] as const)('accepted: %s', (_, priceFen, scheme, approval) => {
    given(aDeposit({ priceFen, scheme, approval })).when(decideCloseDeal).thenAccepted({ type: 'DealClosed' });
  });

  it.each([
    ['a fen below the scheme', schemePrice - 1, twoPercentOff, null],
    ['a fen below what was approved', schemePrice - 6, twoPercentOff, approvedAt(schemePrice - 5)],
    ['a fen below the list, no scheme', 147_895_999, null, null],
  ] as const)('needs approval: %s', (_, priceFen, scheme, approval) => {
    given(aDeposit({ priceFen, scheme, approval }))
      .when(decideCloseDeal)
      .thenRefused('PRICE_NEEDS_APPROVAL', 'SR-9.03');
  });

  it.each([
    ['a fen above the list', 147_896_001],
    ['nothing', 0],
    ['less than nothing', -1],
    ['parts of a fen', 0.1 + 0.2],
    ['an amount that is not exact', 10 ** 18],
  ])('S30 refused whatever was approved: %s', (_, priceFen) => {
    given(aDeposit({ priceFen, approval: approvedAt(0) }))
      .when(decideCloseDeal)
      .thenRefused('BAD_INPUT', 'SR-9.03');
  });

  it('the explanation names the scheme, its version and the approval that was used', () => {
    const { explanation } = given(
      aDeposit({ scheme: twoPercentOff, priceFen: schemePrice - 1, approval: approvedAt(100) }),
    )
      .when(decideCloseDeal)
      .thenAccepted()
      .knowing({ schemePrice, schemeDiscountBasisPoints: 200, approvedPrice: 100 });
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
    given(aDeposit({ attribution: nobodyShares, channel: 'company-arranged-others', mayStateChannel: true }))
      .when(decideCloseDeal)
      .thenAccepted({ type: 'DealClosed' });
  });
});

describe('a channel is stated by whom it does not pay', () => {
  const form = { referralId: 'form', visitId: 'visit', signedAt: depositAt, explanationId: 'why' };

  it.each(['company-introduced', 'company-arranged-consultant', 'company-arranged-others'] as const)(
    '%s: by a manager alone',
    (channel) => {
      given(aDeposit({ channel })).when(decideCloseDeal).thenRefused('CHANNEL_NEEDS_MANAGER', 'SR-5.01');
      given(aDeposit({ channel, mayStateChannel: true }))
        .when(decideCloseDeal)
        .thenAccepted();
    },
  );

  it.each([
    ['a referral without one', 'employee-referral', null, 'INTRODUCER_MISSING'],
    ['another channel with one', 'none', 'qian', 'INTRODUCER_MISSING'],
    ['S30 oneself', 'employee-referral', 'li', 'SELF_REFERRAL'],
    ['somebody without a signed form', 'employee-referral', 'qian', 'REFERRAL_NOT_VALID'],
  ] as const)('an introducer is refused: %s', (_, channel, introducerId, code) => {
    const deposit = aDeposit({ channel, introducerId, attribution: wholeTo('li') });
    given(deposit).when(decideCloseDeal).thenRefused(code, 'SR-5.05');
  });

  it('an introducer with a signed form is not', () => {
    given(aDeposit({ channel: 'employee-referral', introducerId: 'qian', referral: form }))
      .when(decideCloseDeal)
      .thenAccepted()
      .citing('SR-5.05', 'FI-1.02')
      .knowing({ referralSigned: 'form' });
  });
});
