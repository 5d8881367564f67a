import { describe, expect, it } from '@jest/globals';
import { isPolicyFault, resolvePolicy } from '@shouwen/kernel';
import fc from 'fast-check';
import { type ClosedDeal, type ConsultantShare, channels } from './commission.ts';
import { decideCommission } from './decideCommission.decision.ts';
import { type CommissionPolicy, commissionPolicy } from './policy/commissionPolicy.ts';

const seed = { seed: 20_261_122, numRuns: 300 };

const percent = fc.integer({ min: 0, max: 100 });

const policies = fc
  .record({ rate: fc.integer({ min: 1, max: 1_000 }), parts: fc.tuple(percent, percent, percent, percent) })
  .map(({ rate, parts: [introduced, arranged, others, referral] }): CommissionPolicy => {
    const siteOverrides = {
      'rate.residential': rate,
      'channel.introduced.consultants': introduced,
      'channel.introduced.pool': 100 - introduced,
      'channel.arranged.consultants': arranged,
      'channel.arranged.pool': 100 - arranged,
      'channel.arrangedOthers.consultants': others,
      'channel.arrangedOthers.pool': 100 - others,
      'channel.referral.consultants': referral,
      'channel.referral.introducer': 100 - referral,
    };
    const params = resolvePolicy(commissionPolicy, { preset: 'one-month', siteOverrides });
    if (isPolicyFault(params)) throw new Error(params.message.en);
    return params;
  });

const consultants = fc
  .array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 5 })
  .map((all) => all.map((parts, index): ConsultantShare => ({ staffId: `c${index}`, parts, role: 'owner' })));

const deals = fc
  .record({
    priceFen: fc.integer({ min: 1, max: 10_000_000_000_000 }),
    channel: fc.constantFrom(...channels),
    consultants,
  })
  .map((deal): ClosedDeal => ({ ...base, ...deal, introducerId: deal.channel === 'employee-referral' ? 'i' : null }));

describe('I1 the shares of a commission are the commission', () => {
  it('for any rate, price, channel, parts and number of consultants', () => {
    fc.assert(
      fc.property(deals, policies, (deal, policy) => {
        const { commissionFen, shares, performance } = decided(deal, policy);
        expect(sum(shares)).toBe(commissionFen);
        expect(sum(performance)).toBe(deal.priceFen);
        expect(shares.every(({ amountFen }) => Number.isSafeInteger(amountFen) && amountFen >= 0)).toBe(true);
      }),
      seed,
    );
  });

  it('the order in which consultants are told changes nobody by more than one fen', () => {
    fc.assert(
      fc.property(deals, policies, (deal, policy) => {
        const forward = amountsOf(deal, policy);
        const backward = amountsOf({ ...deal, consultants: [...deal.consultants].reverse() }, policy);
        for (const [staffId, amountFen] of forward)
          expect(Math.abs(amountFen - (backward.get(staffId) ?? Number.NaN))).toBeLessThanOrEqual(1);
      }),
      seed,
    );
  });
});

const base: ClosedDeal = {
  dealId: 'deal',
  siteId: 'site',
  clientId: 'client',
  unitId: 'unit',
  priceFen: 1,
  closedAt: new Date('2026-05-02T10:00:00+08:00'),
  closedOn: '2026-05-02',
  subscribedOn: '2026-05-02',
  product: 'residential',
  channel: 'none',
  introducerId: null,
  consultants: [],
  rules: [],
};

const decided = (deal: ClosedDeal, params: CommissionPolicy) => {
  const version = { name: 'commission', preset: 'one-month', version: 1, effectiveFrom: new Date(0), params };
  const decision = decideCommission(deal, { atSubscription: version, atClosing: version });
  if (decision.outcome === 'refused' || !decision.events[0]) throw new Error('refused');
  return decision.events[0];
};

const amountsOf = (deal: ClosedDeal, policy: CommissionPolicy) =>
  new Map(decided(deal, policy).shares.map(({ staffId, party, amountFen }) => [staffId ?? party, amountFen]));

const sum = (shares: readonly { amountFen: number }[]) => shares.reduce((total, { amountFen }) => total + amountFen, 0);
