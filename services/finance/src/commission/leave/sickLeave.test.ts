import { describe, expect, it } from '@jest/globals';
import { addDays, isPolicyFault, resolvePolicy } from '@shouwen/kernel';
import type { ClosedDeal, ConsultantShare, SickLeave } from '../commission.ts';
import { decideCommission } from '../decideCommission.decision.ts';
import { type CommissionPolicy, commissionPolicy } from '../policy/commissionPolicy.ts';
import { wholeLeave } from './sickLeave.ts';

const paramsOf = (preset: string, siteOverrides = {}): CommissionPolicy => {
  const params = resolvePolicy(commissionPolicy, { preset, siteOverrides });
  if (isPolicyFault(params)) throw new Error(params.message.en);
  return params;
};

const owner: ConsultantShare = { staffId: 'li', parts: 100, role: 'owner' };
/** 0.8 % of 1,250,000.00 is 10,000.00. */
const aDeal = (changes: Partial<ClosedDeal> = {}): ClosedDeal => ({
  ...{ dealId: 'deal', siteId: 'site', clientId: 'client', unitId: 'unit', priceFen: 125_000_000 },
  ...{ closedAt: new Date('2026-03-02T10:00:00+08:00'), closedOn: '2026-03-02', subscribedOn: '2026-03-02' },
  ...{ product: 'residential', channel: 'none', introducerId: null, closedBy: 'zhao', consultants: [owner], rules: [] },
  ...changes,
});

const leaveOf = (from: string, days: number): SickLeave => ({ staffId: 'li', from, through: addDays(from, days - 1) });

const decide = (deal: ClosedDeal, sickLeave: SickLeave | null, params = paramsOf('triple-confirmation')) => {
  const version = { name: 'commission', preset: 'x', version: 1, effectiveFrom: new Date(0), params };
  const decision = decideCommission(deal, { atSubscription: version, atClosing: version }, { sickLeave });
  if (decision.outcome === 'refused' || !decision.events[0]) throw new Error('refused');
  const { shares, performance } = decision.events[0];
  return {
    money: shares.map(({ staffId, party, amountFen }) => [staffId ?? party, amountFen]),
    performance: performance.map(({ staffId, amountFen, unitThousandths }) => [staffId, amountFen, unitThousandths]),
    explanation: decision.explanation,
  };
};

const ownersPerformance = [['li', 125_000_000, 1_000]];
const closersPerformance = [['zhao', 125_000_000, 1_000]];

describe('FI-1.04 sick leave of the owner during the deal', () => {
  it.each([
    ['3 days: all is the owner’s', 3, [['li', 1_000_000]], ownersPerformance],
    [
      '4 days: half to the one who closed',
      4,
      [
        ['li', 500_000],
        ['zhao', 500_000],
      ],
      ownersPerformance,
    ],
    [
      '10 days: half to the one who closed',
      10,
      [
        ['li', 500_000],
        ['zhao', 500_000],
      ],
      ownersPerformance,
    ],
    ['11 days: all to the one who closed', 11, [['zhao', 1_000_000]], closersPerformance],
  ])('%s', (_, days, money, performance) => {
    const found = decide(aDeal(), leaveOf('2026-03-01', days));
    expect(found).toMatchObject({ money, performance });
    expect(found.explanation.applied).toContain('FI-1.04');
    expect(found.explanation.facts).toContainEqual({ name: 'sickLeave.days', value: days });
  });

  it.each([
    ['February ends, 3 days', '2026-02-27', '2026-03-01', 1_000_000],
    ['February ends, 4 days', '2026-02-27', '2026-03-02', 500_000],
    ['29 February counts, 3 days', '2028-02-28', '2028-03-01', 1_000_000],
    ['29 February counts, 4 days', '2028-02-27', '2028-03-01', 500_000],
    ['10 days over the end of February', '2028-02-25', '2028-03-05', 500_000],
    ['11 days over the end of February', '2028-02-25', '2028-03-06', undefined],
    ['10 days of the Spring Festival count like others', '2026-02-14', '2026-02-23', 500_000],
    ['11 days of the National Day week count like others', '2026-09-30', '2026-10-10', undefined],
  ])('days are calendar days, the first one included: %s', (_, from, through, owners) => {
    const { money } = decide(aDeal(), { staffId: 'li', from, through });
    expect(new Map(money as [string, number][]).get('li')).toBe(owners);
  });

  it.each([
    ['is not known', null],
    ['is the owner', 'li'],
  ])('all stays with the owner when the one who closed %s', (_, closedBy) => {
    for (const days of [4, 11]) {
      const found = decide(aDeal({ closedBy }), leaveOf('2026-03-01', days));
      expect(found).toMatchObject({ money: [['li', 1_000_000]], performance: ownersPerformance });
      expect(found.explanation.rejected.map(({ rule }) => rule)).toEqual(['FI-1.04']);
    }
  });

  it('an odd fen is not lost, and goes to the owner, named first', () => {
    const { money } = decide(aDeal({ priceFen: 125_125 }), leaveOf('2026-03-01', 4));
    expect(money).toEqual([
      ['li', 501],
      ['zhao', 500],
    ]);
  });

  it('the channel has its part first, rounded once with the halves', () => {
    const params = paramsOf('one-month', { 'sickLeave.enabled': true });
    const deal = aDeal({ channel: 'company-introduced', priceFen: 1_250_125 });
    expect(decide(deal, leaveOf('2026-03-01', 4), params).money).toEqual([
      ['pool', 3_000],
      ['li', 3_501],
      ['zhao', 3_500],
    ]);
  });

  it('a colleague who has a share already gets the owner’s on top of it, in one line', () => {
    const consultants: ConsultantShare[] = [
      { ...owner, parts: 70 },
      { staffId: 'zhao', parts: 30, role: 'designated' },
    ];
    const deal = aDeal({ consultants });
    expect(decide(deal, leaveOf('2026-03-01', 4)).money).toEqual([
      ['li', 350_000],
      ['zhao', 650_000],
    ]);
    expect(decide(deal, leaveOf('2026-03-01', 11))).toMatchObject({
      money: [['zhao', 1_000_000]],
      performance: closersPerformance,
    });
  });

  it('is guidance of triple-confirmation that a site may switch off; one-month has it off', () => {
    for (const params of [paramsOf('one-month'), paramsOf('triple-confirmation', { 'sickLeave.enabled': false })]) {
      const found = decide(aDeal(), leaveOf('2026-03-01', 11), params);
      expect(found.money).toEqual([['li', 1_000_000]]);
      expect(found.explanation.rejected.map(({ rule }) => rule)).toEqual(['FI-1.04']);
    }
  });

  it('its numbers are parameters, and may not contradict each other', () => {
    const params = paramsOf('triple-confirmation', {
      'sickLeave.wholeDays': 1,
      'sickLeave.sharedDays': 2,
      'sickLeave.ownerPart': 30,
    });
    expect(decide(aDeal(), leaveOf('2026-03-02', 1), params).money).toEqual([['li', 1_000_000]]);
    expect(decide(aDeal(), leaveOf('2026-03-02', 2), params).money).toEqual([
      ['li', 300_000],
      ['zhao', 700_000],
    ]);
    expect(decide(aDeal(), leaveOf('2026-03-02', 3), params).money).toEqual([['zhao', 1_000_000]]);
    const siteOverrides = { 'sickLeave.sharedDays': 2 };
    expect(resolvePolicy(commissionPolicy, { preset: 'triple-confirmation', siteOverrides })).toMatchObject({
      parameter: 'sickLeave.sharedDays',
      reason: 'contradiction',
    });
  });
});

describe('the whole of a leave', () => {
  const leaves = [
    { from: '2026-02-27', through: '2026-03-01' },
    { from: '2026-03-02', through: '2026-03-04' },
    { from: '2026-03-06', through: '2026-03-07' },
  ];
  it.each([
    ['the day before', '2026-02-26', null],
    ['its first day', '2026-02-27', { from: '2026-02-27', through: '2026-03-04' }],
    ['its last day: an extension belongs to it', '2026-03-04', { from: '2026-02-27', through: '2026-03-04' }],
    ['a day between two', '2026-03-05', null],
    ['another leave', '2026-03-07', { from: '2026-03-06', through: '2026-03-07' }],
  ])('%s', (_, day, whole) => {
    expect(wholeLeave(leaves, day)).toEqual(whole);
    expect(wholeLeave([...leaves].reverse(), day)).toEqual(whole);
  });
});
