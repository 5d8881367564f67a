import { describe, expect, it } from '@jest/globals';
import { leasingPolicy, shanghai } from '../leasing/leasingFixture.ts';
import { brokerSights } from '../policies/index.ts';
import type { Listing } from './broker.ts';
import { decideSight, shown } from './sight.decision.ts';

const now = shanghai('2026-03-02T10:00:00');
const policy = leasingPolicy();

const space: Listing = {
  listingId: 'space',
  siteId: 'site',
  kind: 'rent',
  name: 'T1-1201',
  building: 'T1',
  floor: 12,
  layout: '开间',
  areaHundredths: 20_000,
  netAreaHundredths: 14_000,
  orientation: '南',
  fitOut: 'standard',
  amountFen: 2_950_001,
  managementFeeFen: 500_000,
  shortestMonths: 12,
  flexibleTerms: '免租期一个月',
  floorPlan: 'plan',
};

describe('SR-10.05 what a kind of broker gets', () => {
  it.each([
    ['partner', ['brochure', 'vacancies', 'quotes', 'flexible-terms', 'floor-plans', 'viewings']],
    ['new', ['brochure', 'vacancies', 'cautious-quotes']],
    ['observer', ['brochure']],
    ['staff', brokerSights],
  ] as const)('%s', (kind, gets) => {
    const sight = decideSight(kind, policy, now);
    expect(sight.gets).toEqual(gets);
    expect(sight.explanation).toMatchObject({ outcome: kind, applied: ['SR-10.05'], policies: [{ version: 1 }] });
  });

  it('is what the policy of the site says', () => {
    const stricter = leasingPolicy({ 'broker.newGets': ['brochure'] });
    expect(decideSight('new', stricter, now).gets).toEqual(['brochure']);
  });

  it('without quotes: no amount at all', () => {
    const read = shown(space, ['vacancies'], policy.params);
    expect(read.quote).toBeNull();
    expect(JSON.stringify(read)).not.toMatch(/2950001|500000|免租期|plan/);
  });

  it('cautiously, by the list price alone: no charges, and nothing rounded', () => {
    const { params } = leasingPolicy({ 'quote.cautious': 'list-price-only' });
    expect(shown(space, ['vacancies', 'cautious-quotes'], params).quote).toEqual({
      amountFen: 2_950_001,
      managementFeeFen: null,
      phoneLineFen: null,
      parkingPlaceFen: null,
      cautious: true,
    });
  });

  it('cautiously, rounded up: never the true amount, unless it is a whole step', () => {
    expect(shown(space, ['cautious-quotes'], policy.params).quote?.amountFen).toBe(3_000_000);
    const whole = shown({ ...space, amountFen: 3_000_000 }, ['cautious-quotes'], policy.params);
    expect(whole.quote?.amountFen).toBe(3_000_000);
  });
});
