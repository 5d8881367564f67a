import { describe, expect, it } from '@jest/globals';
import { isPolicyFault, type PolicyVersion, resolvePolicy } from '@shouwen/kernel';
import type { Channel, ClosedDeal, ConsultantShare } from './commission.ts';
import { decideCommission } from './decideCommission.decision.ts';
import { type CommissionPolicy, commissionPolicy } from './policy/commissionPolicy.ts';

const closedAt = new Date('2026-05-02T10:00:00+08:00');

const paramsOf = (preset: string, siteOverrides = {}): CommissionPolicy => {
  const params = resolvePolicy(commissionPolicy, { preset, siteOverrides });
  if (isPolicyFault(params)) throw new Error(params.message.en);
  return params;
};

const version = (params: CommissionPolicy, number = 1): PolicyVersion<CommissionPolicy> => ({
  name: 'commission',
  preset: 'one-month',
  version: number,
  effectiveFrom: new Date('2026-01-01T00:00:00+08:00'),
  params,
});

const owner = (staffId: string): ConsultantShare => ({ staffId, parts: 100, role: 'owner' });
const halves: ConsultantShare[] = [
  { staffId: 'li', parts: 50, role: 'original' },
  { staffId: 'zhao', parts: 50, role: 'new' },
];

/** 0.8 % of 1,250,000.00 is 10,000.00. */
const aDeal = (changes: Partial<ClosedDeal> = {}): ClosedDeal => ({
  dealId: 'deal',
  siteId: 'site',
  clientId: 'client',
  unitId: 'unit',
  priceFen: 125_000_000,
  closedAt,
  closedOn: '2026-05-02',
  subscribedOn: '2026-05-02',
  product: 'residential',
  channel: 'none',
  introducerId: null,
  consultants: [owner('li')],
  rules: ['SR-3.07'],
  ...changes,
});

const decide = (deal: ClosedDeal, policy: CommissionPolicy = paramsOf('one-month')) => {
  const decision = decideCommission(deal, { atSubscription: version(policy), atClosing: version(policy) });
  if (decision.outcome === 'refused') throw new Error(decision.refusal.code);
  const [event] = decision.events;
  if (!event) throw new Error('no event');
  return { ...event, explanation: decision.explanation };
};

const sharesOf = (deal: ClosedDeal, policy?: CommissionPolicy) =>
  decide(deal, policy).shares.map(({ party, staffId, amountFen }) => [staffId ?? party, amountFen]);

describe('FI-1.01 a deal earns a commission at the rate of site, product and scheme', () => {
  it.each([
    ['0.8 % of 1,250,000.00', 125_000_000, 1_000_000],
    ['just below half a fen: down', 62, 0],
    ['half a fen and more: up', 63, 1],
    ['a price beyond 2^53 fen times basis points stays exact', 900_000_000_000_001, 7_200_000_000_000],
  ])('%s', (_, priceFen, commissionFen) => {
    expect(decide(aDeal({ priceFen })).commissionFen).toBe(commissionFen);
  });

  it.each([
    ['residential', 80],
    ['retail', 120],
    ['a product without a rate of its own', 50],
    ['constructor', 50],
  ])('%s has its own rate', (product, basisPoints) => {
    const policy = paramsOf('one-month', { 'rate.retail': 120, 'rate.other': 50 });
    expect(decide(aDeal({ product }), policy).basisPoints).toBe(basisPoints);
  });

  it('takes the rate from the day of the subscription and the split from the day the deal closed', () => {
    const earlier = version(paramsOf('one-month', { 'rate.residential': 100 }), 1);
    const parts = { 'channel.introduced.consultants': 60, 'channel.introduced.pool': 40 };
    const later = version(paramsOf('one-month', parts), 2);
    const deal = aDeal({ channel: 'company-introduced' });
    const decision = decideCommission(deal, { atSubscription: earlier, atClosing: later });
    expect(decision).toMatchObject({
      events: [{ commissionFen: 1_250_000, shares: [{ amountFen: 500_000 }, { amountFen: 750_000 }] }],
      explanation: { policies: [{ version: 1 }, { version: 2 }] },
    });
  });

  it('counts performance by the consultants alone, whatever the channel takes of the money', () => {
    const deal = aDeal({ channel: 'company-arranged-others', consultants: halves, priceFen: 125_000_001 });
    const { performance, shares } = decide(deal);
    expect(performance).toEqual([
      { staffId: 'li', amountFen: 62_500_001, unitThousandths: 500 },
      { staffId: 'zhao', amountFen: 62_500_000, unitThousandths: 500 },
    ]);
    expect(shares.filter(({ party }) => party === 'consultant').map(({ amountFen }) => amountFen)).toEqual([0, 0]);
  });

  it.each([
    ['a price of nothing', { priceFen: 0 }, 'BAD_PRICE'],
    ['a negative price', { priceFen: -1 }, 'BAD_PRICE'],
    ['parts of a fen', { priceFen: 0.1 + 0.2 }, 'BAD_PRICE'],
    ['a price too large to be exact', { priceFen: 10 ** 18 }, 'BAD_PRICE'],
    ['nobody to share', { consultants: [] }, 'NO_CONSULTANT'],
    ['a referral by nobody', { channel: 'employee-referral' as const }, 'INTRODUCER_MISSING'],
    ['a referral to oneself', { channel: 'employee-referral' as const, introducerId: 'li' }, 'SELF_REFERRAL'],
  ])('refuses %s', (_, changes, code) => {
    const policy = version(paramsOf('one-month'));
    const decision = decideCommission(aDeal(changes), { atSubscription: policy, atClosing: policy });
    expect(decision).toMatchObject({ outcome: 'refused', refusal: { code } });
  });
});

describe('FI-1.02, SR-5.02, SR-5.03, SR-5.04 stage 1, the channel', () => {
  it.each<[Channel, (string | number)[][], string[]]>([
    ['none', [['li', 1_000_000]], ['FI-1.01', 'FI-1.02', 'FI-1.03']],
    [
      'company-introduced',
      [
        ['pool', 300_000],
        ['li', 700_000],
      ],
      ['FI-1.01', 'FI-1.02', 'SR-5.02', 'FI-1.03'],
    ],
    [
      'company-arranged-consultant',
      [
        ['pool', 700_000],
        ['li', 300_000],
      ],
      ['FI-1.01', 'FI-1.02', 'SR-5.03', 'FI-1.03'],
    ],
    [
      'company-arranged-others',
      [
        ['pool', 1_000_000],
        ['li', 0],
      ],
      ['FI-1.01', 'FI-1.02', 'SR-5.04', 'FI-1.03'],
    ],
    [
      'company-designated',
      [
        ['pool', 1_000_000],
        ['li', 0],
      ],
      ['FI-1.01', 'FI-1.02', 'SR-5.01', 'FI-1.03'],
    ],
    [
      'employee-referral',
      [
        ['qian', 300_000],
        ['li', 700_000],
      ],
      ['FI-1.01', 'FI-1.02', 'SR-5.05', 'FI-1.03'],
    ],
  ])('channel %#', (channel, shares, rules) => {
    const deal = aDeal({ channel, introducerId: channel === 'employee-referral' ? 'qian' : null });
    expect(sharesOf(deal)).toEqual(shares);
    expect(decide(deal).explanation.applied).toEqual(rules);
  });

  it('triple-confirmation gives the consultants all, until the site switches the channel split on', () => {
    const off = paramsOf('triple-confirmation');
    const on = paramsOf('triple-confirmation', { 'channel.enabled': true });
    const deal = aDeal({ channel: 'company-introduced' });
    expect(sharesOf(deal, off)).toEqual([['li', 1_000_000]]);
    expect(decide(deal, off).explanation.rejected).toMatchObject([{ rule: 'FI-1.02' }]);
    expect(sharesOf(deal, on)).toEqual([
      ['pool', 300_000],
      ['li', 700_000],
    ]);
  });

  it('worked example SR 4: a referral whose client insisted on another gives 30, 49 and 21 %', () => {
    const consultants: ConsultantShare[] = [
      { staffId: 'sun', parts: 30, role: 'designated' },
      { staffId: 'li', parts: 70, role: 'first' },
    ];
    expect(sharesOf(aDeal({ channel: 'employee-referral', introducerId: 'qian', consultants }))).toEqual([
      ['qian', 300_000],
      ['li', 490_000],
      ['sun', 210_000],
    ]);
  });
});

describe('FI-1.03 stage 2, the consultants', () => {
  it('the owner has it all', () => {
    expect(sharesOf(aDeal())).toEqual([['li', 1_000_000]]);
  });

  it('a ruling may divide it in any parts', () => {
    const consultants: ConsultantShare[] = [
      { staffId: 'li', parts: 2, role: 'original' },
      { staffId: 'zhao', parts: 1, role: 'new' },
    ];
    expect(sharesOf(aDeal({ consultants }))).toEqual([
      ['li', 666_667],
      ['zhao', 333_333],
    ]);
  });

  it('worked example 1: 10,000.00 introduced by the company, 50 / 50', () => {
    const deal = aDeal({ channel: 'company-introduced', consultants: halves });
    expect(sharesOf(deal)).toEqual([
      ['pool', 300_000],
      ['li', 350_000],
      ['zhao', 350_000],
    ]);
    expect(decide(deal).explanation.summary).toEqual({
      zh: '佣金 10000.00 元：公佣 3000.00，置业顾问 3500.00，置业顾问 3500.00',
      en: 'commission 10000.00: pool 3000.00, consultant 3500.00, consultant 3500.00',
    });
  });

  it.each([
    ['as told', halves],
    ['told in the other order: who was there first is still named first', [...halves].reverse()],
  ])('worked example 1: of 100.01 the left-over fen goes to the first, %s', (_, consultants) => {
    expect(sharesOf(aDeal({ priceFen: 1_250_125, channel: 'company-introduced', consultants }))).toEqual([
      ['pool', 3_000],
      ['li', 3_501],
      ['zhao', 3_500],
    ]);
  });
});

describe('FI-1.02 a policy that contradicts itself is refused and the parameter named', () => {
  it.each([
    ['introduced', 'channel.introduced.pool', 31],
    ['introduced', 'channel.introduced.pool', 29],
    ['arranged', 'channel.arranged.pool', 71],
    ['arrangedOthers', 'channel.arrangedOthers.pool', 99],
    ['referral', 'channel.referral.introducer', 29],
  ])('%s: %s of %d %%', (_, parameter, value) => {
    const params = resolvePolicy(commissionPolicy, { preset: 'one-month', siteOverrides: { [parameter]: value } });
    expect(params).toMatchObject({ outcome: 'policy-fault', parameter, reason: 'contradiction' });
  });

  it.each([
    ['rate.residential', -1],
    ['rate.residential', 1_001],
    ['channel.introduced.pool', 101],
    ['due', 'sometime'],
  ])('%s of %s is out of range', (parameter, value) => {
    const params = resolvePolicy(commissionPolicy, { preset: 'one-month', siteOverrides: { [parameter]: value } });
    expect(params).toMatchObject({ outcome: 'policy-fault', parameter, reason: 'out-of-range' });
  });

  it('shares that still add up to 100 are accepted', () => {
    const siteOverrides = { 'channel.introduced.pool': 31, 'channel.introduced.consultants': 69 };
    expect(isPolicyFault(resolvePolicy(commissionPolicy, { preset: 'one-month', siteOverrides }))).toBe(false);
  });
});
