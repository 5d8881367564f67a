import { describe, expect, it } from '@jest/globals';
import { enquiryStages, nextStages } from './enquiries/enquiry.ts';
import { decideFollowUp, type FollowUpFacts } from './enquiries/followUp.decision.ts';
import { nextFollowUp } from './enquiries/followUpSchedule.ts';
import { type RecommendFacts, recommendSpaces } from './enquiries/recommend.decision.ts';
import { decideStage } from './enquiries/stage.decision.ts';
import { leasingPolicy, shanghai } from './leasingFixture.ts';
import type { LeaseSpace } from './spaces/index.ts';
import { authorityFor } from './terms/authority.ts';
import { cautiousQuote } from './terms/cautious.ts';

const policy = leasingPolicy();
const now = shanghai('2026-03-02T10:00:00');

const space = (changes: Partial<LeaseSpace>): LeaseSpace => ({
  spaceId: 'space',
  siteId: 'site',
  building: 'T1',
  floor: 12,
  number: '1201',
  name: 'T1-1201',
  layout: '开间',
  areaHundredths: 20_000,
  netAreaHundredths: 14_000,
  orientation: '南',
  fitOut: 'standard',
  neighbours: ['金融'],
  rentFen: 3_000_000,
  managementFeeFen: 500_000,
  shortestMonths: 12,
  flexibleTerms: null,
  floorPlan: null,
  state: 'vacant',
  version: 1,
  ...changes,
});
const nothing = {
  layout: null,
  floorFrom: null,
  floorTo: null,
  orientation: null,
  fitOut: null,
  netToGrossPercent: null,
};
const wishes = { areaHundredths: 20_000, ...nothing, business: null, rentExpectedFen: null };
const recommended = (spaces: LeaseSpace[], changes: Partial<RecommendFacts['wishes']> = {}) =>
  recommendSpaces({ now, spaces, wishes: { ...wishes, ...changes } }, policy);

describe('SR-10.01 recommending vacant spaces', () => {
  it.each([
    [22_000, 1],
    [22_001, 0],
    [18_000, 1],
    [17_999, 0],
  ])('of %i hundredths when 200 m² are wanted, within a tenth', (areaHundredths, found) => {
    expect(recommended([space({ areaHundredths })])).toHaveLength(found);
  });

  it('leaves out what is let or withdrawn', () => {
    expect(recommended([space({ state: 'let' }), space({ state: 'withdrawn' })])).toEqual([]);
  });

  it.each([
    ['layout', { layout: '开间' }, { layout: '三间' }],
    ['floor, from', { floorFrom: 12 }, { floorFrom: 13 }],
    ['floor, to', { floorTo: 12 }, { floorTo: 11 }],
    ['orientation', { orientation: '南' }, { orientation: '北' }],
    ['fit-out', { fitOut: 'standard' }, { fitOut: 'furnished' }],
    ['net-to-gross ratio', { netToGrossPercent: 70 }, { netToGrossPercent: 71 }],
    ['neighbours of the same business', { business: '金融' }, { business: '贸易' }],
    ['rent expected', { rentExpectedFen: 3_000_000 }, { rentExpectedFen: 2_999_999 }],
  ] as const)('counts the wish for %s', (_, met, unmet) => {
    expect(recommended([space({})], met)).toMatchObject([{ met: 1, asked: 1 }]);
    expect(recommended([space({})], unmet)).toMatchObject([{ met: 0, asked: 1 }]);
  });

  it('puts the one that meets most first, then the closest in area, and tells why', () => {
    const far = space({ name: 'far', areaHundredths: 19_000, layout: '三间' });
    const near = space({ name: 'near', areaHundredths: 20_100 });
    const best = space({ name: 'best', areaHundredths: 21_000, layout: '三间', orientation: '东' });
    const ranked = recommended([near, far, best], { layout: '三间', orientation: '东' });
    expect(ranked.map((one) => one.space.name)).toEqual(['best', 'far', 'near']);
    expect(ranked[0]?.explanation).toMatchObject({
      applied: ['SR-10.01'],
      facts: expect.arrayContaining([{ name: 'layout', value: ['三间', '三间', 'met'] }]),
    });
    expect(ranked[2]?.explanation.facts).toContainEqual({ name: 'orientation', value: ['东', '南', 'not met'] });
  });
});

describe('SR-10.02 what a negotiator may grant', () => {
  it.each([
    ['ordinary', 23, 0],
    ['ordinary', 24, 3],
    ['ordinary', 35, 3],
    ['ordinary', 36, 5],
    ['known', 23, 2],
    ['known', 24, 5],
    ['known', 36, 8],
    ['renowned', 23, 5],
    ['renowned', 24, 8],
    ['renowned', 36, 12],
  ] as const)('%s tenant, %i months: %i per cent', (standing, months, discountPercent) => {
    const leastRentFen = 10_000 * (100 - discountPercent);
    expect(authorityFor({ standing, months, listRentFen: 1_000_000 }, policy.params)).toMatchObject({
      discountPercent,
      leastRentFen,
    });
  });

  it('rounds the least rent up to whole fen', () => {
    expect(authorityFor({ standing: 'ordinary', months: 24, listRentFen: 101 }, policy.params).leastRentFen).toBe(98);
  });
});

describe('SR-10.03 stages and follow-ups', () => {
  const allowed = [
    'enquiry>visit',
    'visit>viewing',
    'viewing>negotiation',
    'negotiation>viewing',
    'negotiation>signed',
  ];
  const lost = ['enquiry>lost', 'visit>lost', 'viewing>lost', 'negotiation>lost'];
  const every = enquiryStages.flatMap((stage) => enquiryStages.map((to) => [stage, to] as const));

  it.each(every)('%s to %s', (stage, to) => {
    const decision = decideStage({ now, today: '2026-03-02', stage, to, anonymous: false, lostTo: null }, policy);
    const fine = [...allowed, ...lost].includes(`${stage}>${to}`);
    expect(decision.outcome).toBe(fine ? 'accepted' : 'refused');
    expect(nextStages[stage].includes(to)).toBe(fine);
  });

  it.each([
    ['an ordinary day', '2026-03-02', '2026-03-04', '2026-03-05'],
    ['the end of a month', '2026-04-29', '2026-05-01', '2026-05-02'],
    ['before the end of February', '2026-02-26', '2026-02-28', '2026-03-01'],
    ['before 29 February', '2028-02-27', '2028-02-29', '2028-03-01'],
    ['in the Spring Festival, whose days count', '2026-02-15', '2026-02-17', '2026-02-18'],
    ['the end of a year', '2026-12-30', '2027-01-01', '2027-01-02'],
  ])('a visit on %s: the first follow-up after two to three days', (_, today, from, through) => {
    const visit = decideStage({ now, today, stage: 'enquiry', to: 'visit', anonymous: false, lostTo: null }, policy);
    expect(visit).toMatchObject({ outcome: 'accepted', events: [{ due: { from, through } }] });
  });

  const facts: FollowUpFacts = {
    now,
    today: '2026-03-04',
    stage: 'visit',
    openedOn: '2026-03-02',
    dueFrom: '2026-03-04',
    dueThrough: '2026-03-05',
    firstFollowUp: true,
  };

  it.each([
    ['2026-03-03', 'FOLLOW_UP_TOO_EARLY'],
    ['2026-03-04', 'in-time'],
    ['2026-03-05', 'in-time'],
    ['2026-03-06', 'late'],
  ])('visited on 2 March, followed up on %s: %s', (today, outcome) => {
    const decision = decideFollowUp({ ...facts, today }, policy);
    expect(decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome).toBe(outcome);
  });

  it('a later follow-up may come before it is due', () => {
    const later = { ...facts, firstFollowUp: false, today: '2026-03-03' };
    expect(decideFollowUp(later, policy)).toMatchObject({ events: [{ late: false, next: { from: '2026-03-17' } }] });
  });

  it('follow-ups come regularly for as long as the policy says, and not after', () => {
    const from = (today: string) => nextFollowUp({ today, openedOn: '2026-03-02' }, policy.params)?.from ?? null;
    expect(from('2026-08-15')).toBe('2026-08-29');
    expect(from('2026-08-16')).toBeNull();
  });
});

describe('SR-10.06 a cautious quote', () => {
  const rent = { kind: 'rent', amountFen: 3_000_001, managementFeeFen: 500_000 } as const;

  it.each([
    [3_000_000, 3_000_000],
    [3_000_001, 3_100_000],
    [2_999_999, 3_000_000],
  ])('of a rent of %i fen is rounded up to %i', (amountFen, quoted) => {
    expect(cautiousQuote({ ...rent, amountFen }, policy.params).amountFen).toBe(quoted);
  });

  it('of a price is rounded up by its own step', () => {
    const sale = { kind: 'sale', amountFen: 147_896_000, managementFeeFen: null } as const;
    expect(cautiousQuote(sale, policy.params)).toEqual({ amountFen: 150_000_000, managementFeeFen: null });
  });

  it('or is the list price alone, by the policy', () => {
    const params = leasingPolicy({ 'quote.cautious': 'list-price-only' }).params;
    expect(cautiousQuote(rent, params)).toEqual({ amountFen: 3_000_001, managementFeeFen: null });
  });
});
